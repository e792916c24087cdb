package org.dhurandhar.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhurandhar.AccuracyRow;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.GgufLayout;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/// Compares worked-out memory of llama.cpp with recorded runs, group by group.
public final class LlamaAccuracy {
    private static final double MIB = 1 << 20;
    private static final double KIB = 1024;
    private static final LlamaProfile SERVER = LlamaProfile.named("llama.cpp");
    private static final LlamaProfile LIBRARY = LlamaProfile.named("llama.cpp-lib");

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final LlamaReference reference;
    private final Map<String, GgufLayout> models = new HashMap<>();

    private LlamaAccuracy(LlamaReference reference) {
        this.reference = reference;
    }

    /// All groups; skips the test where the reference directory is not set.
    public static List<AccuracyRow> rows() {
        var root = System.getenv("DHURANDHAR_REFERENCE");
        Assumptions.assumeTrue(
                root != null, "set DHURANDHAR_REFERENCE to the directory of the reference data");
        var accuracy = new LlamaAccuracy(new LlamaReference(Path.of(root)));
        accuracy.smol();
        accuracy.architectures();
        var rows = new ArrayList<AccuracyRow>();
        accuracy.tallies.forEach((group, tally) -> rows.add(tally.row(group)));
        return rows;
    }

    static LlamaProfile profile(boolean server) {
        return server ? SERVER : LIBRARY;
    }

    private void smol() {
        var files =
                Map.of(
                        "smollm2", "q4_1",
                        "smol_q4_0", "q4_0",
                        "smol_q4_k_m", "q4_k_m",
                        "smol_iq4nl", "iq4_nl");
        for (var json : reference.json("llamacpp_runs.json").get("runs")) {
            var run = LlamaRun.of(json);
            var layout = models.computeIfAbsent(run.model(), m -> reference.smol(files.get(m)));
            var memory = LlamaMemory.of(layout, run.settings(), profile(true));
            caches("llama.cpp SmolLM2: ", run, memory);
            var buffers = run.measured().path("model_buffers_MiB");
            if (!buffers.isEmpty()) {
                var weights = memory.weights();
                boolean mapped = weights.mapped() > 0;
                printed(
                        "llama.cpp SmolLM2: weights",
                        run,
                        mapped ? weights.mapped() : weights.heap(),
                        buffers.get(mapped ? "CPU_Mapped" : "CPU"),
                        0.01);
                printed(
                        "llama.cpp SmolLM2: repack",
                        run,
                        weights.repacked(),
                        buffers.path("CPU_REPACK"),
                        0.01);
            }
            var measured = run.measured();
            if (measured.hasNonNull("rss_after_kB")) {
                relative(
                        "llama.cpp SmolLM2: RSS after a request",
                        run,
                        memory.request().expected(),
                        measured.get("rss_after_kB").asDouble() * KIB,
                        0.05);
            }
            relative(
                    "llama.cpp SmolLM2: anonymous after load",
                    run,
                    memory.anonymousLoaded(),
                    measured.get("anon_loaded_kB").asDouble() * KIB,
                    0.05);
        }
    }

    private void architectures() {
        models.putAll(reference.architectures());
        var recorded = reference.json("llamacpp_arch/memory_runs.json.gz");
        for (var json : recorded.get("runs")) {
            var run = LlamaRun.of(json);
            var memory =
                    LlamaMemory.of(models.get(run.model()), run.settings(), profile(run.server()));
            var measured = run.measured();
            caches("llama.cpp architectures: ", run, memory);
            tally("llama.cpp architectures: compute said exact", 0)
                    .add(run.name(), memory.compute().exact(), 0);
            state(run, memory);
            var mapped = measured.path("model_buffers_MiB").path("CPU_Mapped");
            if (mapped.isNumber()) {
                var weights = memory.weights();
                printed("llama.cpp architectures: weights", run, weights.mapped(), mapped, 0.01);
            }
            if (measured.path("graph").asString("").contains("nodes = ")) {
                var text = measured.get("graph").asString();
                var from = text.indexOf("nodes = ") + 8;
                var nodes = Integer.parseInt(text.substring(from, text.indexOf(',', from)));
                tally("llama.cpp architectures: graph nodes", 0)
                        .add(run.name(), memory.compute().nodes() == nodes, 0);
            }
            relative(
                    run.server()
                            ? "llama.cpp server: anonymous after load"
                            : "llama.cpp library: anonymous after load",
                    run,
                    memory.anonymousLoaded(),
                    measured.get("anon_loaded_kB").asDouble() * KIB,
                    0.05);
            if (measured.hasNonNull("rss_after_kB")) {
                relative(
                        run.server()
                                ? "llama.cpp server: RSS after a request"
                                : "llama.cpp library: RSS after a request",
                        run,
                        memory.request().expected(),
                        measured.get("rss_after_kB").asDouble() * KIB,
                        0.05);
            }
        }
        for (var json : recorded.get("refused")) {
            refused(json);
        }
    }

    private void refused(JsonNode json) {
        var name = json.get("run").asString();
        var model = models.get(name.substring(0, name.indexOf('/')));
        boolean server = !name.contains("/lib_");
        var settings =
                server
                        ? LlamaRun.of(json).settings()
                        : LlamaRun.library(4096, 1, 512, true, "q8_0", "q8_0");
        boolean refused;
        try {
            LlamaMemory.of(model, settings, profile(server));
            refused = false;
        } catch (DhurandharException e) {
            refused = e.kind().equals("Refused");
        }
        tally("llama.cpp architectures: refused", 0).add(name, refused, refused ? 0 : 1);
    }

    /// Runs that print a state; one that prints none must have none.
    private void state(LlamaRun run, LlamaMemory memory) {
        var list = run.measured().path("state_MiB");
        var printed =
                list.isEmpty() ? run.measured().path("state").path(0).path("MiB") : list.get(0);
        if (printed.isNumber()) {
            printed("llama.cpp architectures: state", run, memory.stateBytes(), printed, 0.01);
        } else if (memory.stateBytes() != 0) {
            tally("llama.cpp architectures: state", 0.01).add(run.name(), false, 1);
        }
    }

    private void caches(String prefix, LlamaRun run, LlamaMemory memory) {
        var measured = run.measured();
        var lines = measured.get("kv");
        var caches = new ArrayList<LlamaCaches.Cache>();
        for (var cache : List.of(memory.caches().full(), memory.caches().sliding())) {
            if (!cache.layers().isEmpty()) {
                caches.add(cache);
            }
        }
        if (measured.hasNonNull("compute_MiB")) {
            boolean same = lines.size() == caches.size();
            for (int i = 0; same && i < lines.size(); i++) {
                same = same(lines.get(i), caches.get(i), memory.caches().streams());
            }
            tally(prefix + "KV", 0).add(run.name(), same, same ? 0 : 1);
            printed(prefix + "output", run, memory.outputBytes(), measured.get("output_MiB"), 0.01);
            printed(
                    prefix + "compute",
                    run,
                    memory.compute().bytes(),
                    measured.get("compute_MiB"),
                    0.0001);
        }
    }

    private static boolean same(JsonNode line, LlamaCaches.Cache cache, int streams) {
        return line.get("cells").asLong() == cache.cells()
                && line.get("layers").asInt() == cache.layers().size()
                && line.get("n_stream").asInt() == streams
                && rounds(cache.kBytes(), line.get("k_MiB").asDouble(), 0.01)
                && rounds(cache.vBytes(), line.get("v_MiB").asDouble(), 0.01);
    }

    private static boolean rounds(long bytes, double mib, double step) {
        return Math.abs(bytes / MIB - mib) <= step / 2 * 1.01;
    }

    private void printed(String group, LlamaRun run, long bytes, JsonNode printed, double step) {
        double mib = printed.asDouble(0);
        double error = mib == 0 ? 0 : Math.abs(bytes / MIB - mib) / mib;
        tally(group, 0.01).add(run.name(), rounds(bytes, mib, step), error);
    }

    private void relative(
            String group, LlamaRun run, long bytes, double measured, double tolerance) {
        tally(group, tolerance).add(run.name(), false, Math.abs(bytes - measured) / measured);
    }

    private Tally tally(String group, double tolerance) {
        return tallies.computeIfAbsent(group, g -> new Tally(tolerance));
    }

    private static final class Tally {
        private final double tolerance;
        private final List<String> misses = new ArrayList<>();
        private int n;
        private int exact;
        private int within;
        private double worst;

        Tally(double tolerance) {
            this.tolerance = tolerance;
        }

        void add(String name, boolean same, double error) {
            n++;
            worst = same ? worst : Math.max(worst, error);
            if (same) {
                exact++;
            }
            if (same || (tolerance > 0 && error <= tolerance)) {
                within++;
            } else {
                misses.add(String.format(Locale.ROOT, "%s %.1f %%", name, 100 * error));
            }
        }

        private static String what(String group) {
            return switch (group.substring(group.indexOf(": ") + 2)) {
                case "KV" -> "layers, cells, streams, keys and values as printed";
                case "graph nodes" -> "operations of the compute graph, as printed";
                case "compute said exact" -> "figures given without a range";
                case "refused" -> "combinations that do not start";
                default -> "as printed";
            };
        }

        AccuracyRow row(String group) {
            var note =
                    tolerance == 0 || exact == n
                            ? what(group)
                            : String.format(
                                    Locale.ROOT,
                                    "%,d within %s %%",
                                    within,
                                    Math.round(100 * tolerance));
            return new AccuracyRow(group, n, exact, within, worst, note, misses);
        }
    }
}
