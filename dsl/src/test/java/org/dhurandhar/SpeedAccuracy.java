package org.dhurandhar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.ListNode;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.memory.Rate;
import org.dhurandhar.memory.Verdict;
import org.jspecify.annotations.Nullable;

/// Published speeds against predicted ranges: the rows of `speeds.json` whose device has a profile.
final class SpeedAccuracy {
    private static final long CONTEXT = 2048;
    private static final double WIDEST = 3;
    private static final double FACTOR = 4;

    /// Devices of rows that name them in words only.
    private static final Map<String, String> PROFILES =
            Map.of(
                    "Android S26 Ultra", "galaxy-s26-ultra",
                    "RTX 4090 host", "desktop-rtx-4090",
                    "Windows Lunar Lake", "lunar-lake-laptop");

    private SpeedAccuracy() {}

    /// One published speed and what is predicted.
    ///
    /// @param slug whether the row itself names the device by its slug
    /// @param verdict the verdict's word
    /// @param measuredPrefill tokens a second, or 0 where none was published
    record Row(
            String device,
            boolean slug,
            String runtime,
            String backend,
            String model,
            String weights,
            String verdict,
            double measured,
            @Nullable Rate decode,
            double measuredPrefill,
            @Nullable Rate prefill,
            String reason) {
        boolean inside() {
            return decode != null && decode.holds(measured);
        }

        /// How far the middle of the predicted range lies from what was measured.
        double factor() {
            return factor(decode, measured);
        }

        double prefillFactor() {
            return factor(prefill, measuredPrefill);
        }

        boolean narrow() {
            return width() <= WIDEST;
        }

        /// How many times the low end the high end is.
        double width() {
            return Math.max(width(decode), width(prefill));
        }

        private static double width(@Nullable Rate rate) {
            return rate == null ? 1 : rate.high() / rate.low();
        }

        boolean prefillMet() {
            return measuredPrefill == 0 || prefillFactor() <= FACTOR;
        }

        private static double factor(@Nullable Rate rate, double measured) {
            if (rate == null || measured == 0) {
                return Double.POSITIVE_INFINITY;
            }
            double middle = Math.sqrt(rate.low() * rate.high());
            return Math.max(middle / measured, measured / middle);
        }

        String markdown() {
            return "| %s | %s %s | %s %s | %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            slug ? device : device + " *",
                            runtime,
                            backend,
                            model,
                            weights,
                            verdict,
                            number(measured),
                            range(decode),
                            inside() ? "yes" : "**no**",
                            measuredPrefill == 0 ? "" : number(measuredPrefill),
                            measuredPrefill == 0 ? "" : range(prefill),
                            measuredPrefill == 0 ? "" : factor(prefillFactor()));
        }

        private String range(@Nullable Rate rate) {
            return rate == null ? reason : number(rate.low()) + "-" + number(rate.high());
        }

        private static String factor(double factor) {
            return Double.isInfinite(factor) ? "" : String.format(Locale.ROOT, "%.1f", factor);
        }

        private static String number(double value) {
            return String.format(
                    Locale.ROOT, value < 0.1 ? "%.3f" : value < 10 ? "%.1f" : "%.0f", value);
        }
    }

    static final String HEAD =
            """
            | device | runtime | model, weights | verdict | decode | predicted | inside | prefill | \
            predicted | factor |
            |---|---|---|---|---:|---:|---|---:|---:|---:|
            """;

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        var list = (ListNode) Documents.read(reference().resolve("speeds.json"));
        for (var item : list.items()) {
            var row = (MapNode) item;
            boolean slug = row.has("device");
            var device =
                    slug ? row.text("device") : PROFILES.getOrDefault(row.text("device_text"), "");
            if (!device.isEmpty()) {
                rows.add(row(row, device, slug));
            }
        }
        return rows;
    }

    /// The section of the accuracy page.
    static String markdown() {
        var rows = rows();
        var page =
                new StringBuilder(
                        """

                        ## Speeds

                        Tokens a second that others published, and the predicted range with %,d \
                        tokens of context after a prompt of 1,024; `factor`: the \
                        measured prompt speed against the middle of its range. Rows marked `*` name \
                        their device in words, and a profile stands for it. `repack=false` is set where the \
                        verdict is INFEASIBLE without it: what was measured ran, so its build made \
                        no second copies of those weights.

                        """
                                .formatted(CONTEXT));
        page.append(HEAD);
        rows.forEach(row -> page.append(row.markdown()).append('\n'));
        page.append('\n').append(summary(rows)).append('\n');
        page.append(
                """

                GPU prompts that miss: the RTX 4090 and Lunar Lake have matrix units, which their peaks \
                count and LiteRT-LM does not use.

                Left out one at a time: the middle of each range is moved by what the other rows of \
                its backend say, and the row that was left out is looked for in the moved range.

                """);
        leaveOneOut(rows).forEach(line -> page.append("- ").append(line).append('\n'));
        return page.toString();
    }

    static String summary(List<Row> rows) {
        var named = rows.stream().filter(Row::slug).toList();
        long prompts = named.stream().filter(row -> row.measuredPrefill() > 0).count();
        long inside =
                named.stream()
                        .filter(row -> row.measuredPrefill() > 0)
                        .filter(row -> row.prefill() != null)
                        .filter(row -> row.prefill().holds(row.measuredPrefill()))
                        .count();
        double worst =
                named.stream()
                        .filter(row -> row.measuredPrefill() > 0)
                        .mapToDouble(Row::prefillFactor)
                        .max()
                        .orElse(0);
        double widest = rows.stream().mapToDouble(Row::width).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "Devices named by the rows: decode inside %d of %d, prefill inside %d of %d and at"
                        + " worst %.1f times off; widest range %.1f.",
                named.stream().filter(Row::inside).count(),
                named.size(),
                inside,
                prompts,
                worst,
                widest);
    }

    /// For each backend: how many rows lie in a range whose middle the others of the backend moved.
    static List<String> leaveOneOut(List<Row> rows) {
        var lines = new ArrayList<String>();
        for (var backend : List.of("cpu", "gpu")) {
            var decode =
                    rows.stream()
                            .filter(row -> row.backend().equals(backend))
                            .filter(row -> row.decode() != null && !row.verdict().equals("THRASH"))
                            .map(row -> new Sample(row.decode(), row.measured()))
                            .toList();
            var prefill =
                    rows.stream()
                            .filter(row -> row.backend().equals(backend))
                            .filter(row -> row.prefill() != null && row.measuredPrefill() > 0)
                            .map(row -> new Sample(row.prefill(), row.measuredPrefill()))
                            .toList();
            lines.add(
                    "%s: decode inside %d of %d, prefill inside %d of %d"
                            .formatted(
                                    backend,
                                    held(decode),
                                    decode.size(),
                                    held(prefill),
                                    prefill.size()));
        }
        return lines;
    }

    private record Sample(Rate range, double measured) {
        double off() {
            return Math.log(measured / Math.sqrt(range.low() * range.high()));
        }
    }

    private static long held(List<Sample> samples) {
        double sum = samples.stream().mapToDouble(Sample::off).sum();
        return samples.stream()
                .filter(sample -> {
                    double others = (sum - sample.off()) / Math.max(1, samples.size() - 1);
                    return sample.range().holds(sample.measured() / Math.exp(others));
                })
                .count();
    }

    private static Path reference() {
        return Path.of(System.getenv().getOrDefault("DHURANDHAR_REFERENCE", "../shared/data"));
    }

    private static Row row(MapNode row, String device, boolean slug) {
        var workload =
                Dhurandhar.model(row.text("model"))
                        .runtime(row.text("runtime"))
                        .set("backend", row.text("backend"))
                        .context(CONTEXT)
                        .slots(1);
        var quant = quant(row.text("weights"));
        var stored = quant == null ? workload : workload.quant(quant);
        var feasibility = stored.on(device).feasibility();
        var weights = row.text("weights");
        if (feasibility.verdict() instanceof Verdict.Infeasible) {
            // What was measured ran: its build made no second copies of these weights.
            feasibility = stored.set("repack", false).on(device).feasibility();
            weights += ", repack=false";
        }
        var speed = feasibility.speed();
        return new Row(
                device,
                slug,
                row.text("runtime"),
                row.text("backend"),
                row.text("model"),
                weights,
                feasibility.verdict().word(),
                row.real("decode_tps", 0),
                speed.decode(),
                row.real("prefill_tps", 0),
                speed.prefill(),
                speed.decode() == null ? speed.reason() : speed.prefillReason());
    }

    /// The recipe that the weights are named by, or null for the runtime's own: what stands before
    /// the first blank.
    private static @Nullable String quant(String weights) {
        var first = weights.replace(" + ", "+").split(" ", 2)[0];
        return first.equals("LiteRT") || first.equals("INT4") ? null : first;
    }
}
