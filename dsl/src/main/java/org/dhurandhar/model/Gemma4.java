package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.document.MapNode;

/// Gemma 4: layers of two geometries, shared caches, optional experts and per-layer embeddings.
///
/// @param extended whether the family has experts and per-layer embeddings
record Gemma4(boolean extended) implements Family {
    private static final int GLOBAL_HEAD_DIM = 512;
    private static final Moe EXPERTS =
            Moe.everywhere(
                    "",
                    "router.proj",
                    new Moe.Keys("num_experts", "top_k_experts", "moe_intermediate_size"));

    /// What one layer has of its own.
    private record Geometry(int kvHeads, int headDim, int window) {}

    @Override
    public void describe(Config c, Inventory into) {
        int layers = Frame.layers(c);
        var types = types(c, layers);
        var sharing = KvSharing.of(c, types);
        var geometries = geometries(c, types);
        long hidden = c.size("hidden_size");
        var embeddings =
                extended && c.sizeOr(0, "hidden_size_per_layer_input") > 0
                        ? PerLayerEmbeddings.of(c, layers)
                        : null;
        var common = SelfAttention.BIASED.of(c);
        Frame.USUAL.embedding(c, into);
        for (int i = 0; i < layers; i++) {
            into.block(i, "model.layers." + i + ".");
            boolean sliding = types.get(i).equals(Windows.SLIDING);
            boolean shared = sharing.at(i);
            var own = geometries.get(i);
            var attention = common.sized(own.kvHeads(), own.headDim());
            SharedAttention.list(into, attention, shared, sliding || !c.flag("attention_k_eq_v"));
            long width = c.size("intermediate_size");
            long times = shared && c.flag("use_double_wide_mlp") ? 2 : 1;
            FeedForward.gated(into, "mlp.", Role.FFN, hidden, times * width, false);
            GemmaFamilies.norms(into, hidden);
            if (embeddings != null) {
                embeddings.inLayer(into);
            }
            if (extended && c.flag("enable_moe_block")) {
                experts(c, into, i, hidden);
            }
            into.caches(shared ? sharing.source(i) : attention.cache(sliding ? own.window() : 0));
        }
        into.outside("model.");
        into.norm("norm", hidden);
        if (embeddings != null) {
            embeddings.outside(into);
        }
        Frame.USUAL.head(c, into);
    }

    /// The last layer always attends to everything.
    private static List<String> types(Config c, int layers) {
        var types = new ArrayList<>(Windows.FIVE_OF_SIX_FIXED.types(c, layers));
        if (!types.isEmpty()) {
            types.set(layers - 1, Windows.FULL);
        }
        return types;
    }

    /// Each layer's heads and window: overrides listed in `per_layer_config`, or else
    /// `global_head_dim` (and `num_global_key_value_heads` where keys serve as values) for the
    /// layers that attend to everything.
    private static List<Geometry> geometries(Config c, List<String> types) {
        int window = c.sizeOr(0, "sliding_window");
        if (c.textOr("", "use_bidirectional_attention").equals("all")) {
            window = window / 2 + 1;
        }
        var usual = new Geometry(c.size("num_key_value_heads"), c.size("head_dim"), window);
        int heads = usual.kvHeads();
        if (c.flag("attention_k_eq_v")) {
            heads = c.sizeOr(heads, "num_global_key_value_heads");
        }
        var global = new Geometry(heads, c.sizeOr(GLOBAL_HEAD_DIM, "global_head_dim"), window);
        boolean listed = c.given().mentions("per_layer_config");
        var own = listed ? overrides(c, usual, types.size()) : Map.<Integer, Geometry>of();
        var geometries = new ArrayList<Geometry>(types.size());
        for (int i = 0; i < types.size(); i++) {
            boolean full = types.get(i).equals(Windows.FULL);
            geometries.add(own.getOrDefault(i, full && !listed ? global : usual));
        }
        return geometries;
    }

    private static Map<Integer, Geometry> overrides(Config c, Geometry usual, int layers) {
        var overrides = new HashMap<Integer, Geometry>();
        var map = c.map("per_layer_config");
        if (map == null) {
            return overrides;
        }
        for (var key : map.keys()) {
            int layer;
            try {
                layer = Integer.parseInt(key);
            } catch (NumberFormatException e) {
                throw c.wrong("per_layer_config", "\"" + key + "\"", "numbers of layers");
            }
            if (layer < 0 || layer >= layers) {
                throw c.wrong("per_layer_config", "layer " + layer, "layers below " + layers);
            }
            var one = map.map(key);
            if (one != null) {
                overrides.put(layer, override(c, one, usual));
            }
        }
        return overrides;
    }

    private static Geometry override(Config c, MapNode one, Geometry usual) {
        return new Geometry(
                size(c, one, "num_key_value_heads", usual.kvHeads()),
                size(c, one, "head_dim", usual.headDim()),
                size(c, one, "sliding_window", usual.window()));
    }

    private static int size(Config c, MapNode one, String key, int usual) {
        long value = one.integer(key, usual);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw c.wrong("per_layer_config", key + " " + value, "a size from 0 to 2147483647");
        }
        return (int) value;
    }

    private static void experts(Config c, Inventory into, int layer, long hidden) {
        if (c.size("num_experts") == 0) {
            throw c.wrong("num_experts", "0", "experts where enable_moe_block is on");
        }
        EXPERTS.list(c, into, layer);
        into.tensor("router.scale", Role.ROUTER, hidden);
        into.tensor("router.per_expert_scale", Role.ROUTER, c.size("num_experts"));
        into.norm("post_feedforward_layernorm_1", hidden);
        into.norm("post_feedforward_layernorm_2", hidden);
        into.norm("pre_feedforward_layernorm_2", hidden);
    }
}
