package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Metadata under `<architecture>.` that sizes, caches and states follow from.
///
/// What a tensor's shape says is read from the shape, the rest from the configuration.
final class GgufHyperparameters {
    private final String architecture;
    private final Config config;
    private final List<Tensor> tensors;
    private final int layers;
    private final Map<String, Object> values = new HashMap<>();

    private GgufHyperparameters(String architecture, Config config, List<Tensor> tensors) {
        this.architecture = architecture;
        this.config = config;
        this.tensors = tensors;
        this.layers = GgufShapes.layers(tensors);
    }

    static Map<String, Object> of(String architecture, Config config, List<Tensor> tensors) {
        var parameters = new GgufHyperparameters(architecture, config, tensors);
        parameters.common();
        parameters.feedForward();
        parameters.heads();
        parameters.windows();
        parameters.experts();
        parameters.states();
        parameters.latent();
        boolean routed = parameters.values.containsKey(architecture + ".expert_count");
        GgufScales.add(architecture, config, routed, parameters.values);
        parameters.values.put("general.architecture", architecture);
        return parameters.values;
    }

    private void common() {
        long predicted = architecture.equals("glm4moe") ? config.sizeOr(0, "num_mtp_layers") : 0;
        put("block_count", layers + predicted);
        if (predicted > 0) {
            put("nextn_predict_layers", predicted);
        }
        boolean unlimited = isState() && !architecture.equals("falcon-h1");
        long context =
                config.sizeOr(
                        0,
                        "max_position_embeddings",
                        "n_positions",
                        "n_ctx",
                        "model_max_length");
        put("context_length", unlimited || context == 0 ? 1L << 20 : context);
        put("embedding_length", config.size("hidden_size", "n_embd"));
        put("vocab_size", config.size("vocab_size"));
        put("rope.dimension_count", rotary());
    }

    /// Mamba kinds without positions.
    private boolean isState() {
        return switch (architecture) {
            case "mamba", "mamba2", "nemotron_h", "nemotron_h_moe" -> true;
            case "granitehybrid" -> !config.modelType().equals("bamba");
            default -> false;
        };
    }

    private void feedForward() {
        long width =
                switch (architecture) {
                    case "mamba", "mamba2" -> 0;
                    case "gpt2", "phi2", "falcon" -> 4L * config.size("hidden_size", "n_embd");
                    case "llama4" -> config.size("intermediate_size_mlp");
                    case "lfm2" -> GgufShapes.first(tensors, "ffn_up.weight", 1);
                    default -> config.sizeOr(0, "intermediate_size", "ffn_hidden_size");
                };
        put("feed_forward_length", width);
        switch (architecture) {
            case "gemma3n" -> list("feed_forward_length", "ffn_up.weight", 1);
            case "gemma4" -> {
                if (config.flag("use_double_wide_mlp")) {
                    list("feed_forward_length", "ffn_up.weight", 1);
                }
            }
            case "nemotron_h" -> list("feed_forward_length", "ffn_up.weight", 1);
            case "nemotron_h_moe" -> list("feed_forward_length", "ffn_up_exps.weight", 1);
            case "qwen35moe" -> {
                if (!config.has("intermediate_size")) {
                    values.remove(architecture + ".feed_forward_length");
                }
            }
            default -> {}
        }
    }

    private void heads() {
        if (architecture.equals("mamba") || architecture.equals("mamba2")) {
            put("attention.head_count", 0);
            return;
        }
        long heads = config.size("num_attention_heads", "n_head");
        put("attention.head_count", heads);
        long keys = config.sizeOr((int) heads, "num_key_value_heads", "num_kv_heads");
        switch (architecture) {
            case "deepseek2" -> put("attention.head_count_kv", 1);
            case "kimi-linear" -> headsOfLayersWith("attn_kv_a_mqa.weight", 1);
            case "lfm2", "lfm2moe", "jamba", "nemotron_h", "nemotron_h_moe", "granitehybrid" ->
                    headsOfLayersWith("attn_k.weight", keys);
            default -> put("attention.head_count_kv", keys);
        }
        if (config.has("head_dim") && writesHeadDim()) {
            put("attention.key_length", config.size("head_dim"));
            put("attention.value_length", config.size("head_dim"));
        }
        if (architecture.equals("gemma4")) {
            gemma4Heads(keys);
        }
    }

    private boolean writesHeadDim() {
        return switch (architecture) {
            case "granite", "granitemoe", "granitehybrid", "deepseek2", "kimi-linear", "minicpm3" ->
                    false;
            case "phi2", "phi3", "phimoe", "chatglm", "gpt2", "falcon", "jamba" -> false;
            default -> true;
        };
    }

    private void headsOfLayersWith(String inner, long keys) {
        var counts = new ArrayList<Long>();
        for (long present : GgufShapes.perLayer(tensors, inner, 1)) {
            counts.add(present > 0 ? keys : 0L);
        }
        put("attention.head_count_kv", counts);
    }

    private void gemma4Heads(long keys) {
        long full = GgufShapes.fullHead(tensors);
        long sliding = config.size("head_dim");
        put("attention.key_length", full);
        put("attention.value_length", full);
        put("attention.key_length_swa", sliding);
        put("attention.value_length_swa", sliding);
        put("rope.dimension_count_swa", sliding);
        var widths = GgufShapes.perLayer(tensors, "attn_k.weight", 1);
        var dims = GgufShapes.perLayer(tensors, "attn_k_norm.weight", 0);
        var pattern = GgufWindows.pattern(config, layers);
        long fullKeys = keys;
        for (int i = 0; i < layers; i++) {
            if (!pattern.get(i) && dims[i] > 0) {
                fullKeys = widths[i] / dims[i];
            }
        }
        if (fullKeys != keys || config.has("num_global_key_value_heads")) {
            var counts = new ArrayList<Long>();
            for (boolean slides : pattern) {
                counts.add(slides ? keys : fullKeys);
            }
            put("attention.head_count_kv", counts);
        }
        put("attention.shared_kv_layers", config.sizeOr(0, "num_kv_shared_layers"));
        put("embedding_length_per_layer_input", config.sizeOr(0, "hidden_size_per_layer_input"));
    }

    private void windows() {
        int window = GgufWindows.window(architecture, config, layers);
        if (window >= 0) {
            put("attention.sliding_window", window);
        }
        if (window > 0 && GgufWindows.writesPattern(architecture)) {
            put("attention.sliding_window_pattern", GgufWindows.pattern(config, layers));
        }
        if (architecture.equals("gemma3n")) {
            put("attention.shared_kv_layers", config.size("num_kv_shared_layers"));
            put("embedding_length_per_layer_input", config.size("hidden_size_per_layer_input"));
            put("altup.num_inputs", config.size("altup_num_inputs"));
            put("altup.active_idx", config.size("altup_active_idx"));
        }
    }

    private void experts() {
        long count = GgufShapes.first(tensors, "ffn_gate_inp.weight", 1);
        if (count > 0) {
            put("expert_count", count);
            put(
                    "expert_used_count",
                    config.sizeOr(0, "num_experts_per_tok", "top_k_experts", "moe_k"));
            if (writesExpertWidth()) {
                put("expert_feed_forward_length", expertWidth());
            }
        }
        long shared = GgufShapes.first(tensors, "ffn_up_shexp.weight", 1);
        if (shared > 0) {
            long copies = config.sizeOr(0, "n_shared_experts", "moe_num_shared_experts");
            if (copies > 0) {
                put("expert_shared_count", copies);
            }
            if (!architecture.equals("deepseek2") && !architecture.equals("llama4")) {
                put("expert_shared_feed_forward_length", shared);
            }
        }
        put("leading_dense_block_count", leadingDense());
        if (architecture.equals("llama4") || architecture.equals("ernie4_5-moe")) {
            put(
                    "interleave_moe_layer_step",
                    config.sizeOr(1, "interleave_moe_layer_step", "moe_layer_interval"));
        }
    }

    private long expertWidth() {
        long fused = GgufShapes.first(tensors, "ffn_gate_up_exps.weight", 1);
        return fused > 0 ? fused / 2 : GgufShapes.first(tensors, "ffn_up_exps.weight", 1);
    }

    private boolean writesExpertWidth() {
        return switch (architecture) {
            case "llama", "granitemoe", "granitehybrid", "olmoe", "jamba", "phimoe" -> false;
            default -> true;
        };
    }

    private @Nullable Long leadingDense() {
        return switch (architecture) {
            case "deepseek2", "kimi-linear", "lfm2moe", "glm4moe", "ernie4_5-moe" -> {
                long dense = 0;
                for (long router : GgufShapes.perLayer(tensors, "ffn_gate_inp.weight", 1)) {
                    if (router > 0) {
                        break;
                    }
                    dense++;
                }
                yield dense;
            }
            default -> null;
        };
    }

    private void states() {
        if (architecture.startsWith("lfm2")) {
            put("shortconv.l_cache", config.size("conv_L_cache"));
            return;
        }
        long kernel =
                Math.max(
                        GgufShapes.first(tensors, "ssm_conv1d.weight", 0),
                        GgufShapes.first(tensors, "ssm_conv1d_q.weight", 0));
        if (kernel == 0) {
            return;
        }
        put("ssm.conv_kernel", kernel);
        switch (architecture) {
            case "kimi-linear" -> put("kda.head_dim", GgufShapes.first(tensors, "ssm_norm.weight", 0));
            case "mamba", "jamba" -> {
                put("ssm.inner_size", GgufShapes.first(tensors, "ssm_out.weight", 0));
                put("ssm.state_size", GgufShapes.first(tensors, "ssm_a", 0));
                put("ssm.time_step_rank", GgufShapes.first(tensors, "ssm_dt.weight", 0));
            }
            case "qwen3next", "qwen35", "qwen35moe" -> {
                put("ssm.inner_size", GgufShapes.first(tensors, "ssm_out.weight", 0));
                put("ssm.state_size", config.size("linear_key_head_dim"));
                put("ssm.group_count", config.size("linear_num_key_heads"));
                put("ssm.time_step_rank", GgufShapes.first(tensors, "ssm_a", 0));
                put("attention.recurrent_layers", layersWith("ssm_a"));
                put("full_attention_interval", config.sizeOr(4, "full_attention_interval"));
            }
            default -> {
                long groups = config.sizeOr(1, "n_groups", "mamba_n_groups");
                long inner = GgufShapes.first(tensors, "ssm_out.weight", 0);
                long channels = GgufShapes.first(tensors, "ssm_conv1d.weight", 1);
                put("ssm.inner_size", inner);
                put("ssm.state_size", (channels - inner) / 2 / groups);
                put("ssm.group_count", groups);
                put("ssm.time_step_rank", GgufShapes.first(tensors, "ssm_a", 1));
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

    private @Nullable Long rotary() {
        if (config.has("qk_rope_head_dim")) {
            return (long) config.size("qk_rope_head_dim");
        }
        var rope = GgufExtras.rope(config);
        double part =
                rope != null && rope.has("partial_rotary_factor")
                        ? rope.real("partial_rotary_factor", 1)
                        : config.realOr(
                                usualPart(), "partial_rotary_factor", "rope_pct", "rotary_pct");
        return switch (architecture) {
            case "gpt2", "falcon", "mamba", "mamba2", "jamba", "falcon-h1" -> null;
            case "gemma4" -> GgufShapes.fullHead(tensors);
            default -> (long) (part * GgufExtras.headDim(architecture, config));
        };
    }

    private double usualPart() {
        return switch (architecture) {
            case "qwen3next", "qwen35", "qwen35moe", "stablelm" -> 0.25;
            case "glm4", "glm4moe", "chatglm", "nemotron", "phi2" -> 0.5;
            default -> 1;
        };
    }

    private void list(String key, String inner, int axis) {
        var sizes = new ArrayList<Long>();
        for (long size : GgufShapes.perLayer(tensors, inner, axis)) {
            sizes.add(size);
        }
        put(key, sizes);
    }

    private void put(String key, long value) {
        values.put(architecture + "." + key, value);
    }

    private void put(String key, @Nullable Object value) {
        if (value != null) {
            values.put(architecture + "." + key, value);
        }
    }
}
