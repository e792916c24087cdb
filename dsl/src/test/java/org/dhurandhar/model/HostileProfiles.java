package org.dhurandhar.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.Dhurandhar;

/// Small profiles of many kinds of blocks, to be damaged.
final class HostileProfiles {
    private static final String BASE =
            """
            hidden_size: 64
            num_hidden_layers: 4
            vocab_size: 256
            intermediate_size: 128
            num_attention_heads: 4
            num_key_value_heads: 2
            head_dim: 16
            """;

    /// What each family adds to the common sizes.
    private static final List<String> FAMILIES =
            List.of(
                    "model_type: llama\nattention_bias: true\ntie_word_embeddings: true\n",
                    """
                    model_type: gemma3_text
                    sliding_window: 32
                    layer_types: [sliding_attention, full_attention, sliding_attention, full_attention]
                    """,
                    """
                    model_type: qwen3_moe
                    num_experts: 4
                    num_experts_per_tok: 2
                    moe_intermediate_size: 32
                    mlp_only_layers: [0]
                    decoder_sparse_step: 1
                    """,
                    """
                    model_type: deepseek_v2
                    kv_lora_rank: 32
                    q_lora_rank: 48
                    qk_nope_head_dim: 16
                    qk_rope_head_dim: 8
                    v_head_dim: 16
                    n_routed_experts: 4
                    num_experts_per_tok: 2
                    n_shared_experts: 1
                    first_k_dense_replace: 1
                    moe_intermediate_size: 32
                    """,
                    """
                    model_type: mamba2
                    num_heads: 8
                    state_size: 16
                    conv_kernel: 4
                    n_groups: 1
                    expand: 2
                    """,
                    """
                    model_type: granitemoehybrid
                    layer_types: [mamba, attention, mamba, attention]
                    mamba_n_heads: 8
                    mamba_d_state: 16
                    mamba_n_groups: 1
                    num_local_experts: 4
                    num_experts_per_tok: 2
                    shared_intermediate_size: 32
                    """,
                    """
                    model_type: gemma3n_text
                    hidden_size_per_layer_input: 16
                    vocab_size_per_layer_input: 256
                    num_kv_shared_layers: 2
                    laurel_rank: 8
                    sliding_window: 32
                    layer_types: [sliding_attention, full_attention, sliding_attention, full_attention]
                    """,
                    "model_type: lfm2\nconv_L_cache: 3\nfull_attn_idxs: [1, 3]\n",
                    """
                    model_type: qwen3_next
                    linear_num_value_heads: 4
                    linear_num_key_heads: 2
                    linear_key_head_dim: 16
                    linear_value_head_dim: 16
                    num_experts: 4
                    num_experts_per_tok: 2
                    """);

    private static final String ORIGINAL =
            """
            name: small
            family: phi
            param_count_b: 0.001
            num_hidden_layers: 4
            num_attention_layers: 4
            hidden_size: 64
            intermediate_size: 128
            vocab_size: 256
            num_attention_heads: 4
            num_key_value_heads: 2
            head_dim: 16
            local_to_global_ratio: 1
            sliding_window: 32
            shared_kv_last_n_layers: 1
            has_ple: true
            ple_hidden_size: 16
            ple_vocab_size: 256
            is_moe: false
            max_context_tokens: 4096
            audio_encoder_mb: 1.5
            """;

    private HostileProfiles() {}

    /// Profiles of our schema.
    static List<byte[]> yaml() {
        var samples = new ArrayList<byte[]>();
        for (var family : FAMILIES) {
            samples.add(
                    bytes(
                            "name: small\nsource: test\nconfidence: high\n"
                                    + "encoders:\n  - {kind: audio, parameters: 1000}\nconfig:\n"
                                    + (family + BASE).indent(2)));
        }
        return samples;
    }

    /// Profiles of the original's schema, some with a size as large as a size may be.
    static List<byte[]> original() {
        var mamba = ORIGINAL + "has_mamba: true\nmamba_num_layers: 2\nmamba_state_dim: 16\n";
        var samples = new ArrayList<>(List.of(bytes(ORIGINAL), bytes(mamba)));
        var lines = mamba.lines().toList();
        for (var line : lines) {
            if (line.matches(".*: [0-9]+")) {
                samples.add(bytes(mamba.replace(line, extreme(line))));
            }
        }
        samples.add(bytes(String.join("\n", lines.stream().map(l -> extreme(l)).toList())));
        return samples;
    }

    private static String extreme(String line) {
        return line.replaceFirst(": [0-9]+$", ": " + Integer.MAX_VALUE);
    }

    /// The configurations as JSON.
    static List<byte[]> json() {
        var samples = new ArrayList<byte[]>();
        for (var family : FAMILIES) {
            var entries = new ArrayList<String>();
            for (var line : (family + BASE).lines().toList()) {
                int at = line.indexOf(':');
                var value = line.substring(at + 1).strip();
                entries.add("\"" + line.substring(0, at) + "\": " + quoted(value));
            }
            samples.add(bytes("{" + String.join(",\n", entries) + "}"));
        }
        return samples;
    }

    private static String quoted(String value) {
        if (value.startsWith("[")) {
            var items = new ArrayList<String>();
            for (var item : value.substring(1, value.length() - 1).split(", ", -1)) {
                items.add(quoted(item));
            }
            return items.toString();
        }
        return Character.isDigit(value.charAt(0)) || value.equals("true")
                ? value
                : "\"" + value + "\"";
    }

    /// All that a command does with a profile.
    static void read(Path path) {
        var model = Models.read(path);
        if (model.hasGguf()) {
            model.gguf();
            var footprint = Dhurandhar.model(model).footprint();
            footprint.json();
            for (var row : footprint.components()) {
                if (row.bytes() < 0) {
                    throw new AssertionError(row);
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
