package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;

/// Nemotron-H: each block is one of Mamba-2, attention, a feed-forward or experts.
final class NemotronFamily {
    private static final Frame FRAME =
            Frame.of("model.embeddings", "model.layers.", "model.norm_f").tiedBy();
    private static final List<String> KINDS =
            List.of("linear_attention", "full_attention", "moe", "mlp");

    private NemotronFamily() {}

    static void describe(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        var kinds = kinds(c);
        FRAME.list(
                c,
                into,
                kinds.size(),
                i -> {
                    into.norm("norm", hidden);
                    switch (kinds.get(i)) {
                        case "linear_attention" -> mixer(c, into);
                        case "full_attention" -> attention(c, into);
                        case "moe" -> experts(c, into);
                        default -> {
                            plain(c, into, "mixer.", Role.FFN, c.size("intermediate_size"));
                            into.caches(new Layer.Stateless());
                        }
                    }
                });
    }

    /// The list, else the pattern of `M`, `*`, `E` and `-`, else one block of each kind; their
    /// number stands above `num_hidden_layers`.
    static List<String> kinds(Config c) {
        var listed = Frame.kinds(c, 0, KINDS, "layer_types", "layers_block_type");
        if (listed != null) {
            return listed;
        }
        var pattern = c.textOr("ME*-", "hybrid_override_pattern");
        if (pattern.length() > Frame.MAX_LAYERS) {
            throw c.wrong(
                    "hybrid_override_pattern",
                    pattern.length() + " letters",
                    "at most " + Frame.MAX_LAYERS + " layers");
        }
        var kinds = new ArrayList<String>(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            kinds.add(
                    switch (letter) {
                        case 'M' -> "linear_attention";
                        case 'E' -> "moe";
                        case '*' -> "full_attention";
                        case '-' -> "mlp";
                        default ->
                                throw c.wrong(
                                        "hybrid_override_pattern",
                                        "\"" + letter + "\"",
                                        "only the letters M, E, * and -");
                    });
        }
        return kinds;
    }

    private static void mixer(Config c, Inventory into) {
        long heads = c.size("mamba_num_heads");
        long headDim = c.size("mamba_head_dim");
        boolean bias = c.flag("use_bias");
        var mixer =
                new Mamba2(
                        c.size("hidden_size"),
                        heads * headDim,
                        heads,
                        headDim,
                        c.size("mamba_n_groups", "n_groups"),
                        c.size("ssm_state_size"),
                        c.size("mamba_d_conv", "conv_kernel"),
                        c.flag("mamba_conv_bias", "use_conv_bias"),
                        bias,
                        bias,
                        true);
        mixer.list(into, "mixer.");
        into.caches(new Layer.Recurrent(mixer.state()));
    }

    private static void attention(Config c, Inventory into) {
        var attention = SelfAttention.PLAIN.of(c).under("mixer.");
        attention.list(into);
        into.caches(attention.cache(0));
    }

    private static void experts(Config c, Inventory into) {
        int hidden = c.size("hidden_size");
        long input = c.sizeOr(hidden, "moe_latent_size");
        long width = c.size("moe_intermediate_size");
        long count = Frame.experts(c, "num_local_experts", "n_routed_experts");
        boolean bias = c.flag("mlp_bias");
        into.tensor("mixer.experts.up_proj", Role.EXPERT, count, width, input);
        into.tensor("mixer.experts.down_proj", Role.EXPERT, count, input, width);
        long idle = Math.max(0, count - c.size("num_experts_per_tok"));
        into.unused(Math.multiplyExact(idle, Math.multiplyExact(2 * width, input)));
        into.linear("mixer.gate", Role.ROUTER, count, hidden, false);
        long shared = c.size("moe_shared_expert_intermediate_size");
        long sharedWidth = shared == 0 ? c.size("intermediate_size") : shared;
        plain(c, into, "mixer.shared_experts.", Role.SHARED_EXPERT, sharedWidth);
        if (c.has("moe_latent_size")) {
            into.linear("mixer.fc1_latent_proj", Role.SHARED_EXPERT, input, hidden, bias);
            into.linear("mixer.fc2_latent_proj", Role.SHARED_EXPERT, hidden, input, bias);
        }
        into.caches(new Layer.Stateless());
    }

    private static void plain(Config c, Inventory into, String prefix, Role role, long width) {
        long hidden = c.size("hidden_size");
        boolean bias = c.flag("mlp_bias");
        into.linear(prefix + "up_proj", role, width, hidden, bias);
        into.linear(prefix + "down_proj", role, hidden, width, bias);
    }
}
