package org.dhurandhar.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Dense decoder families of the Llama kind.
final class DenseFamilies {
    private DenseFamilies() {}

    static void register(Map<String, Family> families) {
        families.put("llama", (c, into) -> decoder(c, into, Attention.of(c)));
        families.put("mistral", (c, into) -> decoder(c, into, Attention.of(c)));
        families.put("qwen2", (c, into) -> decoder(c, into, Attention.of(c).withBias(true, false)));
        families.put(
                "qwen3",
                (c, into) -> decoder(c, into, Attention.of(c).withNorms("q_norm", "k_norm")));
    }

    /// Embedding, blocks of attention and gated feed-forward under two norms, final norm, head.
    static void decoder(Config c, Inventory into, Attention attention) {
        long hidden = c.size("hidden_size");
        embedding(c, into);
        int layers = c.size("num_hidden_layers");
        for (int i = 0; i < layers; i++) {
            into.block(i, "model.layers." + i + ".");
            attention.list(into);
            FeedForward.gated(into, "mlp.", Role.FFN, hidden, c.size("intermediate_size"), c.flag("mlp_bias"));
            into.norm("input_layernorm", hidden);
            into.norm("post_attention_layernorm", hidden);
            into.caches(attention.cache(window(c, i)));
        }
        into.outside("");
        into.norm("model.norm", hidden);
        head(c, into);
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

    /// The sliding window of a layer in tokens, or 0 where it attends to everything.
    static int window(Config c, int layer) {
        int window = c.sizeOr(0, "sliding_window");
        if (window == 0 || (c.has("use_sliding_window") && !c.flag("use_sliding_window"))) {
            return 0;
        }
        @Nullable List<String> types = c.texts("layer_types");
        if (types != null && layer < types.size()) {
            return types.get(layer).equals("sliding_attention") ? window : 0;
        }
        if (c.has("max_window_layers")) {
            return layer >= c.size("max_window_layers") ? window : 0;
        }
        return window;
    }
}
