package org.dhurandhar.model;

/// Families with latent attention in every block.
final class LatentFamilies {
    private LatentFamilies() {}

    static void deepseekV2(Config c, Inventory into) {
        boolean bias = c.flag("mlp_bias");
        deepseek(c, into, bias, Frame.experts(c, "num_experts", "n_routed_experts"));
    }

    static void deepseekV3(Config c, Inventory into) {
        deepseek(c, into, false, Frame.experts(c, "num_local_experts", "n_routed_experts"));
    }

    static void minicpm3(Config c, Inventory into) {
        var attention = LatentAttention.of(c);
        long hidden = c.size("hidden_size");
        Frame.USUAL.list(
                c,
                into,
                i -> {
                    attention.list(into, "self_attn.");
                    FeedForward.gated(
                            into,
                            "mlp.",
                            Role.FFN,
                            hidden,
                            c.size("intermediate_size"),
                            c.flag("mlp_bias"));
                    norms(into, hidden);
                    into.caches(attention.cache());
                });
    }

    private static void deepseek(Config c, Inventory into, boolean bias, int experts) {
        var attention = LatentAttention.of(c);
        long hidden = c.size("hidden_size");
        int dense = c.size("first_k_dense_replace");
        Frame.USUAL.list(
                c,
                into,
                i -> {
                    attention.list(into, "self_attn.");
                    if (i < dense) {
                        FeedForward.gated(
                                into, "mlp.", Role.FFN, hidden, c.size("intermediate_size"), bias);
                    } else {
                        experts(c, into, experts, c.size("n_shared_experts"), bias);
                    }
                    norms(into, hidden);
                    into.caches(attention.cache());
                });
    }

    /// Router, routed experts and one feed-forward as wide as all shared experts together.
    static void experts(Config c, Inventory into, int count, long shared, boolean bias) {
        long hidden = c.size("hidden_size");
        long width = c.size("moe_intermediate_size");
        FeedForward.experts(
                into, "mlp.", count, c.sizeOr(count, "num_experts_per_tok"), hidden, width);
        into.linear("mlp.gate", Role.ROUTER, count, hidden, false);
        FeedForward.gated(
                into, "mlp.shared_experts.", Role.SHARED_EXPERT, hidden, width * shared, bias);
    }

    static void norms(Inventory into, long hidden) {
        into.norm("input_layernorm", hidden);
        into.norm("post_attention_layernorm", hidden);
    }
}
