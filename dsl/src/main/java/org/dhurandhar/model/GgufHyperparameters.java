package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Metadata under `<architecture>.` that sizes, caches and states follow from.
///
/// What a tensor's shape says is read from the shape, the rest from the configuration.
final class GgufHyperparameters extends GgufSection {
    private final int layers;

    private GgufHyperparameters(
            String architecture, Config config, List<Tensor> tensors, Map<String, Object> values) {
        super(architecture, config, tensors, values);
        this.layers = GgufShapes.layers(tensors);
    }

    static Map<String, Object> of(String architecture, Config config, List<Tensor> tensors) {
        var values = new HashMap<String, Object>();
        var sizes = new GgufHyperparameters(architecture, config, tensors, values);
        sizes.common();
        sizes.feedForward();
        sizes.heads();
        sizes.windows();
        new GgufExperts(architecture, config, tensors, values).add();
        new GgufStateSizes(architecture, config, tensors, values).add();
        new GgufScales(architecture, config, tensors, values).add();
        values.put("general.architecture", architecture);
        return values;
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
                        0, "max_position_embeddings", "n_positions", "n_ctx", "model_max_length");
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
                    case "lfm2" -> first("ffn_up.weight", 1);
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
            case "falcon" -> put("attention.head_count_kv", falconKeys(heads, keys));
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

    private long falconKeys(long heads, long given) {
        boolean shared = config.flag("multi_query") && !config.flag("new_decoder_architecture");
        return shared ? 1 : config.flag("new_decoder_architecture") ? given : heads;
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
}
