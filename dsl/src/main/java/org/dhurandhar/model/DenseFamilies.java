package org.dhurandhar.model;

import java.util.List;
import java.util.Map;
import org.dhurandhar.model.SelfAttention.Form;
import org.dhurandhar.model.SelfAttention.QkNorm;

/// Dense decoder families.
final class DenseFamilies {
    private static final Flag ATTENTION_BIAS = Flag.of("attention_bias");
    private static final Flag MLP_BIAS = Flag.of("mlp_bias");
    private static final Flag USE_BIAS = Flag.of("use_bias");
    private static final SelfAttention PLAIN = SelfAttention.PLAIN;
    private static final SelfAttention BIASED = SelfAttention.BIASED;
    private static final SelfAttention QKV_BIASED =
            SelfAttention.biased(ATTENTION_BIAS, Flag.NEVER);
    private static final Mlp GATED = Mlp.gated(Flag.NEVER);

    private DenseFamilies() {}

    static void register(Map<String, Family> families) {
        llamaLike(families);
        otherNorms(families);
        layerNorms(families);
        withoutReference(families);
        families.put("gpt2", new Gpt2());
    }

    private static void llamaLike(Map<String, Family> families) {
        families.put("llama", Decoder.of(BIASED, Mlp.gated(MLP_BIAS)));
        families.put("mistral", Decoder.of(PLAIN, GATED));
        families.put("ministral3", Decoder.of(PLAIN, GATED));
        families.put(
                "qwen2",
                Decoder.of(SelfAttention.biased(Flag.ALWAYS, Flag.NEVER), GATED)
                        .with(Windows.UPPER));
        families.put("qwen3", Decoder.of(BIASED.with(QkNorm.HEAD), GATED).with(Windows.UPPER));
        families.put("granite", Decoder.of(BIASED, Mlp.gated(MLP_BIAS)));
        families.put("smollm3", Decoder.of(BIASED, Mlp.gated(MLP_BIAS)).with(Windows.WITHOUT_ROPE));
        families.put("phi3", Decoder.of(PLAIN.with(Form.FUSED), new Mlp.Fused()));
        families.put("glm", Decoder.of(QKV_BIASED, new Mlp.Fused()));
        families.put(
                "ernie4_5",
                Decoder.of(SelfAttention.biased(USE_BIAS, USE_BIAS), Mlp.gated(USE_BIAS)));
        families.put(
                "seed_oss",
                Decoder.of(
                        SelfAttention.biased(ATTENTION_BIAS, Flag.of("attention_out_bias")),
                        Mlp.gated(MLP_BIAS)));
        families.put("arcee", Decoder.of(BIASED, new Mlp.Plain("up_proj", "down_proj", MLP_BIAS)));
        families.put("helium", Decoder.of(QKV_BIASED.with(Form.SQUARE), Mlp.gated(MLP_BIAS)));
        families.put(
                "bitnet",
                Decoder.of(BIASED, GATED)
                        .and((c, into, i) -> {
                            into.norm("self_attn.attn_sub_norm", c.size("hidden_size"));
                            into.norm("mlp.ffn_sub_norm", c.size("intermediate_size"));
                        }));
    }

    private static void otherNorms(Map<String, Family> families) {
        families.put(
                "cohere2",
                Decoder.of(BIASED, GATED).norms("input_layernorm").with(Windows.THREE_OF_FOUR));
        families.put(
                "glm4",
                Decoder.of(QKV_BIASED, new Mlp.Fused())
                        .norms(
                                "input_layernorm",
                                "post_attention_layernorm",
                                "post_self_attn_layernorm",
                                "post_mlp_layernorm"));
        var olmo =
                Decoder.of(BIASED.with(QkNorm.WIDE), GATED)
                        .norms("post_attention_layernorm", "post_feedforward_layernorm");
        families.put("olmo2", olmo);
        families.put("olmo3", olmo.with(Windows.THREE_OF_FOUR_FIXED));
        families.put(
                "exaone4",
                Decoder.of(PLAIN.with(QkNorm.HEAD), GATED)
                        .norms("post_attention_layernorm", "post_feedforward_layernorm")
                        .with(Windows.THREE_OF_FOUR));
        families.put(
                "apertus",
                Decoder.of(
                                BIASED.with(QkNorm.HEAD),
                                new Mlp.Plain("up_proj", "down_proj", Flag.NEVER))
                        .norms("attention_layernorm", "feedforward_layernorm")
                        .and((c, into, i) -> {
                            if (c.textOr("xielu", "hidden_act").equals("xielu")) {
                                into.tensor("mlp.act_fn.alpha_p", Role.NORM, 1);
                                into.tensor("mlp.act_fn.alpha_n", Role.NORM, 1);
                            }
                        }));
    }

    private static void layerNorms(Map<String, Family> families) {
        families.put(
                "phi",
                Decoder.of(
                                SelfAttention.biased(Flag.ALWAYS, Flag.ALWAYS)
                                        .output("dense")
                                        .with(QkNorm.LAYER_NORM),
                                new Mlp.Plain("fc1", "fc2", Flag.ALWAYS))
                        .norms("input_layernorm")
                        .layerNorms("final_layernorm")
                        .headBias(Flag.ALWAYS));
        families.put(
                "starcoder2",
                Decoder.of(
                                SelfAttention.biased(USE_BIAS, USE_BIAS),
                                new Mlp.Plain("c_fc", "c_proj", USE_BIAS))
                        .layerNorms("norm"));
        families.put(
                "stablelm",
                Decoder.of(
                                SelfAttention.biased(Flag.of("use_qkv_bias"), Flag.NEVER)
                                        .dividing()
                                        .with(QkNorm.EACH_HEAD),
                                GATED)
                        .norms("input_layernorm")
                        .layerNorms("norm")
                        .and((c, into, i) -> {
                            if (!c.flag("use_parallel_residual")) {
                                into.layerNorm(
                                        "post_attention_layernorm", c.size("hidden_size"), true);
                            }
                        }));
    }

    private static void withoutReference(Map<String, Family> families) {
        families.put(
                "nemotron",
                Decoder.of(BIASED, new Mlp.Plain("up_proj", "down_proj", MLP_BIAS))
                        .layerNorms("norm"));
        families.put(
                "hunyuan_v1_dense",
                Decoder.of(BIASED, GATED)
                        .and((c, into, i) -> {
                            int width = BIASED.of(c).headDim();
                            into.norm("self_attn.query_layernorm", width);
                            into.norm("self_attn.key_layernorm", width);
                        }));
        families.put("falcon", DenseFamilies::falcon);
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
        for (int i = 0; i < Frame.layers(c); i++) {
            into.block(i, "transformer.h." + i + ".");
            long fused = (heads + 2L * keys) * dim;
            into.linear("self_attention.query_key_value", Role.ATTENTION, fused, hidden, bias);
            into.linear("self_attention.dense", Role.ATTENTION, hidden, hidden, bias);
            into.linear("mlp.dense_h_to_4h", Role.FFN, width, hidden, bias);
            into.linear("mlp.dense_4h_to_h", Role.FFN, hidden, width, bias);
            for (var norm : falconNorms(c, wide)) {
                into.layerNorm(norm, hidden, true);
            }
            into.caches(new Layer.Full(cached, cached));
        }
        into.outside("transformer.");
        into.layerNorm("ln_f", hidden, true);
        Frame.USUAL.head(c, into);
    }

    private static List<String> falconNorms(Config c, boolean wide) {
        if (!c.flagOr(true, "parallel_attn")) {
            return List.of("input_layernorm", "post_attention_layernorm");
        }
        boolean two = c.sizeOr(wide ? 2 : 1, "num_ln_in_parallel_attn") == 2;
        return two ? List.of("ln_attn", "ln_mlp") : List.of("input_layernorm");
    }
}
