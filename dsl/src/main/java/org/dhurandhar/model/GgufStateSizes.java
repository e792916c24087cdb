package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sizes of state-space, linear-attention and convolution mixers and of latent attention.
final class GgufStateSizes extends GgufSection {
    GgufStateSizes(
            String architecture, Config config, List<Tensor> tensors, Map<String, Object> values) {
        super(architecture, config, tensors, values);
    }

    void add() {
        states();
        latent();
    }

    private void states() {
        if (architecture.startsWith("lfm2")) {
            put("shortconv.l_cache", config.size("conv_L_cache"));
            return;
        }
        long kernel = Math.max(first("ssm_conv1d.weight", 0), first("ssm_conv1d_q.weight", 0));
        if (kernel == 0) {
            return;
        }
        put("ssm.conv_kernel", kernel);
        switch (architecture) {
            case "kimi-linear" -> put("kda.head_dim", first("ssm_norm.weight", 0));
            case "mamba", "jamba" -> {
                put("ssm.inner_size", first("ssm_out.weight", 0));
                put("ssm.state_size", first("ssm_a", 0));
                put("ssm.time_step_rank", first("ssm_dt.weight", 0));
            }
            case "qwen3next", "qwen35", "qwen35moe" -> {
                put("ssm.inner_size", first("ssm_out.weight", 0));
                put("ssm.state_size", config.size("linear_key_head_dim"));
                put("ssm.group_count", config.size("linear_num_key_heads"));
                put("ssm.time_step_rank", first("ssm_a", 0));
                put("attention.recurrent_layers", layersWith("ssm_a"));
                put("full_attention_interval", config.sizeOr(4, "full_attention_interval"));
            }
            default -> {
                long groups = config.sizeOr(1, "n_groups", "mamba_n_groups");
                long inner = first("ssm_out.weight", 0);
                long channels = first("ssm_conv1d.weight", 1);
                put("ssm.inner_size", inner);
                put("ssm.state_size", (channels - inner) / 2 / groups);
                put("ssm.group_count", groups);
                put("ssm.time_step_rank", first("ssm_a", 1));
            }
        }
    }

    private List<Boolean> layersWith(String inner) {
        var present = new ArrayList<Boolean>();
        for (long size : GgufShapes.perLayer(tensors, inner, 0)) {
            present.add(size > 0);
        }
        return present;
    }

    private void latent() {
        if (!config.has("kv_lora_rank")) {
            return;
        }
        long rank = config.size("kv_lora_rank");
        long rope = config.size("qk_rope_head_dim");
        long key = config.size("qk_nope_head_dim") + rope;
        put("attention.kv_lora_rank", rank);
        if (config.has("q_lora_rank") && !architecture.equals("kimi-linear")) {
            put("attention.q_lora_rank", config.size("q_lora_rank"));
        }
        if (architecture.equals("minicpm3")) {
            put("attention.key_length", key);
            return;
        }
        put("attention.key_length", rank + rope);
        put(
                "attention.value_length",
                architecture.equals("kimi-linear") && config.has("head_dim")
                        ? config.size("head_dim")
                        : rank);
        put("attention.key_length_mla", key);
        put("attention.value_length_mla", config.size("v_head_dim"));
    }
}
