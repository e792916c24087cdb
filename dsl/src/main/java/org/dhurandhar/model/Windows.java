package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;

/// Which layers keep a window of tokens where the file does not list `layer_types`.
enum Windows {
    /// Every layer where `sliding_window` is set.
    WHERE_SET,
    /// Every layer where `sliding_window` is set and `use_sliding_window` is on.
    WHERE_USED,
    /// Every second layer, from the first on.
    ALTERNATE,
    /// All but every fourth layer, or every `sliding_window_pattern`-th.
    THREE_OF_FOUR,
    /// All but every fourth layer.
    THREE_OF_FOUR_FIXED,
    /// All but every fifth layer.
    FOUR_OF_FIVE,
    /// All but every sixth layer, or every `sliding_window_pattern`-th; half the window and one
    /// where `use_bidirectional_attention` is on (Gemma 3).
    FIVE_OF_SIX,
    /// All but every sixth layer.
    FIVE_OF_SIX_FIXED,
    /// The layers from `max_window_layers` on where `use_sliding_window` is on.
    UPPER,
    /// Every second layer below `max_window_layers` where `use_sliding_window` is on.
    ALTERNATE_BELOW,
    /// The layers without rotary positions where `use_sliding_window` is on.
    WITHOUT_ROPE,
    /// Chunks in the layers with rotary positions.
    CHUNKED_WITH_ROPE;

    static final String FULL = "full_attention";
    static final String SLIDING = "sliding_attention";
    static final String CHUNKED = "chunked_attention";

    /// The attention type of each layer, as listed or else by this rule.
    List<String> types(Config c, int layers) {
        var given = c.texts("layer_types");
        if (given != null) {
            if (given.size() < layers) {
                throw c.wrong("layer_types", given.size() + " entries", layers + " entries");
            }
            return given.subList(0, layers);
        }
        var types = new ArrayList<String>(layers);
        var rope =
                this == WITHOUT_ROPE || this == CHUNKED_WITH_ROPE
                        ? rope(c, layers)
                        : List.<Long>of();
        for (int i = 0; i < layers; i++) {
            types.add(type(c, i, rope));
        }
        return types;
    }

    private String type(Config c, int i, List<Long> rope) {
        return switch (this) {
            case WHERE_SET, WHERE_USED ->
                    size(c) > 0
                            ? SLIDING
                            : c.sizeOr(0, "attention_chunk_size") > 0 ? CHUNKED : FULL;
            case ALTERNATE -> sliding(i % 2 == 0);
            case THREE_OF_FOUR -> sliding((i + 1) % c.sizeOr(4, "sliding_window_pattern") != 0);
            case THREE_OF_FOUR_FIXED -> sliding((i + 1) % 4 != 0);
            case FOUR_OF_FIVE -> sliding((i + 1) % 5 != 0);
            case FIVE_OF_SIX -> sliding((i + 1) % c.sizeOr(6, "sliding_window_pattern") != 0);
            case FIVE_OF_SIX_FIXED -> sliding((i + 1) % 6 != 0);
            case UPPER -> sliding(size(c) > 0 && i >= c.size("max_window_layers"));
            case ALTERNATE_BELOW ->
                    sliding(size(c) > 0 && i % 2 == 0 && i < c.size("max_window_layers"));
            case WITHOUT_ROPE ->
                    sliding(c.flag("use_sliding_window") && size(c) > 0 && rope.get(i) == 0);
            case CHUNKED_WITH_ROPE -> rope.get(i) != 0 ? CHUNKED : FULL;
        };
    }

    private static String sliding(boolean yes) {
        return yes ? SLIDING : FULL;
    }

    /// Per layer 1 where positions are rotary: `no_rope_layers`, or all but every
    /// `no_rope_layer_interval`-th.
    private static List<Long> rope(Config c, int layers) {
        var given = c.integers("no_rope_layers");
        if (given != null && !given.isEmpty()) {
            if (given.size() < layers) {
                throw c.wrong("no_rope_layers", given.size() + " entries", layers + " entries");
            }
            return given;
        }
        int interval = c.size("no_rope_layer_interval");
        var rope = new ArrayList<Long>(layers);
        for (int i = 0; i < layers; i++) {
            rope.add((i + 1) % interval != 0 ? 1L : 0L);
        }
        return rope;
    }

    /// The sliding window in tokens, or 0 where it is absent or switched off.
    private int size(Config c) {
        int window = c.sizeOr(0, "sliding_window");
        return switch (this) {
            case WHERE_USED, UPPER, ALTERNATE_BELOW -> c.flag("use_sliding_window") ? window : 0;
            case FIVE_OF_SIX ->
                    c.flag("use_bidirectional_attention") && window > 0 ? window / 2 + 1 : window;
            default -> window;
        };
    }

    /// What a layer of this type caches.
    Layer cache(Config c, String type, Attention attention) {
        if (type.equals(CHUNKED)) {
            int chunk = c.sizeOr(0, "attention_chunk_size");
            var rows = new Layer.Heads(attention.kvHeads(), attention.headDim());
            return chunk > 0 ? new Layer.Sliding(rows, rows, chunk, true) : attention.cache(0);
        }
        return attention.cache(type.equals(SLIDING) ? size(c) : 0);
    }
}
