package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Our figures beside the runtime's, one row a buffer.
final class LiveTable {
    private static final double MIB = 1 << 20;
    private static final double PRINT_ROUNDING = 0.00501;
    private static final double COMPUTE_TOLERANCE = 0.01;

    /// @param exact bytes known from the runtime's own sums, or -1
    private record Row(
            String model,
            String setting,
            String buffer,
            long ours,
            double runtime,
            long exact,
            boolean met) {}

    private final List<Row> rows = new ArrayList<>();
    private int runs;

    void run() {
        runs++;
    }

    /// A figure that must equal the printed one.
    void printed(String model, String setting, String buffer, long ours, double runtime) {
        boolean met = Math.abs(ours / MIB - runtime) <= PRINT_ROUNDING;
        add(new Row(model, setting, buffer, ours, runtime, -1, met));
    }

    /// A sum that must equal the runtime's to the byte.
    void exact(String model, String setting, String buffer, long ours, long runtime) {
        add(new Row(model, setting, buffer, ours, runtime / MIB, runtime, ours == runtime));
    }

    /// A compute buffer: within one hundredth, or inside the range.
    void compute(String model, String setting, ComputeBuffer ours, double runtime, long exact) {
        boolean near =
                Math.abs(ours.bytes() - exact) <= COMPUTE_TOLERANCE * exact
                        && Math.abs(ours.bytes() / MIB - runtime)
                                <= COMPUTE_TOLERANCE * runtime + PRINT_ROUNDING;
        boolean inside = ours.low() <= exact && exact <= ours.high();
        add(new Row(model, setting, "compute", ours.bytes(), runtime, exact, near || inside));
    }

    private void add(Row row) {
        rows.add(row);
    }

    List<String> missed() {
        return rows.stream().filter(row -> !row.met).map(LiveTable::line).toList();
    }

    private static String line(Row row) {
        double difference = row.exact >= 0 ? row.ours - row.exact : row.ours - row.runtime * MIB;
        return String.format(
                Locale.ROOT,
                "%-17s %-37s %-8s %10.2f %9.2f %12s",
                row.model,
                row.setting,
                row.buffer,
                row.ours / MIB,
                row.runtime,
                row.exact >= 0
                        ? String.format(Locale.ROOT, "%+,.0f B", difference)
                        : String.format(Locale.ROOT, "%+.3f MiB", difference / MIB));
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                "%-17s %-37s %-8s %10s %9s %12s",
                "model",
                "setting",
                "buffer",
                "ours MiB",
                "runtime",
                "difference");
    }

    /// Compute buffers and whatever was missed; the rest is counted.
    String brief() {
        var text = new StringBuilder(heading()).append('\n');
        for (var row : rows) {
            if (row.buffer.equals("compute") || !row.met) {
                text.append(line(row)).append(row.met ? "" : "   MISSED").append('\n');
            }
        }
        return text.append(summary()).toString();
    }

    /// Every row.
    String full() {
        var text = new StringBuilder(heading()).append('\n');
        for (var row : rows) {
            text.append(line(row)).append(row.met ? "" : "   MISSED").append('\n');
        }
        return text.append(summary()).toString();
    }

    private String summary() {
        long compute = rows.stream().filter(row -> row.buffer.equals("compute")).count();
        long toTheByte =
                rows.stream()
                        .filter(row -> row.buffer.equals("compute") && row.ours == row.exact)
                        .count();
        return String.format(
                Locale.ROOT,
                "%d runs of the real library, %d figures, %d missed;"
                        + " compute buffers equal to the byte: %d of %d%n",
                runs,
                rows.size(),
                missed().size(),
                toTheByte,
                compute);
    }
}
