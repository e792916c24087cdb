package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.model.ReferenceData.list;
import static org.dhurandhar.model.ReferenceData.map;

import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.document.MapNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Inventories against the reference library's own tensors and caches.
final class FamiliesReferenceTest {
    private static final List<String> DERIVED =
            List.of("layer_types", "no_rope_layers", "moe_layers", "per_layer_config");

    /// Families whose `layer_types` are a choice that no other key implies.
    private static final List<String> CHOSEN = List.of("granitemoehybrid", "lfm2", "lfm2_moe");

    @Test
    void every_recorded_case_has_the_reference_tensors_parameters_and_caches() {
        var tally = new Tally("architectures");
        for (var item : ReferenceData.readList("architectures.json.gz")) {
            var recorded = map(item);
            var config = config(recorded.get("config"));
            if (tally.skips(config)) {
                continue;
            }
            var label = recorded.get("model_type") + " #" + tally.cases;
            var inventory = tally.describe(label, config);
            if (inventory == null) {
                continue;
            }
            tally.count("parameters", label, recorded.get("parameters"), parameters(inventory));
            tally.count("tied", label, recorded.get("tied"), inventory.isTied());
            tally.count("tensors", label, map(recorded.get("tensors")), shapes(inventory));
            if (recorded.get("cache") != null) {
                tally.count("caches", label, caches(recorded.get("cache")), caches(inventory));
            }
        }
        tally.report();
    }

    @Test
    void configurations_in_the_dialects_of_hubs_have_the_reference_parameters_and_layer_types() {
        var tally = new Tally("hub configurations");
        ReferenceData.read("hub_configs.json")
                .forEach((name, value) -> {
                    var recorded = map(value);
                    var config = config(recorded.get("config"));
                    var inventory = tally.skips(config) ? null : tally.describe(name, config);
                    if (inventory == null) {
                        return;
                    }
                    tally.count(
                            "parameters", name, recorded.get("parameters"), parameters(inventory));
                    if (recorded.get("parameters_all") != null) {
                        tally.count(
                                "encoders",
                                name,
                                recorded.get("parameters_all"),
                                parameters(inventory) + encoders(config));
                    }
                    if (recorded.get("layer_types") != null) {
                        tally.count(
                                "windows",
                                name,
                                list(recorded.get("layer_types")),
                                types(inventory));
                    }
                });
        tally.report();
    }

    @Test
    void configurations_of_the_catalogue_have_the_reference_parameters() {
        var tally = new Tally("catalogue configurations");
        ReferenceData.read("configs/parameters.json")
                .forEach((name, parameters) -> {
                    var config = config(ReferenceData.read("configs/" + name + "/config.json"));
                    var inventory = tally.skips(config) ? null : tally.describe(name, config);
                    if (inventory != null) {
                        tally.count("parameters", name, parameters, parameters(inventory));
                    }
                });
        tally.report();
    }

    /// The first case of each family is its class's own; `lfm2_moe` has no default `layer_types`.
    @Test
    void keys_left_out_take_the_class_defaults_of_the_family() {
        var tally = new Tally("configurations of a bare model_type");
        String last = "";
        for (var item : ReferenceData.readList("architectures.json.gz")) {
            var recorded = map(item);
            var type = (String) recorded.get("model_type");
            if (type.equals(last) || type.equals("lfm2_moe")) {
                continue;
            }
            last = type;
            var config = config(Map.of("model_type", type));
            var inventory = tally.skips(config) ? null : tally.describe(type, config);
            if (inventory != null) {
                tally.count("tensors", type, map(recorded.get("tensors")), shapes(inventory));
            }
        }
        tally.report();
    }

    @Test
    void keys_that_the_reference_derives_may_be_left_out() {
        var tally = new Tally("configurations without derived keys");
        for (var item : ReferenceData.readList("architectures.json.gz")) {
            var recorded = map(item);
            var keys = new LinkedHashMap<>(map(recorded.get("config")));
            if (CHOSEN.contains(recorded.get("model_type")) || !keys.keySet().removeAll(DERIVED)) {
                continue;
            }
            var config = config(keys);
            var label = recorded.get("model_type") + " #" + tally.cases;
            var inventory = tally.skips(config) ? null : tally.describe(label, config);
            if (inventory == null) {
                continue;
            }
            tally.count("tensors", label, map(recorded.get("tensors")), shapes(inventory));
            if (recorded.get("cache") != null) {
                tally.count("caches", label, caches(recorded.get("cache")), caches(inventory));
            }
        }
        tally.report();
    }

    private static MapNode config(@Nullable Object recorded) {
        var json = JsonText.line(recorded).getBytes(StandardCharsets.UTF_8);
        return (MapNode) Documents.parse("config.json", json);
    }

    private static long encoders(MapNode config) {
        return Families.encoders(config).tensors().stream().mapToLong(Tensor::elements).sum();
    }

    private static long parameters(Inventory inventory) {
        return inventory.tensors().stream().mapToLong(Tensor::elements).sum();
    }

    private static Map<String, List<Long>> shapes(Inventory inventory) {
        var shapes = new LinkedHashMap<String, List<Long>>();
        for (var tensor : inventory.tensors()) {
            assertThat(shapes.put(tensor.name(), tensor.shape())).as(tensor.name()).isNull();
        }
        return shapes;
    }

    private static List<String> caches(@Nullable Object recorded) {
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

    private static long product(@Nullable Object shape) {
        long product = 1;
        if (shape == null) {
            return 0;
        }
        for (var size : list(shape)) {
            product *= size instanceof List<?> ? product(size) : (Long) size;
        }
        return product;
    }

    private static List<String> caches(Inventory inventory) {
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

    private static String heads(Layer.Heads heads) {
        return "[" + heads.count() + ", " + heads.dim() + "]";
    }

    private static String state(Layer.State state) {
        return "conv=" + state.convolution() + " recurrent=" + state.recurrent();
    }

    private static List<String> types(Inventory inventory) {
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

    /// Counts what is equal, keeps what is not.
    private static final class Tally {
        private final String name;
        private final Map<String, int[]> counts = new LinkedHashMap<>();
        private final List<String> misses = new ArrayList<>();
        private int cases;
        private int skipped;

        Tally(String name) {
            this.name = name;
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
            var count = counts.computeIfAbsent(what, w -> new int[2]);
            count[1]++;
            if (actual.equals(expected)) {
                count[0]++;
            } else {
                misses.add(label + " " + what + ": " + difference(expected, actual));
            }
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

        void report() {
            var line = new StringBuilder(name + ": " + cases + " cases, " + skipped + " skipped");
            counts.forEach((what, n) -> line.append(", " + what + " " + n[0] + "/" + n[1]));
            System.out.println(line);
            assertThat(misses).isEmpty();
        }
    }
}
