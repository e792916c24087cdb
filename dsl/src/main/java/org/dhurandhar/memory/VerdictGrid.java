package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Column;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Span;
import org.jspecify.annotations.Nullable;

/// Verdicts as a table: one row a device. The budget is the GPU's own memory where that is what is
/// too small.
public final class VerdictGrid {
    private VerdictGrid() {}

    /// The verdicts, in their order.
    public static Grid of(List<Feasibility> verdicts) {
        var rows = new ArrayList<List<@Nullable Object>>(verdicts.size());
        for (var verdict : verdicts) {
            rows.add(
                    Grid.row(
                            verdict.device().name(),
                            verdict.limitBytes(),
                            verdict.verdict().needed(),
                            verdict.headroomBytes(),
                            verdict.verdict().word(),
                            span(verdict.speed().decode()),
                            span(verdict.speed().prefill()),
                            word(verdict.speed().limit()),
                            verdict.compared()));
        }
        return new Grid(
                "Verdicts",
                List.of(
                        Column.text("Device"),
                        Column.bytes("Budget"),
                        Column.bytes("Needs").withoutUnit(),
                        Column.bytes("Headroom").withoutUnit(),
                        Column.word("Verdict"),
                        Column.span("Decode", "tok/s"),
                        Column.span("Prefill", "tok/s").ifRoom(),
                        Column.text("Limit").ifRoom(),
                        Column.text("What was compared").ifRoom()),
                rows);
    }

    private static @Nullable Span span(@Nullable Rate rate) {
        return rate == null ? null : new Span(rate.low(), rate.high());
    }

    private static @Nullable String word(@Nullable Limit limit) {
        return limit == null ? null : limit.word();
    }
}
