package org.dhurandhar.model;

/// What the names of tensors in a published checkpoint say.
final class CheckpointNames {
    private static final String[] BLOCKS = {"layers.", "h.", "blocks."};

    private CheckpointNames() {}

    /// Block number of a tensor of the text model, or -1 outside its blocks.
    static int layer(String name) {
        if (encoder(name) != Role.OTHER) {
            return -1;
        }
        for (var word : BLOCKS) {
            int at = name.startsWith(word) ? 0 : name.indexOf("." + word) + 1;
            if (at > 0 || name.startsWith(word)) {
                int number = GgufNames.number(name, at + word.length());
                if (number >= 0) {
                    return number;
                }
            }
        }
        return -1;
    }

    /// What the tensor of that name is for.
    static Role role(String name) {
        var encoder = encoder(name);
        if (encoder != Role.OTHER) {
            return encoder;
        }
        if (name.contains("per_layer")) {
            return name.contains("embed_tokens_per_layer") ? Role.PLE_TABLE : ple(name);
        }
        if (has(
                name,
                "embed_tokens",
                "wte",
                "word_embeddings",
                "tok_embeddings",
                "embeddings.weight")) {
            return Role.TOKEN_EMBEDDING;
        }
        if (has(name, "wpe", "position_embeddings", "embed_positions")) {
            return Role.POSITION_EMBEDDING;
        }
        if (has(name, "lm_head", "embed_out") || name.equals("output.weight")) {
            return Role.HEAD;
        }
        return inBlock(name);
    }

    private static Role ple(String name) {
        return name.contains("norm") ? Role.NORM : Role.PLE_PROJECTION;
    }

    private static Role inBlock(String name) {
        if (has(
                name,
                "shared_expert_gate",
                "router",
                "e_score_correction",
                ".gate.weight",
                "expert_bias")) {
            return Role.ROUTER;
        }
        if (has(name, "shared_expert", "shared_mlp", "shared_head")) {
            return Role.SHARED_EXPERT;
        }
        if (name.contains("experts.")) {
            return Role.EXPERT;
        }
        if (has(name, "linear_attn", "mamba", "ssm", "A_log", "dt_", "conv", "in_proj", "x_proj")) {
            return Role.MIXER;
        }
        if (has(name, "norm", "ln_", ".ln", "layer_scalar")) {
            return Role.NORM;
        }
        if (has(name, "q_proj", "k_proj", "v_proj", "o_proj", "attn", "attention", "sinks")) {
            return Role.ATTENTION;
        }
        if (has(name, "mlp", "feed_forward", "up_proj", "down_proj", "gate_proj", "fc1", "fc2")) {
            return Role.FFN;
        }
        return name.contains("mixer") ? Role.MIXER : Role.OTHER;
    }

    private static Role encoder(String name) {
        if (has(name, "audio")) {
            return Role.AUDIO;
        }
        boolean vision = has(name, "vision", "visual", "multi_modal_projector", "mm_projector");
        return vision ? Role.VISION : Role.OTHER;
    }

    private static boolean has(String name, String... parts) {
        for (var part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
