package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.SelfAttention.Form;
import org.dhurandhar.model.SelfAttention.QkNorm;
import org.jspecify.annotations.Nullable;

/// Families that alternate linear attention by the delta rule with attention over a cache.
final class DeltaFamilies {
    private static final SelfAttention ATTENTION =
            SelfAttention.BIASED.with(Form.GATED).with(QkNorm.HEAD);
    private static final List<String> KINDS = List.of("linear_attention", "full_attention");

    private DeltaFamilies() {}

    static void qwen3Next(Config c, Inventory into) {
        int experts = Frame.experts(c, "num_experts");
        qwen(c, into, true, i -> experts > 0 && Moe.Sparse.STEP.at(c, i));
    }

    static void qwen35(Config c, Inventory into) {
        qwen(c, into, false, i -> false);
    }

    static void qwen35Moe(Config c, Inventory into) {
        qwen(c, into, false, i -> true);
    }

    /// Kimi Linear; the head stays apart from the embedding whatever the configuration says.
    static void kimiLinear(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        var linear = c.map("linear_attn_config");
        var delta =
                new KimiDelta(
                        hidden,
                        of(c, linear, "num_heads", "linear_num_heads"),
                        of(c, linear, "head_dim", "linear_head_dim"),
                        of(c, linear, "short_conv_kernel_size", "linear_conv_kernel_dim"));
        var attention = LatentAttention.of(c);
        int layers = Frame.layers(c);
        var kinds = kimiKinds(c, layers, linear);
        var feeds = Frame.kinds(c, layers, List.of("dense", "sparse"), "mlp_layer_types");
        int dense = c.sizeOr(1, "first_k_dense_replace");
        int experts = Frame.experts(c, "num_experts", "num_local_experts");
        long shared = c.size("num_shared_experts", "n_shared_experts");
        Frame.USUAL
                .tiedBy()
                .list(
                        c,
                        into,
                        i -> {
                            if (kinds.get(i).equals("full_attention")) {
                                attention.list(into, "self_attn.");
                                into.caches(attention.cache());
                            } else {
                                delta.list(into, "self_attn.");
                                into.caches(new Layer.Recurrent(delta.state()));
                            }
                            if (feeds == null ? i >= dense : feeds.get(i).equals("sparse")) {
                                LatentFamilies.experts(c, into, experts, shared, false);
                            } else {
                                FeedForward.gated(
                                        into,
                                        "mlp.",
                                        Role.FFN,
                                        hidden,
                                        c.size("intermediate_size"),
                                        false);
                            }
                            LatentFamilies.norms(into, hidden);
                        });
    }

    private interface Sparse {
        boolean at(int layer);
    }

    private static void qwen(Config c, Inventory into, boolean fused, Sparse sparse) {
        long hidden = c.size("hidden_size");
        var delta = GatedDeltaNet.of(c, fused);
        var attention = ATTENTION.of(c);
        int interval = c.sizeOr(4, "full_attention_interval");
        var kinds = Frame.kinds(c, Frame.layers(c), KINDS, "layer_types");
        Frame.USUAL.list(
                c,
                into,
                i -> {
                    boolean full =
                            kinds == null
                                    ? (i + 1) % interval == 0
                                    : kinds.get(i).equals("full_attention");
                    if (full) {
                        attention.list(into);
                        into.caches(attention.cache(0));
                    } else {
                        delta.list(into, "linear_attn.");
                        into.caches(new Layer.Recurrent(delta.state()));
                    }
                    if (sparse.at(i)) {
                        experts(c, into);
                    } else {
                        FeedForward.gated(
                                into, "mlp.", Role.FFN, hidden, c.size("intermediate_size"), false);
                    }
                    LatentFamilies.norms(into, hidden);
                });
    }

    private static void experts(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long count = Frame.experts(c, "num_experts");
        into.linear("mlp.gate", Role.ROUTER, count, hidden, false);
        FeedForward.experts(
                into,
                "mlp.",
                count,
                c.size("num_experts_per_tok"),
                hidden,
                c.size("moe_intermediate_size"));
        FeedForward.gated(
                into,
                "mlp.shared_expert.",
                Role.SHARED_EXPERT,
                hidden,
                c.size("shared_expert_intermediate_size"),
                false);
        into.linear("mlp.shared_expert_gate", Role.SHARED_EXPERT, 1, hidden, false);
    }

    private static long of(Config c, @Nullable MapNode linear, String nested, String name) {
        return linear != null && linear.has(nested) ? linear.integer(nested) : c.size(name);
    }

    /// The list, else the numbers from 1 in `linear_attn_config`, else attention in every fourth
    /// block but the first.
    private static List<String> kimiKinds(Config c, int layers, @Nullable MapNode linear) {
        var listed = Frame.kinds(c, layers, KINDS, "layer_types");
        if (listed != null) {
            return listed;
        }
        var full = linear == null ? null : linear.integers("full_attn_layers");
        var kinds = new ArrayList<String>(layers);
        for (int i = 0; i < layers; i++) {
            boolean attends =
                    (full == null || linear == null || !linear.has("kda_layers"))
                            ? i > 0 && i % 4 == 0
                            : full.contains(i + 1L);
            kinds.add(attends ? "full_attention" : "linear_attention");
        }
        return kinds;
    }
}
