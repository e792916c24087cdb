package org.dhurandhar.model;

/// What llama-quantize reads from the name and shape of one tensor, whatever the recipe.
///
/// @param converted format that the converter wrote
/// @param reach which recipes change it
/// @param category which of a recipe's rules it falls under
record QuantiserRule(WeightFormat converted, Reach reach, Category category) {

    /// Which of a recipe's rules a tensor falls under.
    enum Category {
        HEAD,
        TABLE,
        VALUES,
        KEYS,
        ATTENTION_OUTPUT,
        DOWN,
        OTHER
    }

    /// Which recipes change a tensor.
    enum Reach {
        NONE,
        /// Those that store every matrix alike.
        EVERY_MATRIX,
        ALL
    }

    static QuantiserRule of(Tensor tensor) {
        return new QuantiserRule(converted(tensor), reach(tensor), category(tensor.name()));
    }

    private static WeightFormat converted(Tensor tensor) {
        var format = tensor.format();
        if (format != null) {
            return format;
        }
        var name = tensor.name();
        boolean small =
                dimensions(tensor) < 2
                        || !name.endsWith("weight")
                        || name.contains("_norm.weight")
                        || name.contains("ffn_gate_inp")
                        || name.contains("conv1d")
                        || name.contains("shortconv.conv")
                        || (name.contains("altup") && name.contains("coef"));
        return small ? WeightFormat.F32 : WeightFormat.F16;
    }

    private static int dimensions(Tensor tensor) {
        int n = tensor.shape().size();
        while (n > 0 && tensor.shape().get(n - 1) == 1) {
            n--;
        }
        return n;
    }

    private static final String[] NEVER = {
        "_norm.weight",
        "ffn_gate_inp.weight",
        "ffn_gate_tid2eid.weight",
        "altup",
        "laurel",
        "per_layer_model_proj",
        "ssm_conv1d",
        "shortconv.conv.weight",
        "indexer.k_proj.weight",
        "indexer.q_proj.weight",
        "time_mix_first.weight",
        "time_mix_w0.weight",
        "time_mix_w1.weight",
        "time_mix_w2.weight",
        "time_mix_v0.weight",
        "time_mix_v1.weight",
        "time_mix_v2.weight",
        "time_mix_a0.weight",
        "time_mix_a1.weight",
        "time_mix_a2.weight",
        "time_mix_g1.weight",
        "time_mix_g2.weight",
        "time_mix_decay_w1.weight",
        "time_mix_decay_w2.weight",
        "time_mix_lerp_fused.weight",
        "attn_rel_b.weight",
        ".position_embd",
        "sam.pos_embd",
        "sam.neck.",
        "sam.net_",
        ".rel_pos",
        ".patch_embd",
        ".patch_merger",
        "a.rvq.codebook",
        "mm.a.code_embd"
    };

    private static Reach reach(Tensor tensor) {
        var name = tensor.name();
        if (dimensions(tensor) < 2
                || !name.endsWith("weight")
                || name.equals("position_embd.weight")
                || name.equals("token_types.weight")) {
            return Reach.NONE;
        }
        for (var part : NEVER) {
            if (name.contains(part)) {
                return part.equals("per_layer_model_proj") ? Reach.EVERY_MATRIX : Reach.NONE;
            }
        }
        return Reach.ALL;
    }

    private static Category category(String name) {
        return switch (name) {
            case "output.weight" -> Category.HEAD;
            case "token_embd.weight", "per_layer_token_embd.weight" -> Category.TABLE;
            default -> {
                if (name.contains("attn_qkv.weight")
                        || name.contains("attn_kv_b.weight")
                        || name.contains("attn_v.weight")) {
                    yield Category.VALUES;
                }
                if (name.contains("attn_k.weight")) {
                    yield Category.KEYS;
                }
                if (name.contains("attn_q.weight")) {
                    yield Category.OTHER;
                }
                if (name.contains("attn_output.weight")) {
                    yield Category.ATTENTION_OUTPUT;
                }
                boolean down = name.contains("ffn_down");
                boolean up = name.contains("ffn_up") || name.contains("ffn_gate");
                yield down && !up ? Category.DOWN : Category.OTHER;
            }
        };
    }
}
