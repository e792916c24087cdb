package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;

/// A family of decoders: every layer is attention and a few blocks under norms of the model's
/// width.
///
/// @param attention how attention is stored
/// @param windows which layers keep a window
/// @param blocks the other parts of a layer
/// @param norms names of a layer's norms
/// @param normBias whether norms have a bias
/// @param finalNorm name of the norm before the head
/// @param headBias whether the head has a bias, tied or not
record Decoder(
        SelfAttention attention,
        Windows windows,
        List<Block> blocks,
        List<String> norms,
        boolean normBias,
        String finalNorm,
        Flag headBias)
        implements Family {
    private static final int MAX_LAYERS = 10_000;

    /// Two norms a layer, no norm biases, no windows of its own.
    static Decoder of(SelfAttention attention, Block... blocks) {
        return new Decoder(
                attention,
                Windows.WHERE_SET,
                List.of(blocks),
                List.of("input_layernorm", "post_attention_layernorm"),
                false,
                "norm",
                Flag.NEVER);
    }

    Decoder with(Windows other) {
        return new Decoder(attention, other, blocks, norms, normBias, finalNorm, headBias);
    }

    Decoder and(Block block) {
        var more = new ArrayList<>(blocks);
        more.add(block);
        return new Decoder(attention, windows, more, norms, normBias, finalNorm, headBias);
    }

    Decoder norms(String... names) {
        return new Decoder(
                attention, windows, blocks, List.of(names), normBias, finalNorm, headBias);
    }

    Decoder layerNorms(String last) {
        return new Decoder(attention, windows, blocks, norms, true, last, headBias);
    }

    Decoder headBias(Flag bias) {
        return new Decoder(attention, windows, blocks, norms, normBias, finalNorm, bias);
    }

    @Override
    public void describe(Config c, Inventory into) {
        var heads = attention.of(c);
        int layers = layers(c);
        var types = windows.types(c, layers);
        embedding(c, into);
        for (int i = 0; i < layers; i++) {
            into.block(i, "model.layers." + i + ".");
            attention.list(c, heads, into);
            for (var block : blocks) {
                block.list(c, into, i);
            }
            for (var norm : norms) {
                into.layerNorm(norm, heads.hidden(), normBias);
            }
            into.caches(windows.cache(c, types.get(i), heads));
        }
        into.outside("");
        into.layerNorm("model." + finalNorm, heads.hidden(), normBias);
        head(c, into);
        if (headBias.on(c)) {
            into.tensor("lm_head.bias", Role.HEAD, c.size("vocab_size"));
        }
    }

    /// The number of layers, at most 10,000.
    static int layers(Config c) {
        int layers = c.size("num_hidden_layers");
        if (layers > MAX_LAYERS) {
            throw c.wrong("num_hidden_layers", layers + "", "at most " + MAX_LAYERS + " layers");
        }
        return layers;
    }

    /// `model.embed_tokens.weight` [vocabulary, hidden].
    static void embedding(Config c, Inventory into) {
        into.tensor(
                "model.embed_tokens.weight",
                Role.TOKEN_EMBEDDING,
                c.size("vocab_size"),
                c.size("hidden_size"));
    }

    /// `lm_head.weight` [vocabulary, hidden] unless tied to the embedding.
    static void head(Config c, Inventory into) {
        into.tied(c.flag("tie_word_embeddings"));
        if (!into.isTied()) {
            into.tensor("lm_head.weight", Role.HEAD, c.size("vocab_size"), c.size("hidden_size"));
        }
    }
}
