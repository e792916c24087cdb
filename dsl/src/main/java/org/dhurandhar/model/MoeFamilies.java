package org.dhurandhar.model;

import java.util.Map;
import org.dhurandhar.model.SelfAttention.QkNorm;

/// Families of decoders with routed experts.
final class MoeFamilies {
    private static final Flag ATTENTION_BIAS = Flag.of("attention_bias");
    private static final SelfAttention PLAIN = SelfAttention.PLAIN;
    private static final SelfAttention BIASED = SelfAttention.BIASED;
    private static final Moe.Keys LOCAL =
            new Moe.Keys("num_local_experts", "num_experts_per_tok", "intermediate_size");
    private static final Moe.Keys NARROW =
            new Moe.Keys("num_experts", "num_experts_per_tok", "moe_intermediate_size");

    private MoeFamilies() {}

    static void register(Map<String, Family> families) {
        everywhere(families);
        families.put("qwen2_moe", qwen2Moe());
        families.put(
                "qwen3_moe",
                Decoder.of(
                                BIASED.with(QkNorm.HEAD),
                                Moe.everywhere("mlp.", "gate", NARROW)
                                        .at(Moe.Sparse.STEP, Mlp.gated(Flag.NEVER)))
                        .with(Windows.WHERE_USED));
        families.put(
                "glm4_moe",
                Decoder.of(
                        SelfAttention.biased(ATTENTION_BIAS, Flag.NEVER).with(QkNorm.HEAD_IF_USED),
                        Moe.everywhere(
                                        "mlp.",
                                        "gate",
                                        new Moe.Keys(
                                                "n_routed_experts",
                                                "num_experts_per_tok",
                                                "moe_intermediate_size"))
                                .at(Moe.Sparse.AFTER_FIRST, Mlp.gated(Flag.NEVER))
                                .beside(
                                        new Moe.Shared(
                                                "mlp.shared_experts.",
                                                "moe_intermediate_size",
                                                "n_shared_experts",
                                                false,
                                                Flag.NEVER))));
        families.put("ernie4_5_moe", ernieMoe());
        families.put("llama4_text", llama4());
    }

    private static void everywhere(Map<String, Family> families) {
        families.put("mixtral", Decoder.of(PLAIN, Moe.everywhere("mlp.", "gate", LOCAL)));
        families.put(
                "minimax_m2",
                Decoder.of(PLAIN.with(QkNorm.WIDE), Moe.everywhere("mlp.", "gate", LOCAL)));
        families.put(
                "olmoe",
                Decoder.of(
                        BIASED.with(QkNorm.WIDE),
                        Moe.everywhere(
                                "mlp.",
                                "gate",
                                new Moe.Keys(
                                        "num_experts",
                                        "num_experts_per_tok",
                                        "intermediate_size"))));
        families.put(
                "phimoe",
                Decoder.of(BIASED, Moe.everywhere("mlp.", "router", LOCAL))
                        .layerNorms("norm")
                        .headBias(Flag.of("lm_head_bias")));
        families.put(
                "gpt_oss",
                Decoder.of(
                                BIASED,
                                Moe.everywhere("mlp.", "router", LOCAL)
                                        .stored(Moe.Form.INPUT_FIRST_BIASED))
                        .with(Windows.ALTERNATE)
                        .and((c, into, i) ->
                                into.tensor(
                                        "self_attn.sinks",
                                        Role.ATTENTION,
                                        c.size("num_attention_heads"))));
        var granite = Decoder.of(BIASED, Moe.everywhere("block_sparse_moe.", "router", LOCAL));
        families.put("granitemoe", granite);
        families.put("granitemoeshared", granite.and(MoeFamilies::sharedMlp));
    }

    private static void sharedMlp(Config c, Inventory into, int layer) {
        long hidden = c.size("hidden_size");
        long width = c.size("shared_intermediate_size");
        if (width > 0) {
            into.linear("shared_mlp.input_linear", Role.SHARED_EXPERT, 2 * width, hidden, false);
            into.linear("shared_mlp.output_linear", Role.SHARED_EXPERT, hidden, width, false);
        }
    }

    private static Decoder qwen2Moe() {
        var shared =
                new Moe.Shared(
                        "mlp.shared_expert.",
                        "shared_expert_intermediate_size",
                        "",
                        false,
                        Flag.NEVER);
        return Decoder.of(
                        SelfAttention.biased(Flag.of("qkv_bias"), Flag.NEVER),
                        Moe.everywhere("mlp.", "gate", NARROW)
                                .at(Moe.Sparse.STEP, Mlp.gated(Flag.NEVER))
                                .beside((c, into, i) -> {
                                    shared.list(c, into, i);
                                    into.linear(
                                            "mlp.shared_expert_gate",
                                            Role.SHARED_EXPERT,
                                            1,
                                            c.size("hidden_size"),
                                            false);
                                }))
                .with(Windows.ALTERNATE_BELOW);
    }

    private static Decoder ernieMoe() {
        var bias = Flag.of("use_bias");
        var shared =
                new Moe.Shared(
                        "mlp.shared_experts.",
                        "moe_intermediate_size",
                        "moe_num_shared_experts",
                        true,
                        bias);
        return Decoder.of(
                        SelfAttention.biased(bias, bias),
                        Moe.everywhere(
                                        "mlp.",
                                        "gate",
                                        new Moe.Keys(
                                                "moe_num_experts",
                                                "moe_k",
                                                "moe_intermediate_size"))
                                .at(Moe.Sparse.RANGE, Mlp.gated(bias))
                                .beside((c, into, i) -> {
                                    shared.list(c, into, i);
                                    into.tensor(
                                            "mlp.gate.moe_statics.e_score_correction_bias",
                                            Role.ROUTER,
                                            1,
                                            c.size("moe_num_experts"));
                                }))
                .headBias(bias);
    }

    private static Decoder llama4() {
        var scope = "feed_forward.";
        return Decoder.of(
                        BIASED,
                        Moe.everywhere(scope, "router", LOCAL)
                                .stored(Moe.Form.INPUT_FIRST)
                                .at(
                                        Moe.Sparse.LISTED,
                                        new Mlp.Gated(scope, "intermediate_size_mlp", Flag.NEVER))
                                .beside(
                                        new Moe.Shared(
                                                scope + "shared_expert.",
                                                "intermediate_size",
                                                "",
                                                false,
                                                Flag.NEVER)))
                .with(Windows.CHUNKED_WITH_ROPE);
    }
}
