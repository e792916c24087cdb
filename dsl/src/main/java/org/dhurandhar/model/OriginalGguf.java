package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.document.MapNode;

/// A model of the original's schema in GGUF terms: architecture `generic`, which no runtime has, so
/// that its graph is taken for a plain transformer's and the compute buffer is a range.
final class OriginalGguf {
    private static final String ARCHITECTURE = "generic";
    private static final long COLUMNS = 256;
    private static final Map<String, String> NAMES =
            Map.of(
                    "q_proj", "attn_q",
                    "k_proj", "attn_k",
                    "v_proj", "attn_v",
                    "o_proj", "attn_output",
                    "gate_proj", "ffn_gate",
                    "up_proj", "ffn_up",
                    "down_proj", "ffn_down",
                    "embed_tokens", "token_embd",
                    "embed_tokens_per_layer", "per_layer_token_embd",
                    "per_layer_projection", "per_layer_model_proj");

    private OriginalGguf() {}

    static GgufLayout layout(MapNode yaml, List<Tensor> library, List<Layer> layers) {
        var metadata = new HashMap<String, Object>();
        put(metadata, "block_count", (long) layers.size());
        put(metadata, "context_length", yaml.integer("max_context_tokens", 128_000));
        put(metadata, "embedding_length", yaml.integer("hidden_size"));
        put(metadata, "feed_forward_length", yaml.integer("intermediate_size"));
        put(metadata, "attention.head_count", yaml.integer("num_attention_heads"));
        put(metadata, "attention.key_length", yaml.integer("head_dim"));
        put(metadata, "attention.value_length", yaml.integer("head_dim"));
        put(metadata, "attention.shared_kv_layers", yaml.integer("shared_kv_last_n_layers", 0));
        put(metadata, "vocab_size", yaml.integer("vocab_size"));
        put(metadata, "state_elements", yaml.integer("mamba_state_dim", 0));
        long window = 0;
        var kvHeads = new ArrayList<Long>();
        var sliding = new ArrayList<Boolean>();
        var states = new ArrayList<Boolean>();
        long heads = yaml.integer("num_key_value_heads");
        for (var layer : layers) {
            kvHeads.add(
                    layer instanceof Layer.Recurrent || layer instanceof Layer.Stateless
                            ? 0L
                            : heads);
            states.add(layer instanceof Layer.Recurrent || layer instanceof Layer.Hybrid);
            int reach =
                    layer instanceof Layer.Sliding s
                            ? s.window()
                            : layer instanceof Layer.Hybrid h ? h.window() : 0;
            sliding.add(reach > 0);
            window = Math.max(window, reach);
        }
        put(metadata, "attention.head_count_kv", kvHeads);
        put(metadata, "attention.sliding_window_pattern", sliding);
        put(metadata, "state_layers", states);
        if (window > 0) {
            put(metadata, "attention.sliding_window", window);
        }
        var tensors = new ArrayList<Tensor>(library.size() + 1);
        for (var tensor : library) {
            if (tensor.shape().size() == 1) {
                unattributed(tensor, tensors);
            } else {
                tensors.add(
                        new Tensor(
                                name(tensor),
                                tensor.shape().reversed(),
                                tensor.role(),
                                tensor.layer(),
                                WeightFormat.F16));
            }
        }
        return new GgufLayout(ARCHITECTURE, metadata, tensors);
    }

    private static void put(Map<String, Object> metadata, String key, Object value) {
        metadata.put(ARCHITECTURE + "." + key, value);
    }

    private static String name(Tensor tensor) {
        var parts = tensor.name().substring(0, tensor.name().length() - ".weight".length());
        var last = parts.substring(parts.lastIndexOf('.') + 1);
        var name = NAMES.getOrDefault(last, last);
        return (tensor.layer() >= 0 ? "blk." + tensor.layer() + "." : "") + name + ".weight";
    }

    /// What the schema does not describe is taken for matrices that the recipe quantises.
    private static void unattributed(Tensor tensor, List<Tensor> tensors) {
        long elements = tensor.elements();
        if (elements >= COLUMNS) {
            tensors.add(
                    new Tensor(
                            tensor.name() + ".weight",
                            List.of(COLUMNS, elements / COLUMNS),
                            tensor.role(),
                            -1,
                            WeightFormat.F16));
        }
        if (elements % COLUMNS > 0) {
            tensors.add(
                    new Tensor(
                            tensor.name() + ".rest",
                            List.of(elements % COLUMNS),
                            tensor.role(),
                            -1,
                            WeightFormat.F32));
        }
    }
}
