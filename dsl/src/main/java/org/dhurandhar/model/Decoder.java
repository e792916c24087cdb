package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;

/// A family of decoders: every layer is attention and a few blocks under norms of the model's
/// width.
///
/// @param frame what stands around the layers
/// @param attention how attention is stored
/// @param windows which layers keep a window
/// @param blocks the other parts of a layer
/// @param norms names of a layer's norms
record Decoder(
        Frame frame,
        SelfAttention attention,
        Windows windows,
        List<Block> blocks,
        List<String> norms)
        implements Family {

    /// Two norms a layer, no norm biases, no windows of its own.
    static Decoder of(SelfAttention attention, Block... blocks) {
        return new Decoder(
                Frame.USUAL,
                attention,
                Windows.WHERE_SET,
                List.of(blocks),
                List.of("input_layernorm", "post_attention_layernorm"));
    }

    Decoder with(Windows other) {
        return new Decoder(frame, attention, other, blocks, norms);
    }

    Decoder and(Block block) {
        var more = new ArrayList<>(blocks);
        more.add(block);
        return new Decoder(frame, attention, windows, more, norms);
    }

    Decoder norms(String... names) {
        return new Decoder(frame, attention, windows, blocks, List.of(names));
    }

    Decoder layerNorms(String last) {
        return new Decoder(frame.layerNorm("model." + last), attention, windows, blocks, norms);
    }

    Decoder headBias(Flag bias) {
        return new Decoder(frame.headBias(bias), attention, windows, blocks, norms);
    }

    @Override
    public void describe(Config c, Inventory into) {
        var heads = attention.of(c);
        int layers = Frame.layers(c);
        var types = windows.types(c, layers);
        frame.list(
                c,
                into,
                layers,
                i -> {
                    heads.list(into);
                    for (var block : blocks) {
                        block.list(c, into, i);
                    }
                    for (var norm : norms) {
                        into.layerNorm(norm, heads.hidden(), frame.normBias());
                    }
                    into.caches(windows.cache(c, types.get(i), heads));
                });
    }
}
