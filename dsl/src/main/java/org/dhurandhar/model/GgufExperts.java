package org.dhurandhar.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts and widths of routed and shared experts.
final class GgufExperts extends GgufSection {
    GgufExperts(
            String architecture, Config config, List<Tensor> tensors, Map<String, Object> values) {
        super(architecture, config, tensors, values);
    }

    void add() {
        long count = first("ffn_gate_inp.weight", 1);
        if (count > 0) {
            put("expert_count", count);
            put(
                    "expert_used_count",
                    config.sizeOr(0, "num_experts_per_tok", "top_k_experts", "moe_k"));
            if (writesExpertWidth()) {
                put("expert_feed_forward_length", expertWidth());
            }
        }
        if (count == 0 && architecture.equals("granitehybrid")) {
            put("expert_count", 0);
            put("expert_used_count", config.sizeOr(0, "num_experts_per_tok"));
            put("expert_shared_feed_forward_length", config.sizeOr(0, "shared_intermediate_size"));
        }
        long shared = first("ffn_up_shexp.weight", 1);
        if (shared > 0) {
            long copies = config.sizeOr(0, "n_shared_experts", "moe_num_shared_experts");
            if (copies > 0) {
                put("expert_shared_count", copies);
            }
            if (writesSharedWidth()) {
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

    private boolean writesSharedWidth() {
        return switch (architecture) {
            case "deepseek2", "llama4", "glm4moe", "kimi-linear" -> false;
            default -> true;
        };
    }

    private long expertWidth() {
        long fused = first("ffn_gate_up_exps.weight", 1);
        return fused > 0 ? fused / 2 : first("ffn_up_exps.weight", 1);
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
}
