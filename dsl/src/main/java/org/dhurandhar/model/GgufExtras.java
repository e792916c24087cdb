package org.dhurandhar.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.document.MapNode;
import org.jspecify.annotations.Nullable;

/// Tensors of a GGUF file that the reference library does not list among its parameters: router
/// biases and scales it keeps as buffers, frequency factors, unused keys and values.
final class GgufExtras {
    private static final Set<String> LLAMA_ROPE =
            Set.of(
                    "llama",
                    "llama4",
                    "mistral3",
                    "granite",
                    "granitemoe",
                    "granitehybrid",
                    "smollm3",
                    "arcee",
                    "apertus",
                    "exaone4");
    private static final Set<String> LONG_ROPE = Set.of("phi3", "phimoe", "minicpm3");

    private GgufExtras() {}

    static void add(String architecture, Config config, List<Tensor> tensors) {
        if (architecture.equals("gemma3n")) {
            GgufSharedKeys.complete(config, tensors);
        }
        routerBiases(config, tensors);
        if (architecture.equals("gemma4")) {
            layerScales(tensors);
            factors(tensors, "rope_freqs.weight", GgufShapes.fullHead(tensors) / 2);
        }
        var rope = rope(config);
        if (rope != null && LLAMA_ROPE.contains(architecture)) {
            if (rope.text("rope_type", rope.text("type", "")).equalsIgnoreCase("llama3")) {
                factors(tensors, "rope_freqs.weight", headDim(architecture, config) / 2);
            }
        }
        if (rope != null && LONG_ROPE.contains(architecture)) {
            longFactors(rope, "long_factor", "rope_factors_long.weight", tensors);
            longFactors(rope, "short_factor", "rope_factors_short.weight", tensors);
        }
    }

    /// `rope_parameters` of full attention, in either dialect.
    static @Nullable MapNode rope(Config config) {
        var rope = config.map("rope_parameters", "rope_scaling");
        if (rope == null) {
            return null;
        }
        var full = rope.has("full_attention") ? rope.map("full_attention") : null;
        return full == null ? rope : full;
    }

    /// `head_dim`, or the hidden size over the heads; Granite and Nemotron-H converters drop
    /// `head_dim`.
    static int headDim(String architecture, Config config) {
        int derived =
                config.size("hidden_size", "n_embd")
                        / Math.max(1, config.sizeOr(1, "num_attention_heads", "n_head"));
        boolean ignored =
                architecture.startsWith("granite") || architecture.startsWith("nemotron_h");
        return ignored ? derived : config.sizeOr(derived, "head_dim");
    }

    private static void longFactors(MapNode rope, String key, String name, List<Tensor> tensors) {
        var list = rope.has(key) ? rope.list(key) : null;
        if (list != null && !list.items().isEmpty()) {
            factors(tensors, name, list.items().size());
        }
    }

    private static void factors(List<Tensor> tensors, String name, long count) {
        tensors.add(GgufTensors.tensor(name, -1, List.of(count)));
    }

    private static void layerScales(List<Tensor> tensors) {
        Map<Integer, Boolean> layers = new HashMap<>();
        for (var tensor : tensors) {
            boolean scale = tensor.name().endsWith(".layer_output_scale.weight");
            if (tensor.layer() >= 0) {
                layers.merge(tensor.layer(), scale, Boolean::logicalOr);
            }
        }
        layers.forEach((layer, scaled) -> {
            if (!scaled) {
                tensors.add(GgufTensors.tensor("layer_output_scale.weight", layer, List.of(1L)));
            }
        });
    }

    private static void routerBiases(Config config, List<Tensor> tensors) {
        boolean biased =
                switch (config.modelType()) {
                    case "deepseek_v3", "glm4_moe", "kimi_linear", "minimax_m2" -> true;
                    case "nemotron_h" -> true;
                    case "lfm2_moe" -> config.flagOr(true, "use_expert_bias");
                    default -> false;
                };
        if (!biased) {
            return;
        }
        for (var tensor : List.copyOf(tensors)) {
            if (tensor.name().endsWith(".ffn_gate_inp.weight")) {
                var experts = List.of(tensor.shape().get(1));
                var bias = GgufTensors.tensor("exp_probs_b.bias", tensor.layer(), experts);
                if (GgufShapes.find(tensors, bias.name()) == null) {
                    tensors.add(bias);
                }
            }
        }
    }
}
