package org.dhurandhar.model;

import java.util.List;

/// The fields of the original's flat schema.
final class OriginalFields {
    /// Every field.
    static final List<String> ALL =
            List.of(
                    "name",
                    "family",
                    "param_count_b",
                    "num_hidden_layers",
                    "num_attention_layers",
                    "hidden_size",
                    "intermediate_size",
                    "vocab_size",
                    "num_attention_heads",
                    "num_key_value_heads",
                    "head_dim",
                    "local_to_global_ratio",
                    "sliding_window",
                    "shared_kv_last_n_layers",
                    "has_ple",
                    "ple_hidden_size",
                    "ple_vocab_size",
                    "is_moe",
                    "num_experts",
                    "num_active_experts",
                    "active_param_count_b",
                    "has_mamba",
                    "mamba_state_dim",
                    "mamba_num_layers",
                    "mamba_state_dtype_bits",
                    "vision_encoder_mb",
                    "audio_encoder_mb",
                    "published_decoder_gb",
                    "published_embeddings_gb",
                    "weight_dtype_bits",
                    "kv_dtype_bits",
                    "max_context_tokens",
                    "runtime_overhead_mb");

    /// Those that a profile must have.
    static final List<String> REQUIRED =
            List.of(
                    "name",
                    "family",
                    "param_count_b",
                    "num_hidden_layers",
                    "num_attention_layers",
                    "hidden_size",
                    "intermediate_size",
                    "vocab_size",
                    "num_attention_heads",
                    "num_key_value_heads",
                    "head_dim");

    /// Fields that tensors and caches are sized by.
    static final List<String> SIZES =
            List.of(
                    "num_hidden_layers",
                    "hidden_size",
                    "intermediate_size",
                    "vocab_size",
                    "num_attention_heads",
                    "num_key_value_heads",
                    "head_dim",
                    "ple_hidden_size",
                    "ple_vocab_size");

    private OriginalFields() {}
}
