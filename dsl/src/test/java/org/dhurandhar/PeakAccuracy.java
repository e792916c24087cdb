package org.dhurandhar;

import static org.dhurandhar.model.ReferenceData.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.ReferenceData;
import org.dhurandhar.runtime.Platform;
import org.dhurandhar.runtime.Range;

/// Published peaks of memory (`ground_truth.json`: `peak_rss`, `peak_cpu_memory`) against the
/// figures of each runtime. Points without a stated context are taken with 4,096 tokens.
final class PeakAccuracy {
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;
    private static final double MB = 1e6;
    private static final double KIB = 1024;

    /// One published figure and what is predicted, in bytes.
    ///
    /// @param rule why the figure is what it is, in words
    record Row(
            String runtime,
            String model,
            String conditions,
            double measured,
            Range predicted,
            String rule) {
        double error() {
            return predicted.expected() / measured - 1;
        }

        boolean inside() {
            return predicted.low() <= measured && measured <= predicted.high();
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s, %s | %,.0f | %,.0f | %,.0f to %,.0f | %+.1f %% | %s |",
                    runtime,
                    model,
                    conditions,
                    measured / MB,
                    predicted.expected() / MB,
                    predicted.low() / MB,
                    predicted.high() / MB,
                    100 * error(),
                    rule);
        }
    }

    static final String HEAD =
            """
            | runtime | point | measured MB | predicted | range | error | rule |
            |---|---|---:|---:|---:|---:|---|
            """;

    private PeakAccuracy() {}

    /// Figures of the card of gemma-4-E4B-it-litert-lm: prompt of 1,024, context of 2,048, caches
    /// filled. The constants were fitted to these and to the eleven of gemma-4-e2b.
    private static final List<Map.Entry<String, Integer>> E4B =
            List.of(
                    Map.entry("Android S26 Ultra, CPU", 3283),
                    Map.entry("Android S26 Ultra, GPU", 710),
                    Map.entry("iPhone 17 Pro, CPU", 961),
                    Map.entry("iPhone 17 Pro, GPU", 3380),
                    Map.entry("Linux Arm 2.3-2.8 GHz, CPU", 3139),
                    Map.entry("RTX 4090 host, GPU", 1119),
                    Map.entry("MacBook Pro M4 (Max), CPU", 890),
                    Map.entry("MacBook Pro M4 (Max), GPU", 3217),
                    Map.entry("Windows Lunar Lake, CPU", 9372),
                    Map.entry("Windows Lunar Lake, GPU", 7147),
                    Map.entry("Raspberry Pi 5 16GB, CPU", 3069));

    /// The same counts of a larger model.
    static List<Row> card() {
        return E4B.stream()
                .map(point -> litert("gemma-4-e4b", point.getKey(), point.getValue() * MB))
                .toList();
    }

    /// What Android's GPU takes beyond iOS's in one report: 780 MB, the uploaded decoder.
    static Range uploaded() {
        var gpu =
                Dhurandhar.model("gemma-4-e2b")
                        .runtime("litert-lm")
                        .set("backend", "gpu")
                        .context(2048)
                        .footprint(new Platform("android", "arm64", false))
                        .allocation();
        long bytes = 0;
        for (var tensor : gpu.tensors()) {
            bytes += gpu.offloaded().contains(tensor.role()) ? tensor.bytes() : 0;
        }
        return Range.exactly(bytes);
    }

    static String markdown() {
        var page =
                new StringBuilder(
                        """

                        ## Peaks of memory

                        What the system shows for a process. Constants of `litert-lm` and `executorch` \
                        were fitted to these points (their YAML files say which to which), \
                        `llama.cpp` to its own runs: its points here are of older builds, the range is \
                        that of the measured one. GB in the llama.cpp points are taken as 2^30 bytes.

                        """);
        page.append(HEAD);
        rows().forEach(row -> page.append(row.markdown()).append('\n'));
        card().forEach(row -> page.append(row.markdown()).append('\n'));
        page.append(
                String.format(
                        Locale.ROOT,
                        "%nAndroid's GPU takes 780 MB more than iOS's (published, LiteRT-LM 3507): the"
                                + " uploaded decoder has %,.1f MiB.%n",
                        uploaded().expected() / MIB));
        for (var runtime : List.of("executorch", "llama.cpp", "litert-lm")) {
            page.append(summary(runtime));
        }
        return page.append('\n').toString();
    }

    private static String summary(String runtime) {
        var errors =
                rows().stream()
                        .filter(row -> row.runtime().startsWith(runtime))
                        .mapToDouble(row -> Math.abs(row.error()))
                        .sorted()
                        .toArray();
        return String.format(
                Locale.ROOT,
                "%n- %s: %d points, median error %.1f %%, worst %.1f %%",
                runtime,
                errors.length,
                100 * median(errors),
                100 * errors[errors.length - 1]);
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var item : ReferenceData.readList("ground_truth.json")) {
            var p = map(item);
            var quantity = (String) p.get("quantity");
            if (quantity.equals("peak_rss") || quantity.equals("peak_cpu_memory")) {
                rows.add(row(p));
            }
        }
        return rows;
    }

    private static Row row(Map<String, Object> point) {
        var model = (String) point.get("model");
        var conditions = (String) point.get("conditions");
        double unit =
                switch ((String) point.get("unit")) {
                    case "MiB" -> MIB;
                    // htop's gigabytes: the buffers of the log alone are 3.0 GiB of the 3.2
                    case "GB" -> GIB;
                    case "kB" -> KIB;
                    default -> MB;
                };
        double measured =
                ((Number) Objects.requireNonNull(point.get("value"))).doubleValue() * unit;
        if (conditions.startsWith("ExecuTorch")) {
            return executorch(model, conditions, measured);
        }
        return conditions.startsWith("LiteRT-LM")
                ? litert(model, conditions, measured)
                : llama(model, conditions, measured);
    }

    private static Row executorch(String model, String conditions, double measured) {
        var weights =
                conditions.substring(conditions.indexOf("2048, ") + 9, conditions.indexOf(';'));
        var quant =
                switch (weights) {
                    case "BF16" -> "BF16";
                    case "SpinQuant" -> "8da4w";
                    default -> "8da4w+lora";
                };
        var peak =
                peak(
                        Dhurandhar.model(model).runtime("executorch").quant(quant).context(2048),
                        new Platform("android", "arm64", false));
        return new Row(
                "executorch",
                model,
                weights,
                measured,
                peak,
                "all weights once, F32 cache of 2,048 tokens, planned activations, base");
    }

    private static Row litert(String model, String conditions, double measured) {
        boolean gpu = conditions.contains("GPU");
        boolean first = conditions.contains("S24") || conditions.contains("0.14");
        boolean windows = conditions.contains("Windows");
        boolean own = conditions.contains("RTX");
        var os = "linux";
        if (windows) {
            os = "windows";
        } else if (conditions.contains("iPhone")) {
            os = "ios";
        } else if (conditions.contains("MacBook")) {
            os = "macos";
        } else if (conditions.contains("S26") || conditions.contains("S24")) {
            os = "android";
        }
        var workload =
                Dhurandhar.model(model)
                        .runtime("litert-lm")
                        .set("backend", gpu ? "gpu" : "cpu")
                        .set("cached", !first)
                        .context(conditions.contains("16384") ? 16384 : 2048);
        return new Row(
                "litert-lm " + (gpu ? "gpu" : "cpu") + ", " + os,
                model,
                conditions.replaceAll("LiteRT-LM,? |; prefill.*", ""),
                measured,
                peak(workload, new Platform(os, "arm64", own)),
                rule(gpu, own, os, first));
    }

    private static String rule(boolean gpu, boolean own, String os, boolean first) {
        if (os.equals("windows")) {
            return "whole file committed, own memory, 0 to 2 packed copies";
        }
        boolean apple = os.equals("ios") || os.equals("macos");
        if (!gpu) {
            return apple
                    ? "own memory: mapped packed copy and tables do not count"
                    : "own memory, mapped packed copy, rows of tables"
                            + (first ? ", packed in memory too: first load" : "");
        }
        if (apple) {
            return "own memory, uploaded decoder: Metal buffers count";
        }
        return own
                ? "base, driver, rows of tables, staging: the decoder is in the GPU's memory"
                : "base, driver, rows of tables: the driver's memory does not count";
    }

    private static Row llama(String model, String conditions, double measured) {
        var workload = Dhurandhar.model(model).slots(1);
        if (model.equals("gemma-2-2b")) {
            boolean old = conditions.contains("old");
            boolean read = conditions.contains("--no-mmap");
            var set =
                    workload.quant("Q4_0-imatrix")
                            .context(2048)
                            .kv("q8_0", "f16")
                            .set("repack", !old)
                            .set("mmap", !read);
            return new Row(
                    "llama.cpp cpu, linux",
                    model,
                    conditions,
                    measured,
                    peak(set, new Platform("linux", "arm64", false)),
                    old
                            ? "file pages, cache, touched graph, base"
                            : read
                                    ? "copies in ARM's order, embedding and the rest on the heap"
                                    : "file pages and copies in ARM's order");
        }
        if (model.equals("qwen2.5-3b")) {
            var set = workload.quant("Q4_K_M").context(4096).set("repack", false);
            return new Row(
                    "llama.cpp cpu, android",
                    model,
                    "load only, Q4_K_M file of 2,104,932,768 bytes",
                    measured,
                    file(set, new Platform("android", "arm64", false), 2_104_932_768L, true),
                    "file pages, cache and base: no request yet, no copies");
        }
        var set = workload.quant("Q3_K_S").context(4096);
        return new Row(
                "llama.cpp cpu, windows",
                model,
                "Q3_K_S file of 2.45 GB",
                measured,
                file(set, new Platform("windows", "x86-64", false), 2_450_000_000L, false),
                "the uploader's file, cache, touched graph, base: Q3_K has no kernels of its own");
    }

    private static Range peak(Workload workload, Platform platform) {
        return workload.without(Encoder.VISION).footprint(platform).peak();
    }

    /// The peak with an uploader's file of a stated size in place of the recipe's.
    private static Range file(Workload workload, Platform platform, long bytes, boolean loadOnly) {
        var allocation = workload.footprint(platform).allocation();
        long other = bytes - allocation.mapped();
        if (loadOnly) {
            other -= allocation.touched() + allocation.scratch() + allocation.checkpoints();
        }
        var peak = allocation.peak();
        return new Range(peak.low() + other, peak.expected() + other, peak.high() + other);
    }
}
