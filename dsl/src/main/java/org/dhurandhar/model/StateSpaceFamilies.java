package org.dhurandhar.model;

import java.util.List;

/// Mamba, Mamba-2 and what mixes them with attention.
final class StateSpaceFamilies {
    private static final Frame BACKBONE =
            Frame.of("backbone.embeddings", "backbone.layers.", "backbone.norm_f");
    private static final Frame FINAL_NORM =
            Frame.of("model.embed_tokens", "model.layers.", "model.final_layernorm");
    private static final List<String> KINDS = List.of("linear_attention", "full_attention");

    private StateSpaceFamilies() {}

    /// Mamba and Falcon Mamba; a written `intermediate_size` replaces `expand` times the hidden
    /// size.
    static void mamba(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long inner =
                c.gives("intermediate_size")
                        ? c.size("intermediate_size")
                        : c.size("expand") * hidden;
        var mixer =
                new Mamba1(
                        hidden,
                        inner,
                        c.size("state_size"),
                        c.size("conv_kernel"),
                        Mamba1.rank(c, "time_step_rank"),
                        c.flag("use_conv_bias"),
                        c.flag("use_bias"),
                        false);
        var cache = new Layer.Recurrent(mixer.state());
        BACKBONE.list(
                c,
                into,
                i -> {
                    into.norm("norm", hidden);
                    mixer.list(into, "mixer.");
                    into.caches(cache);
                });
    }

    static void mamba2(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long inner = c.size("expand") * hidden;
        long heads = c.size("num_heads");
        long headDim = c.size("head_dim");
        if (heads * headDim != inner) {
            throw c.wrong(
                    "num_heads",
                    heads + " heads of " + headDim,
                    "heads whose sizes add up to " + inner);
        }
        boolean bias = c.flag("use_bias");
        var mixer =
                new Mamba2(
                        hidden,
                        inner,
                        heads,
                        headDim,
                        c.size("n_groups"),
                        c.size("state_size"),
                        c.size("conv_kernel"),
                        c.flag("use_conv_bias"),
                        bias,
                        bias,
                        true);
        var cache = new Layer.Recurrent(mixer.state());
        BACKBONE.list(
                c,
                into,
                i -> {
                    into.norm("norm", hidden);
                    mixer.list(into, "mixer.");
                    into.caches(cache);
                });
    }

    /// Attention where the block number modulo `attn_layer_period` is `attn_layer_offset`, experts
    /// likewise.
    static void jamba(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long width = c.size("intermediate_size");
        var mixer =
                new Mamba1(
                        hidden,
                        c.size("mamba_expand") * hidden,
                        c.size("mamba_d_state"),
                        c.size("mamba_d_conv"),
                        Mamba1.rank(c, "mamba_dt_rank"),
                        c.flag("mamba_conv_bias"),
                        c.flag("mamba_proj_bias"),
                        true);
        var attention = SelfAttention.PLAIN.of(c);
        int experts = Frame.experts(c, "num_local_experts", "num_experts");
        FINAL_NORM.list(
                c,
                into,
                i -> {
                    if (i % c.size("attn_layer_period") == c.size("attn_layer_offset")) {
                        attention.list(into);
                        into.caches(attention.cache(0));
                    } else {
                        mixer.list(into, "mamba.");
                        into.caches(new Layer.Recurrent(mixer.state()));
                    }
                    boolean sparse =
                            i % c.size("expert_layer_period") == c.size("expert_layer_offset");
                    if (sparse && experts > 1) {
                        into.linear("feed_forward.router", Role.ROUTER, experts, hidden, false);
                        FeedForward.experts(
                                into,
                                "feed_forward.",
                                experts,
                                c.size("num_experts_per_tok"),
                                hidden,
                                width);
                    } else {
                        FeedForward.gated(into, "feed_forward.", Role.FFN, hidden, width, false);
                    }
                    into.norm("input_layernorm", hidden);
                    into.norm("pre_ff_layernorm", hidden);
                });
    }

    static void bamba(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        var mixer = Mamba2.of(c, c.size("mamba_expand") * hidden);
        var attention = SelfAttention.BIASED.of(c);
        var written = c.integers("attn_layer_indices");
        var indices = written == null ? List.<Long>of() : written;
        FINAL_NORM.list(
                c,
                into,
                i -> {
                    if (indices.contains((long) i)) {
                        attention.list(into);
                        into.caches(attention.cache(0));
                    } else {
                        mixer.list(into, "mamba.");
                        into.caches(new Layer.Recurrent(mixer.state()));
                    }
                    FeedForward.gated(
                            into,
                            "feed_forward.",
                            Role.FFN,
                            hidden,
                            c.size("intermediate_size"),
                            c.flag("mlp_bias"));
                    into.norm("input_layernorm", hidden);
                    into.norm("pre_ff_layernorm", hidden);
                });
    }

    /// Granite 4 hybrids: all blocks are Mamba-2 where no kinds are listed.
    static void graniteHybrid(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        var attention = SelfAttention.BIASED.of(c);
        int experts = Frame.experts(c, "num_local_experts");
        long shared = c.size("shared_intermediate_size");
        var sharedRole = experts > 0 ? Role.SHARED_EXPERT : Role.FFN;
        var kinds = Frame.kinds(c, Frame.layers(c), KINDS, "layers_block_type", "layer_types");
        Frame.USUAL.list(
                c,
                into,
                i -> {
                    into.norm("input_layernorm", hidden);
                    into.norm("post_attention_layernorm", hidden);
                    if (experts > 0) {
                        into.linear("block_sparse_moe.router", Role.ROUTER, experts, hidden, false);
                        FeedForward.experts(
                                into,
                                "block_sparse_moe.",
                                experts,
                                c.size("num_experts_per_tok"),
                                hidden,
                                c.size("intermediate_size"));
                    }
                    into.linear("shared_mlp.input_linear", sharedRole, 2 * shared, hidden, false);
                    into.linear("shared_mlp.output_linear", sharedRole, hidden, shared, false);
                    if (kinds == null || kinds.get(i).equals("linear_attention")) {
                        var mixer = Mamba2.of(c, c.size("mamba_expand") * hidden);
                        mixer.list(into, "mamba.");
                        into.caches(new Layer.Recurrent(mixer.state()));
                    } else {
                        attention.list(into);
                        into.caches(attention.cache(0));
                    }
                });
    }

    /// Falcon-H1: attention and Mamba-2 side by side in each block.
    static void falconH1(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long inner = c.has("mamba_d_ssm") ? c.size("mamba_d_ssm") : c.size("mamba_expand") * hidden;
        var mixer =
                Mamba2.of(c, inner)
                        .withOutputBias(c.flag("projectors_bias"))
                        .withNorm(c.flag("mamba_rms_norm"));
        var attention = SelfAttention.BIASED.of(c);
        var rows = new Layer.Heads(attention.kvHeads(), attention.headDim());
        var cache = new Layer.Hybrid(rows, rows, 0, mixer.state());
        FINAL_NORM.list(
                c,
                into,
                i -> {
                    FeedForward.gated(
                            into,
                            "feed_forward.",
                            Role.FFN,
                            hidden,
                            c.size("intermediate_size"),
                            c.flag("mlp_bias"));
                    mixer.list(into, "mamba.");
                    attention.list(into);
                    into.norm("input_layernorm", hidden);
                    into.norm("pre_ff_layernorm", hidden);
                    into.caches(cache);
                });
    }
}
