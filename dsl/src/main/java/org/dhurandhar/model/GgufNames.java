package org.dhurandhar.model;

/// What the names of tensors in a GGUF file say.
final class GgufNames {
    private static final String[] AUDIO = {"a.", "mm.a."};
    private static final String[] VISION = {"v.", "mm.", "adapter.", "resampler."};

    private GgufNames() {}

    /// Block number of `blk.<n>.…`, or -1 outside the blocks.
    static int layer(String name) {
        return name.startsWith("blk.") ? number(name, 4) : -1;
    }

    /// The number at a position that a dot ends, or -1.
    static int number(String name, int start) {
        int value = 0;
        int i = start;
        while (i < name.length() && i < start + 6 && digit(name.charAt(i))) {
            value = value * 10 + (name.charAt(i) - '0');
            i++;
        }
        return i > start && i < name.length() && name.charAt(i) == '.' ? value : -1;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /// What the tensor of that name is for.
    static Role role(String name) {
        if (startsWithAny(name, AUDIO)) {
            return Role.AUDIO;
        }
        if (startsWithAny(name, VISION) || name.contains(".vis_")) {
            return Role.VISION;
        }
        if (layer(name) >= 0 || name.startsWith("enc.blk.") || name.startsWith("dec.blk.")) {
            return inBlock(name.substring(name.indexOf('.', name.indexOf("blk.") + 4) + 1));
        }
        return switch (stem(name)) {
            case "token_embd" -> Role.TOKEN_EMBEDDING;
            case "output" -> Role.HEAD;
            case "position_embd", "token_types" -> Role.POSITION_EMBEDDING;
            case "per_layer_token_embd" -> Role.PLE_TABLE;
            case "per_layer_model_proj" -> Role.PLE_PROJECTION;
            case "rope_freqs", "rope_factors_long", "rope_factors_short" -> Role.ATTENTION;
            default -> name.contains("_norm") ? Role.NORM : Role.OTHER;
        };
    }

    private static Role inBlock(String name) {
        var stem = stem(name);
        if (stem.startsWith("ssm_")
                || stem.startsWith("shortconv")
                || stem.startsWith("time_mix")) {
            return Role.MIXER;
        }
        return switch (stem) {
            case "inp_gate", "proj" -> Role.PLE_PROJECTION;
            case "exp_probs_b", "ffn_gate_inp", "ffn_gate_inp_shexp", "ffn_gate_tid2eid" ->
                    Role.ROUTER;
            default -> byPart(stem);
        };
    }

    private static Role byPart(String stem) {
        if (stem.contains("norm") || stem.contains("_scale")) {
            return Role.NORM;
        }
        if (stem.startsWith("ffn")) {
            return feedForward(stem);
        }
        if (stem.startsWith("channel_mix")) {
            return Role.FFN;
        }
        if (stem.startsWith("ple_")) {
            return Role.PLE_PROJECTION;
        }
        boolean attention =
                stem.startsWith("attn")
                        || stem.startsWith("cross_attn")
                        || stem.startsWith("indexer");
        return attention ? Role.ATTENTION : Role.OTHER;
    }

    private static Role feedForward(String stem) {
        if (stem.endsWith("_shexp") || stem.endsWith("_chexps")) {
            return Role.SHARED_EXPERT;
        }
        boolean numbered = digit(stem.charAt(stem.length() - 1)) && stem.contains(".");
        return stem.endsWith("_exps") || numbered ? Role.EXPERT : Role.FFN;
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return name;
        }
        var last = name.substring(dot + 1);
        boolean suffix = last.equals("weight") || last.equals("bias") || last.equals("scale");
        return suffix ? name.substring(0, dot) : name;
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (var prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
