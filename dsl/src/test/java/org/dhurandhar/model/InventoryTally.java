package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.model.ReferenceData.list;
import static org.dhurandhar.model.ReferenceData.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.AccuracyRow;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.document.MapNode;
import org.jspecify.annotations.Nullable;

/// Counts what is equal in inventories and their reference, keeps what is not.
final class InventoryTally {
    private final String name;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final List<String> misses = new ArrayList<>();
    private int cases;
    private int skipped;

    private static final class Count {
        private final List<String> misses = new ArrayList<>();
        private int n;
        private int exact;
        private double worst;
    }

    InventoryTally(String name) {
        this.name = name;
    }

    int cases() {
        return cases;
    }

    boolean skips(MapNode config) {
        cases++;
        if (Families.knows(config.text("model_type")) || Wrappers.text(config) != null) {
            return false;
        }
        skipped++;
        return true;
    }

    @Nullable Inventory describe(String label, MapNode config) {
        try {
            return Families.describe(Families.configure(config));
        } catch (DhurandharException e) {
            misses.add(label + ": " + e.getMessage());
            return null;
        }
    }

    void count(String what, String label, @Nullable Object expected, Object actual) {
        var count = counts.computeIfAbsent(what, w -> new Count());
        count.n++;
        if (actual.equals(expected)) {
            count.exact++;
            return;
        }
        double error =
                expected instanceof Long e && actual instanceof Long a
                        ? Math.abs(a - e) / (double) e
                        : 1;
        count.worst = Math.max(count.worst, error);
        count.misses.add(label);
        misses.add(label + " " + what + ": " + difference(expected, actual));
    }

    private static String difference(@Nullable Object expected, Object actual) {
        if (expected instanceof Map<?, ?> e && actual instanceof Map<?, ?> a) {
            var missing = new LinkedHashMap<Object, Object>(e);
            missing.entrySet().removeAll(a.entrySet());
            var extra = new LinkedHashMap<Object, Object>(a);
            extra.entrySet().removeAll(e.entrySet());
            return "missing " + some(missing) + " extra " + some(extra);
        }
        return "expected " + expected + " but was " + actual;
    }

    private static String some(Map<?, ?> all) {
        return all.size() + " " + all.entrySet().stream().limit(3).toList();
    }

    /// Prints the counts and fails where something differs.
    void report() {
        var line = new StringBuilder(name + ": " + cases + " cases, " + skipped + " skipped");
        counts.forEach((what, c) -> line.append(", " + what + " " + c.exact + "/" + c.n));
        System.out.println(line);
        assertThat(cases).isPositive();
        assertThat(skipped).isZero();
        assertThat(misses).isEmpty();
    }

    /// A row a quantity; a configuration that could not be described is missing from its `n`.
    List<AccuracyRow> rows() {
        misses.forEach(System.out::println);
        var rows = new ArrayList<AccuracyRow>();
        counts.forEach((what, c) ->
                rows.add(
                        new AccuracyRow(
                                name + ": " + what,
                                c.n,
                                c.exact,
                                c.exact,
                                c.worst,
                                note(what),
                                c.misses)));
        return rows;
    }

    private static String note(String what) {
        return switch (what) {
            case "parameters" -> "tied weights once";
            case "tied" -> "whether the head is the embedding";
            case "tensors" -> "every name and shape";
            case "caches" -> "every layer, its kind and shapes";
            case "windows" -> "the kind of each layer";
            case "encoders" -> "parameters with the encoders it wraps";
            default -> "";
        };
    }

    static MapNode config(@Nullable Object recorded) {
        var json = JsonText.line(recorded).getBytes(StandardCharsets.UTF_8);
        return (MapNode) Documents.parse("config.json", json);
    }

    static long encoders(MapNode config) {
        return Families.encoders(config).tensors().stream().mapToLong(Tensor::elements).sum();
    }

    static long parameters(Inventory inventory) {
        return inventory.tensors().stream().mapToLong(Tensor::elements).sum();
    }

    static Map<String, List<Long>> shapes(Inventory inventory) {
        var shapes = new LinkedHashMap<String, List<Long>>();
        for (var tensor : inventory.tensors()) {
            assertThat(shapes.put(tensor.name(), tensor.shape())).as(tensor.name()).isNull();
        }
        return shapes;
    }

    static List<String> caches(@Nullable Object recorded) {
        var lines = new ArrayList<String>();
        for (var item : list(recorded)) {
            var layer = map(item);
            var states = "";
            if (layer.containsKey("conv") || layer.containsKey("recurrent")) {
                long conv = product(layer.get("conv"));
                states = " conv=" + conv + " recurrent=" + product(layer.get("recurrent"));
            }
            lines.add(
                    layer.containsKey("none")
                            ? "none"
                            : layer.containsKey("k")
                                    ? layer.get("k")
                                            + " "
                                            + layer.get("v")
                                            + " "
                                            + layer.get("sliding")
                                            + states
                                    : states.strip());
        }
        return lines;
    }

    static long product(@Nullable Object shape) {
        long product = 1;
        if (shape == null) {
            return 0;
        }
        for (var size : list(shape)) {
            product *= size instanceof List<?> ? product(size) : (Long) size;
        }
        return product;
    }

    static List<String> caches(Inventory inventory) {
        var lines = new ArrayList<String>();
        for (var layer : inventory.layers()) {
            lines.add(
                    switch (layer) {
                        case Layer.Full f -> heads(f.k()) + " " + heads(f.v()) + " false";
                        case Layer.Sliding s -> heads(s.k()) + " " + heads(s.v()) + " true";
                        case Layer.Latent m ->
                                "[1, " + m.latent() + "] [1, " + m.rope() + "] false";
                        case Layer.Recurrent r -> state(r.state());
                        case Layer.Convolution c -> state(c.state());
                        case Layer.Hybrid h ->
                                heads(h.k())
                                        + " "
                                        + heads(h.v())
                                        + " "
                                        + (h.window() > 0)
                                        + " "
                                        + state(h.state());
                        case Layer.Shared s -> "none";
                        case Layer.Stateless n -> "none";
                    });
        }
        return lines;
    }

    static String heads(Layer.Heads heads) {
        return "[" + heads.count() + ", " + heads.dim() + "]";
    }

    static String state(Layer.State state) {
        return "conv=" + state.convolution() + " recurrent=" + state.recurrent();
    }

    static List<String> types(Inventory inventory) {
        var types = new ArrayList<String>();
        for (var layer : inventory.layers()) {
            var kept = layer instanceof Layer.Shared s ? inventory.layers().get(s.source()) : layer;
            types.add(
                    switch (kept) {
                        case Layer.Sliding s ->
                                s.chunked() ? "chunked_attention" : "sliding_attention";
                        case Layer.Recurrent r -> "linear_attention";
                        case Layer.Convolution c -> "conv";
                        case Layer.Stateless n -> "mlp";
                        default -> "full_attention";
                    });
        }
        return types;
    }
}
