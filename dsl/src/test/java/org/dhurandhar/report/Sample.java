package org.dhurandhar.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report whose texts are hard on every form.
record Sample(@Nullable Plot plot) implements Report {
    static final String ODD = "a<b> & \"c\" | d_e *f*\nnext, line";
    static final double MIB = 1 << 20;

    static Sample plain() {
        return new Sample(null);
    }

    @Override
    public String title() {
        return "x on <2> devices: 1 RESIDENT, 1 INFEASIBLE";
    }

    @Override
    public List<Grid> grids() {
        return List.of(
                new Grid(
                        "Verdicts",
                        List.of(
                                Column.text("Device"),
                                Column.bytes("Budget"),
                                Column.bytes("Headroom").withoutUnit(),
                                Column.word("Verdict"),
                                Column.span("Decode", "tok/s"),
                                Column.number("Ratio", "", 2),
                                Column.count("Layers")),
                        List.of(
                                Grid.row(
                                        ODD,
                                        8_589_934_592L,
                                        -311_427_073L,
                                        "INFEASIBLE",
                                        null,
                                        0.125,
                                        35L),
                                Grid.row(
                                        "pixel-10-pro",
                                        1_048_576L,
                                        0L,
                                        "RESIDENT",
                                        new Span(15.5, 34.25),
                                        Double.NaN,
                                        null))));
    }

    @Override
    public List<String> summary() {
        return List.of("1,024 tokens");
    }

    @Override
    public List<String> notes() {
        return List.of("budgets < RAM");
    }

    static Plot bars(int count) {
        var bars = new java.util.ArrayList<Plot.Bar>();
        for (int i = 0; i < count; i++) {
            bars.add(
                    new Plot.Bar(
                            "device <" + i + ">",
                            List.of(1250 * MIB, 11.3 * MIB, 572 * MIB, 2698 * MIB),
                            (1024.0 + 700 * i) * MIB));
        }
        return new Plot.StackedBars(
                "x & y needs 4,531 MiB of 8,192: RESIDENT",
                Plot.Axis.bytes("memory"),
                List.of("anonymous", "transient", "hot", "warm"),
                "budget",
                bars);
    }

    static Plot heatMap(int rows, int columns) {
        var words = List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE");
        var names = new java.util.ArrayList<String>();
        var cells = new java.util.ArrayList<List<Plot.Cell>>();
        for (int r = 0; r < rows; r++) {
            names.add("device-number-" + r);
            var row = new java.util.ArrayList<Plot.Cell>();
            for (int c = 0; c < columns; c++) {
                row.add(new Plot.Cell(words.get((r + c) / 3 % 4), "+" + c + "." + r % 10 + " GiB"));
            }
            cells.add(row);
        }
        var contexts = new java.util.ArrayList<String>();
        for (int c = 0; c < columns; c++) {
            contexts.add((4 << c) + "k");
        }
        return new Plot.HeatMap(
                "x is RESIDENT in some cases", "device", names, "context, tokens", contexts, cells);
    }

    static Plot lines() {
        var lines = new java.util.ArrayList<Plot.Line>();
        for (var name : List.of("gemma-4-e2b", "qwen3-4b", "llama-3.2-1b")) {
            var points = new java.util.ArrayList<Plot.Point>();
            for (long context = 4096; context <= 131_072; context *= 2) {
                points.add(new Plot.Point(context, (900 + 0.02 * context * name.length()) * MIB));
            }
            lines.add(new Plot.Line(name, points));
        }
        return new Plot.Lines(
                "x outgrows y",
                Plot.Axis.doubling("context", "tokens"),
                Plot.Axis.bytes("memory"),
                lines,
                List.of(
                        new Plot.Limit("budget of a", 8192 * MIB),
                        new Plot.Limit("budget of b", 1e6 * MIB)));
    }
}
