package org.dhurandhar.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Metadata that decides which steps llama.cpp's graph has: scales, caps, routing.
final class GgufScales extends GgufSection {
    private static final long SOFTMAX = 1;
    private static final long SIGMOID = 2;

    GgufScales(
            String architecture, Config config, List<Tensor> tensors, Map<String, Object> values) {
        super(architecture, config, tensors, values);
    }

    void add() {
        graph();
        if (first("ffn_gate_inp.weight", 1) > 0) {
            routing();
        }
    }

    private void graph() {
        switch (architecture) {
            case "gemma2", "gemma3", "gemma3n", "gemma4" -> {
                real("attn_logit_softcapping", "attn_logit_softcapping");
                real("final_logit_softcapping", "final_logit_softcapping");
            }
            case "granite", "granitemoe", "granitehybrid" -> {
                real("attention.scale", "attention_multiplier");
                real("embedding_scale", "embedding_multiplier");
                real("residual_scale", "residual_multiplier");
                real("logit_scale", "logits_scaling");
            }
            case "cohere2" -> real("logit_scale", "logit_scale");
            case "stablelm" -> put("use_parallel_residual", config.flag("use_parallel_residual"));
            case "mamba" -> put("ssm.dt_b_c_rms", config.modelType().equals("falcon_mamba"));
            case "qwen35", "qwen35moe" -> put("rope.dimension_sections", sections());
            case "mistral3" -> {
                var rope = GgufExtras.rope(config);
                if (rope != null && rope.has("llama_4_scaling_beta")) {
                    put("attention.temperature_scale", rope.real("llama_4_scaling_beta", 0));
                }
            }
            default -> {}
        }
        switch (architecture) {
            case "granitehybrid", "nemotron_h", "nemotron_h_moe" ->
                    put("rope.scaling.finetuned", config.modelType().equals("bamba"));
            default -> {}
        }
    }

    private List<Long> sections() {
        var rope = GgufExtras.rope(config);
        var given =
                rope != null && rope.has("mrope_section") ? rope.integers("mrope_section") : null;
        if (given == null || given.size() < 3) {
            return List.of(11L, 11L, 10L, 0L);
        }
        return List.of(
                given.get(0), given.get(1), given.get(2), given.size() > 3 ? given.get(3) : 0L);
    }

    private void routing() {
        if (config.has("n_group") && !architecture.equals("kimi-linear")) {
            put("expert_group_count", (long) config.size("n_group"));
        }
        if (config.has("topk_group")) {
            put("expert_group_used_count", (long) config.size("topk_group"));
        }
        switch (architecture) {
            case "deepseek2", "glm4moe", "nemotron_h_moe", "kimi-linear" ->
                    real("expert_weights_scale", "routed_scaling_factor");
            default -> {}
        }
        switch (architecture) {
            case "deepseek2", "glm4moe", "nemotron_h_moe" -> {
                if (config.flagOr(!config.modelType().equals("deepseek_v2"), "norm_topk_prob")) {
                    put("expert_weights_norm", true);
                }
            }
            default -> {}
        }
        put("expert_gating_func", gating());
    }

    private @Nullable Long gating() {
        var score =
                config.textOr("", "scoring_func", "score_function", "moe_router_activation_func");
        return switch (architecture) {
            case "lfm2moe", "glm4moe", "kimi-linear" -> SIGMOID;
            default ->
                    switch (score) {
                        case "sigmoid" -> SIGMOID;
                        case "softmax" -> SOFTMAX;
                        default -> null;
                    };
        };
    }

    private void real(String key, String field) {
        double value = config.realOr(0, field);
        if (value != 0) {
            put(key, value);
        }
    }
}
