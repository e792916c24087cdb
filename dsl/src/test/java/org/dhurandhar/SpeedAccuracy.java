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
            return decode != null
                    && decode.high() <= WIDEST * decode.low()
                    && (prefill == null || prefill.high() <= WIDEST * prefill.low());
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
                            device,
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
        var feasibility =
                (quant == null ? workload : workload.quant(quant)).on(device).feasibility();
        var speed = feasibility.speed();
        return new Row(
                device,
                slug,
                row.text("runtime"),
                row.text("backend"),
                row.text("model"),
                row.text("weights"),
                feasibility.verdict().word(),
                row.real("decode_tps", 0),
                speed.decode(),
                row.real("prefill_tps", 0),
                speed.prefill(),
                speed.reason() + speed.prefillReason());
    }

    /// The recipe that the weights are named by, or null for the runtime's own: what stands before
    /// the first blank.
    private static @Nullable String quant(String weights) {
        var first = weights.split(" ", 2)[0];
        return first.equals("LiteRT") || first.equals("INT4") ? null : first;
    }
}
