package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;

/// What each block of a GGUF file caches, in the reference library's terms.
final class GgufLayers {
    private static final int GEMMA3N_SHARED = 15;

    private final GgufLayout model;
    private final String architecture;
    private final int layers;
    private final GgufStates states;
    private final SlidingPattern windows;
    private final long[] keyWidths;
    private final long[] valueWidths;

    private GgufLayers(GgufLayout model) {
        this.model = model;
        architecture = model.architecture();
        long blocks = model.integer("block_count", GgufShapes.layers(model.tensors()));
        long predicted = model.integer("nextn_predict_layers", 0);
        layers =
                (int) Math.max(0, Math.min(blocks - predicted, GgufShapes.layers(model.tensors())));
        states = new GgufStates(model);
        windows = SlidingPattern.of(model);
        keyWidths = GgufShapes.perLayer(model.tensors(), "attn_k.weight", 1);
        valueWidths = GgufShapes.perLayer(model.tensors(), "attn_v.weight", 1);
    }

    /// One entry for each block of the main model, without blocks that only predict further tokens.
    static List<Layer> of(GgufLayout model) {
        return new GgufLayers(model).list();
    }

    /// Whether the output head is the token embedding.
    static boolean tied(GgufLayout model) {
        return GgufShapes.find(model.tensors(), "output.weight") == null;
    }

    private List<Layer> list() {
        var list = new ArrayList<Layer>(layers);
        int owning = layers - shared();
        int sliding = source(true, owning);
        int full = source(false, owning);
        for (int layer = 0; layer < layers; layer++) {
            list.add(
                    layer < owning
                            ? own(layer)
                            : new Layer.Shared(windows.slides(layer) ? sliding : full));
        }
        return list;
    }

    private int shared() {
        long given =
                switch (architecture) {
                    case "gemma4" -> model.integer("attention.shared_kv_layers", 0);
                    case "gemma3n" -> model.integer("attention.shared_kv_layers", GEMMA3N_SHARED);
                    default -> 0;
                };
        return (int) Math.max(0, Math.min(given, layers - 1L));
    }

    /// The last block with a cache of its own of that kind, whose cache later ones read.
    private int source(boolean sliding, int owning) {
        for (int earlier = owning - 1; earlier > 0; earlier--) {
            if (windows.slides(earlier) == sliding) {
                return earlier;
            }
        }
        return 0;
    }

    private Layer own(int layer) {
        if (states.has(layer)) {
            var state = states.state();
            if (keyHeads(layer) > 0 && keyWidths[layer] > 0) {
                return new Layer.Hybrid(keys(layer), values(layer), 0, state);
            }
            return state.recurrent() == 0
                    ? new Layer.Convolution(state)
                    : new Layer.Recurrent(state);
        }
        if (keyHeads(layer) == 0) {
            return new Layer.Stateless();
        }
        long latent = model.integer("attention.kv_lora_rank", 0);
        if (latent > 0) {
            return new Layer.Latent(size(latent), size(model.integer("rope.dimension_count", 0)));
        }
        if (windows.slides(layer)) {
            return new Layer.Sliding(
                    keys(layer), values(layer), windows.window(), windows.chunked());
        }
        return new Layer.Full(keys(layer), values(layer));
    }

    private Layer.Heads keys(int layer) {
        return heads(layer, "attention.key_length", keyWidths[layer]);
    }

    private Layer.Heads values(int layer) {
        return heads(layer, "attention.value_length", valueWidths[layer]);
    }

    /// Heads by the metadata; where it names no size, by the projection's width, else by the hidden
    /// size over the query heads.
    private Layer.Heads heads(int layer, String key, long width) {
        long count = keyHeads(layer);
        long queries = model.integer("attention.head_count", 0);
        long derived = queries == 0 ? 0 : model.integer("embedding_length", 0) / queries;
        long full = model.integer(key, width > 0 && count > 0 ? width / count : derived);
        long dim = windows.slides(layer) ? model.integer(key + "_swa", full) : full;
        return new Layer.Heads(size(count), size(dim));
    }

    private long keyHeads(int layer) {
        return model.get("attention.head_count_kv") == null
                ? model.perLayer("attention.head_count", layer, 0)
                : model.perLayer("attention.head_count_kv", layer, 0);
    }

    private static int size(long value) {
        return (int) Math.max(0, Math.min(value, Integer.MAX_VALUE));
    }
}
