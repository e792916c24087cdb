package org.dhurandhar;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Column;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Plot;
import org.dhurandhar.report.Report;
import org.jspecify.annotations.Nullable;

/// The largest or smallest value of one setting that fits, or the reason why there is none. Shown
/// alone it is one or two lines with the numbers that were compared.
///
/// @param <T> `Long` for tokens and bytes, `String` for the name of a recipe
public final class Answer<T> implements Report {
    private final Kind kind;
    private final Solver.Found<T> found;

    /// What was asked.
    enum Kind {
        CONTEXT("largest context", "tokens"),
        QUANT("best quant", "recipe"),
        BUDGET("smallest budget", "bytes");

        final String title;
        final String unit;

        Kind(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }
    }

    Answer(Kind kind, Solver.Found<T> found) {
        this.kind = kind;
        this.found = found;
    }

    /// Whether there is an answer.
    public boolean found() {
        return found.value() != null;
    }

    /// The answer.
    ///
    /// @throws DhurandharException where there is none, with the reason
    public T value() {
        var value = found.value();
        if (value == null) {
            throw DhurandharException.because("NoAnswer", head() + ": " + why())
                    .expected("settings that leave an answer; found() tells whether there is one")
                    .fix(AnswerText.fix(kind, found));
        }
        return value;
    }

    /// The model on the device with the answer as its setting.
    ///
    /// @throws DhurandharException where there is none, with the reason
    public Deployment deployment() {
        value();
        return found.settings().on(found.device());
    }

    /// Why there is no answer; where there is one, what bounds it.
    public String why() {
        return AnswerText.why(kind, found);
    }

    @Override
    public String title() {
        return head() + ": " + AnswerText.shown(kind, found);
    }

    private String head() {
        return "%s of %s on %s"
                .formatted(kind.title, found.settings().model().name(), found.device().name());
    }

    @Override
    public List<String> summary() {
        return List.of(why());
    }

    @Override
    public List<Grid> grids() {
        var rows = new ArrayList<List<@Nullable Object>>();
        row(found.settings(), found.at(), rows);
        var next = found.next();
        var beyond = found.beyond();
        if (next != null && beyond != null) {
            row(next, beyond, rows);
        }
        return List.of(
                new Grid(
                        "Compared",
                        List.of(
                                Column.count("Context"),
                                Column.text("Quant"),
                                Column.bytes("Budget"),
                                Column.bytes("Needs").withoutUnit(),
                                Column.bytes("Headroom").withoutUnit(),
                                Column.word("Verdict"),
                                Column.span("Decode", "tok/s"),
                                Column.text("Fits")),
                        rows));
    }

    /// What is needed with the answer and just beyond it, against the budget.
    @Override
    public @Nullable Plot plot() {
        return AnswerPlot.of(title(), kind, found);
    }

    private static void row(
            Workload settings, Trial.Outcome outcome, List<List<@Nullable Object>> rows) {
        Feasibility at = outcome.feasibility();
        rows.add(
                at == null
                        ? Grid.row(
                                settings.context(),
                                settings.recipe(),
                                null,
                                null,
                                null,
                                "REFUSED",
                                null,
                                "no")
                        : Grid.row(
                                settings.context(),
                                settings.recipe(),
                                at.limitBytes(),
                                at.verdict().needed(),
                                at.headroomBytes(),
                                at.verdict().word(),
                                Numbers.span(at.speed().decodeFull()),
                                outcome.fits() ? "yes" : "no"));
    }

    @Override
    public String json() {
        return AnswerJson.text(kind, found, why());
    }

    @Override
    public String text(int width) {
        return String.join("\n", Grid.wrap(title(), width <= 0 ? Integer.MAX_VALUE : width))
                + "\n  "
                + String.join("\n  ", Grid.wrap(why(), width <= 0 ? Integer.MAX_VALUE : width - 2))
                + "\n";
    }

    @Override
    public String toString() {
        return title() + "\n  " + why();
    }

    /// A count of bytes with its unit.
    static String bytes(long bytes) {
        return "%s MiB (%s bytes)".formatted(Bytes.mib(bytes), Bytes.exact(bytes));
    }
}
