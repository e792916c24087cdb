package org.dhurandhar.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// GGUF names of the reference library's tensors, where one becomes one.
///
/// Names inside a block are looked up without the block's prefix and with the module in its short
/// form: `attn.` for attention, `ffn.` for feed-forward, `ssm.` for state-space mixers.
final class GgufRenames {
    private static final Set<String> NORM_AFTER_ATTENTION =
            Set.of(
                    "gemma2",
                    "gemma3",
                    "gemma3n",
                    "gemma4",
                    "seed_oss",
                    "glm4moe",
                    "gpt-oss",
                    "qwen3next",
                    "qwen35",
                    "qwen35moe",
                    "exaone4",
                    "olmo2");

    private static final String[] MODULES = {
        "self_attn.", "attn.",
        "self_attention.", "attn.",
        "mlp.", "ffn.",
        "feed_forward.", "ffn.",
        "block_sparse_moe.", "ffn.",
        "linear_attn.", "ssm.",
        "mamba.", "ssm.",
        "mixer.", "ssm.",
    };

    private static final Map<String, String> OUTSIDE =
            table(
                    """
                    token_embd: embed_tokens embeddings wte word_embeddings
                    position_embd: wpe
                    output_norm: norm norm_f final_layernorm ln_f
                    token_embd_norm: embedding_norm
                    output: lm_head
                    per_layer_token_embd: embed_tokens_per_layer
                    per_layer_model_proj: per_layer_model_projection
                    per_layer_proj_norm: per_layer_projection_norm
                    """);

    private static final Map<String, String> INSIDE =
            table(
                    """
                    attn_norm: input_layernorm attention_layernorm operator_norm norm ln_1 ln_mlp
                    attn_norm_2: ln_attn
                    ffn_norm: feedforward_layernorm pre_feedforward_layernorm pre_ff_layernorm
                    ffn_norm: ffn_norm ln_2
                    post_attention_norm: post_self_attn_layernorm
                    post_ffw_norm: post_feedforward_layernorm post_mlp_layernorm
                    post_ffw_norm_1: post_feedforward_layernorm_1
                    post_ffw_norm_2: post_feedforward_layernorm_2
                    pre_ffw_norm_2: pre_feedforward_layernorm_2
                    attn_q: attn.q_proj ssm.q_proj
                    attn_k: attn.k_proj ssm.k_proj
                    attn_v: attn.v_proj ssm.v_proj
                    attn_qkv: attn.qkv_proj attn.c_attn attn.query_key_value ssm.in_proj_qkv
                    attn_output: attn.o_proj attn.out_proj attn.dense attn.c_proj ssm.o_proj
                    attn_q_norm: attn.q_norm attn.q_layernorm attn.query_layernorm
                    attn_k_norm: attn.k_norm attn.k_layernorm attn.key_layernorm
                    attn_sub_norm: attn.attn_sub_norm
                    attn_gate: ssm.in_proj_z
                    attn_q_a: attn.q_a_proj
                    attn_q_b: attn.q_b_proj
                    attn_q_a_norm: attn.q_a_layernorm
                    attn_kv_a_mqa: attn.kv_a_proj_with_mqa
                    attn_kv_a_norm: attn.kv_a_layernorm
                    attn_kv_b: attn.kv_b_proj
                    ffn_gate: ffn.gate_proj ffn.w1
                    ffn_up: ffn.up_proj ffn.w3 ffn.c_fc ffn.fc1 ffn.dense_h_to_4h ffn.gate_up_proj
                    ffn_up: ssm.up_proj
                    ffn_down: ffn.down_proj ffn.w2 ffn.c_proj ffn.fc2 ffn.dense_4h_to_h
                    ffn_down: ssm.down_proj
                    ffn_sub_norm: ffn.ffn_sub_norm
                    ffn_gate_inp: ffn.gate ffn.router router.proj ssm.gate
                    ffn_gate_inp_shexp: ffn.shared_expert_gate
                    ffn_gate_shexp: ffn.shared_expert.gate_proj ffn.shared_experts.gate_proj
                    ffn_up_shexp: ffn.shared_expert.up_proj ffn.shared_experts.up_proj
                    ffn_up_shexp: ssm.shared_experts.up_proj
                    ffn_down_shexp: ffn.shared_expert.down_proj ffn.shared_experts.down_proj
                    ffn_down_shexp: ssm.shared_experts.down_proj
                    ssm_in: ssm.in_proj
                    ssm_x: ssm.x_proj
                    ssm_dt: ssm.dt_proj
                    ssm_conv1d: ssm.conv1d
                    ssm_out: ssm.out_proj
                    ssm_norm: ssm.norm attn.o_norm
                    ssm_dt_norm: ssm.dt_layernorm
                    ssm_b_norm: ssm.b_layernorm
                    ssm_c_norm: ssm.c_layernorm
                    ssm_alpha: ssm.in_proj_a
                    ssm_beta: ssm.in_proj_b attn.b_proj
                    ssm_ba: ssm.in_proj_ba
                    ssm_f_a: attn.forget_gate.f_a_proj
                    ssm_f_b: attn.forget_gate.f_b_proj
                    ssm_g_a: attn.g_a_proj
                    ssm_g_b: attn.g_b_proj
                    shortconv.conv: conv.conv
                    shortconv.in_proj: conv.in_proj
                    shortconv.out_proj: conv.out_proj
                    inp_gate: per_layer_input_gate
                    proj: per_layer_projection
                    post_norm: post_per_layer_input_norm
                    altup_correct_coef: altup.correction_coefs
                    altup_predict_coef: altup.prediction_coefs
                    altup_router: altup.modality_router
                    altup_router_norm: altup.router_norm
                    laurel_l: laurel.linear_left
                    laurel_r: laurel.linear_right
                    laurel_post_norm: laurel.post_laurel_norm
                    """);

    private static final Map<String, String> WHOLE =
            table(
                    """
                    ssm_a: ssm.A_log attn.forget_gate.A_log
                    ssm_d: ssm.D
                    ssm_dt.bias: ssm.dt_bias attn.forget_gate.dt_bias
                    attn_sinks.weight: attn.sinks
                    altup_correct_scale.weight: altup.correct_output_scale
                    ffn_gate_inp.scale: router.scale
                    ffn_down_exps.scale: router.per_expert_scale
                    layer_output_scale.weight: layer_scalar
                    exp_probs_b.bias: ffn.gate.e_score_correction_bias
                    exp_probs_b.bias: ffn.gate.moe_statics.e_score_correction_bias
                    exp_probs_b.bias: ffn.e_score_correction_bias ssm.gate.e_score_correction_bias
                    exp_probs_b.bias: ffn.expert_bias
                    """);

    private GgufRenames() {}

    /// The name inside its block with the module in its short form, such as `attn.q_proj.weight`.
    static String shorten(String inner) {
        for (int i = 0; i < MODULES.length; i += 2) {
            if (inner.startsWith(MODULES[i])) {
                return MODULES[i + 1] + inner.substring(MODULES[i].length());
            }
        }
        return inner;
    }

    /// The GGUF name of a tensor inside a block, without `blk.N.`, or null where there is none.
    static @Nullable String inside(String architecture, String inner) {
        var whole = WHOLE.get(inner);
        if (whole != null) {
            return whole;
        }
        if (architecture.equals("falcon-h1") && inner.equals("pre_ff_layernorm.weight")) {
            return "ffn_norm";
        }
        int dot = inner.lastIndexOf('.');
        var base = dot < 0 ? inner : inner.substring(0, dot);
        var suffix = dot < 0 ? "" : inner.substring(dot);
        if (base.equals("post_attention_layernorm")) {
            return (NORM_AFTER_ATTENTION.contains(architecture)
                            ? "post_attention_norm"
                            : "ffn_norm")
                    + suffix;
        }
        var name = INSIDE.get(base);
        return name == null ? null : name + suffix;
    }

    /// The GGUF name of a tensor outside the blocks, or null where there is none.
    static @Nullable String outside(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return null;
        }
        var base = name.substring(name.lastIndexOf('.', dot - 1) + 1, dot);
        var renamed = OUTSIDE.get(base);
        return renamed == null ? null : renamed + name.substring(dot);
    }

    private static Map<String, String> table(String lines) {
        var map = new HashMap<String, String>();
        for (var line : lines.strip().split("\n", -1)) {
            int colon = line.indexOf(": ");
            for (var name : line.substring(colon + 2).split(" ", -1)) {
                map.put(name, line.substring(0, colon));
            }
        }
        return map;
    }
}
