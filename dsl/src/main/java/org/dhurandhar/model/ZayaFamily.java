package org.dhurandhar.model;

import java.util.List;

/// ZAYA: compressed convolutional attention (CCA) and experts that may pass a token on unchanged.
final class ZayaFamily {
    private static final Frame FRAME = Frame.USUAL.headBias(Flag.of("lm_head_bias"));
    private static final List<String> KINDS = List.of("hybrid", "hybrid_sliding");

    private ZayaFamily() {}

    static void describe(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        int window = c.sizeOr(0, "sliding_window");
        var kinds = Frame.kinds(c, Frame.layers(c), KINDS, "layer_types");
        into.outside("model.");
        into.tensor("input_hidden_states_scale", Role.NORM, hidden);
        into.tensor("input_hidden_states_bias", Role.NORM, hidden);
        FRAME.list(
                c,
                into,
                i -> {
                    boolean slides = kinds != null && kinds.get(i).equals("hybrid_sliding");
                    attention(c, into, slides ? window : 0);
                    router(c, into, i);
                    FeedForward.experts(
                            into,
                            "mlp.",
                            Frame.experts(c, "num_experts"),
                            c.size("num_experts_per_tok"),
                            hidden,
                            c.size("moe_intermediate_size"));
                    into.norm("input_layernorm", hidden);
                    into.norm("post_attention_layernorm", hidden);
                    scaling(into, "post_attention_residual_scale.", hidden);
                    scaling(into, "post_mlp_residual_scale.", hidden);
                });
    }

    private static void attention(Config c, Inventory into, int window) {
        var a = SelfAttention.BIASED.of(c);
        long q = a.queries();
        long kv = a.keys();
        long channels = q + kv;
        int depthwise = c.size("cca_time0");
        int grouped = c.size("cca_time1");
        var prefix = "self_attn.qkv_proj.";
        into.linear("self_attn.o_proj", Role.ATTENTION, a.hidden(), q, a.outputBias());
        into.linear(prefix + "q_proj", Role.ATTENTION, q, a.hidden(), a.bias());
        into.linear(prefix + "k_proj", Role.ATTENTION, kv, a.hidden(), a.bias());
        into.linear(prefix + "v_proj_current", Role.ATTENTION, kv / 2, a.hidden(), a.bias());
        into.linear(prefix + "v_proj_delayed", Role.ATTENTION, kv / 2, a.hidden(), a.bias());
        into.tensor(prefix + "conv_qk_depthwise.weight", Role.MIXER, channels, 1, depthwise);
        into.tensor(prefix + "conv_qk_depthwise.bias", Role.MIXER, channels);
        into.tensor(prefix + "conv_qk_grouped.weight", Role.MIXER, channels, a.headDim(), grouped);
        into.tensor(prefix + "conv_qk_grouped.bias", Role.MIXER, channels);
        into.tensor("self_attn.qk_norm.temp", Role.NORM, a.kvHeads());
        var rows = new Layer.Heads(a.kvHeads(), a.headDim());
        long kept = Math.max(0L, (long) depthwise + grouped - 2);
        var state = new Layer.State(Math.multiplyExact(channels, kept), kv / 2);
        into.caches(new Layer.Hybrid(rows, rows, window, state));
    }

    /// A small network that picks one of the experts or none; all blocks but the first also read
    /// the router of the block before.
    private static void router(Config c, Inventory into, int layer) {
        long width = c.size("router_hidden_size");
        var prefix = "mlp.gate.";
        into.linear(prefix + "down_proj", Role.ROUTER, width, c.size("hidden_size"), true);
        if (layer > 0) {
            into.tensor(prefix + "router_states_scale", Role.ROUTER, width);
        }
        into.norm(prefix + "router_mlp.norm", width);
        into.linear(prefix + "router_mlp.fc1", Role.ROUTER, width, width, true);
        into.linear(prefix + "router_mlp.fc2", Role.ROUTER, width, width, true);
        into.linear(
                prefix + "router_mlp.out_proj",
                Role.ROUTER,
                Frame.experts(c, "num_experts") + 1L,
                width,
                false);
    }

    private static void scaling(Inventory into, String prefix, long hidden) {
        into.tensor(prefix + "hidden_states_scale", Role.NORM, hidden);
        into.tensor(prefix + "hidden_states_bias", Role.NORM, hidden);
        into.tensor(prefix + "residual_scale", Role.NORM, hidden);
        into.tensor(prefix + "residual_bias", Role.NORM, hidden);
    }
}
