package org.dhurandhar.model;

import java.util.List;
import java.util.Map;

/// Dense families that llama.cpp runs and that stand outside the reference inventories.
final class FurtherFamilies {
    private FurtherFamilies() {}

    static void register(Map<String, Family> families) {
        var bias = Flag.of("attention_bias");
        var attention = SelfAttention.biased(bias, bias);
        families.put(
                "nemotron",
                Decoder.of(attention, new Mlp.Plain("up_proj", "down_proj", Flag.of("mlp_bias")))
                        .layerNorms("norm"));
        families.put(
                "hunyuan_v1_dense",
                Decoder.of(attention, Mlp.gated(Flag.NEVER))
                        .and((c, into, i) -> {
                            int width = attention.of(c).headDim();
                            into.norm("self_attn.query_layernorm", width);
                            into.norm("self_attn.key_layernorm", width);
                        }));
        families.put("falcon", FurtherFamilies::falcon);
    }

    /// Falcon: fused projections, feed-forward beside attention, norms of either where it is wide.
    private static void falcon(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        int heads = c.size("num_attention_heads");
        int dim = (int) (hidden / heads);
        boolean wide = c.flag("new_decoder_architecture");
        boolean shared = c.flag("multi_query") && !wide;
        int keys = shared ? 1 : wide ? c.sizeOr(heads, "num_kv_heads") : heads;
        long width = c.has("ffn_hidden_size") ? c.size("ffn_hidden_size") : 4 * hidden;
        boolean bias = c.flag("bias");
        var cached = new Layer.Heads(wide ? heads : keys, dim);
        into.outside("transformer.");
        into.tensor("word_embeddings.weight", Role.TOKEN_EMBEDDING, c.size("vocab_size"), hidden);
        for (int i = 0; i < Decoder.layers(c); i++) {
            into.block(i, "transformer.h." + i + ".");
            long fused = (heads + 2L * keys) * dim;
            into.linear("self_attention.query_key_value", Role.ATTENTION, fused, hidden, bias);
            into.linear("self_attention.dense", Role.ATTENTION, hidden, hidden, bias);
            into.linear("mlp.dense_h_to_4h", Role.FFN, width, hidden, bias);
            into.linear("mlp.dense_4h_to_h", Role.FFN, hidden, width, bias);
            for (var norm : norms(c, wide)) {
                into.layerNorm(norm, hidden, true);
            }
            into.caches(new Layer.Full(cached, cached));
        }
        into.outside("transformer.");
        into.layerNorm("ln_f", hidden, true);
        into.outside("");
        Decoder.head(c, into);
    }

    private static List<String> norms(Config c, boolean wide) {
        if (!c.flagOr(true, "parallel_attn")) {
            return List.of("input_layernorm", "post_attention_layernorm");
        }
        boolean two = c.sizeOr(wide ? 2 : 1, "num_ln_in_parallel_attn") == 2;
        return two ? List.of("ln_attn", "ln_mlp") : List.of("input_layernorm");
    }
}
