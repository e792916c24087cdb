package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Plot;
import org.dhurandhar.report.Report;

/// A footprint and its verdicts: the report of one model on devices.
///
/// @param verdicts one a device; none where no device was asked for
/// @param remarks notes on the verdicts
/// @param exactBytes whether bytes are shown in full instead of MiB
public record Assessment(
        Footprint footprint, List<Feasibility> verdicts, List<String> remarks, boolean exactBytes)
        implements Report {
    public Assessment {
        verdicts = List.copyOf(verdicts);
        remarks = List.copyOf(remarks);
    }

    /// The footprint and its verdicts, in MiB.
    public Assessment(Footprint footprint, List<Feasibility> verdicts) {
        this(footprint, verdicts, List.of(), false);
    }

    @Override
    public String title() {
        if (verdicts.isEmpty()) {
            return footprint.title();
        }
        var name = footprint.model().facts().name();
        if (verdicts.size() == 1) {
            var verdict = verdicts.getFirst();
            return (verdict.overGpu()
                            ? "%s needs %s MiB of the %s of the GPU on %s: %s"
                            : "%s needs %s MiB of %s on %s: %s")
                    .formatted(
                            name,
                            Bytes.mib(verdict.verdict().needed()),
                            Bytes.mib(verdict.limitBytes()),
                            verdict.device().name(),
                            verdict.verdict().word());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (var word : List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE")) {
            counts.put(word, 0);
        }
        for (var verdict : verdicts) {
            counts.merge(verdict.verdict().word(), 1, Integer::sum);
        }
        var parts = new ArrayList<String>();
        counts.forEach((word, count) -> {
            if (count > 0) {
                parts.add(count + " " + word);
            }
        });
        return "%s on %d devices: %s".formatted(name, verdicts.size(), String.join(", ", parts));
    }

    @Override
    public List<String> summary() {
        return footprint.summary();
    }

    @Override
    public List<Grid> grids() {
        var components = shown(footprint.grid());
        return verdicts.isEmpty()
                ? List.of(components)
                : List.of(shown(VerdictGrid.of(verdicts)), components);
    }

    private Grid shown(Grid grid) {
        return exactBytes ? grid.exact() : grid;
    }

    @Override
    public List<String> notes() {
        var notes = new ArrayList<>(footprint.notes());
        notes.addAll(remarks);
        return notes;
    }

    @Override
    public Plot plot() {
        if (verdicts.isEmpty()) {
            return FootprintPlot.of(footprint);
        }
        return FootprintPlot.of(title(), verdicts);
    }

    /// The footprint, then the verdicts, and where there are several how many of each.
    @Override
    public String text(int width) {
        var out = new StringBuilder(footprint.text(width, exactBytes));
        for (var remark : remarks) {
            paragraph(out, "note: " + remark, width);
        }
        if (!verdicts.isEmpty()) {
            out.append('\n').append(shown(VerdictGrid.of(verdicts)).text(width));
        }
        if (verdicts.size() > 1) {
            paragraph(out.append('\n'), title(), width);
        }
        return out.toString();
    }

    private static void paragraph(StringBuilder out, String text, int width) {
        for (var line : Grid.wrap(text, width <= 0 ? Integer.MAX_VALUE : width)) {
            out.append(line).append('\n');
        }
    }

    @Override
    public String json() {
        return FootprintJson.text(footprint, verdicts, remarks);
    }

    @Override
    public String toString() {
        return title() + "\nwhole: .text(100)   figures: .json()";
    }
}
