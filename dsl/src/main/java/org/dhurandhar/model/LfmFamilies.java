package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.model.SelfAttention.QkNorm;

/// Liquid's families: short convolutions with a few blocks of attention.
final class LfmFamilies {
    private static final Frame FRAME =
            Frame.of("model.embed_tokens", "model.layers.", "model.embedding_norm");
    private static final Frame LFM2 = FRAME.tiedBy("tie_embedding", "tie_word_embeddings");
    private static final SelfAttention ATTENTION =
            SelfAttention.PLAIN.output("out_proj").with(QkNorm.HEAD_LAYERNORM);
    private static final List<String> KINDS = List.of("conv", "full_attention");
    private static final List<String> LFM3_KINDS =
            List.of("conv", "full_attention", "sliding_attention");

    private LfmFamilies() {}

    static void lfm2(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        var kinds = Frame.kinds(c, Frame.layers(c), KINDS, "layer_types");
        var attending = c.integers("full_attn_idxs");
        long width = width(c);
        var mixer = new Mixer(ATTENTION.of(c), ShortConv.of(c));
        LFM2.list(
                c,
                into,
                i -> {
                    boolean full =
                            kinds == null
                                    ? attending == null || attending.contains((long) i)
                                    : !kinds.get(i).equals("conv");
                    mixer.list(into, full, 0);
                    plain(into, hidden, width);
                    norms(into, hidden);
                });
    }

    static void lfm2Moe(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long count = Frame.experts(c, "num_experts");
        int dense = c.size("num_dense_layers");
        var kinds = Frame.kinds(c, Frame.layers(c), KINDS, "layer_types");
        if (kinds == null) {
            throw c.wrong(
                    "layer_types", "absent", "the kind of each layer: conv or full_attention");
        }
        var mixer = new Mixer(ATTENTION.of(c), ShortConv.of(c));
        LFM2.list(
                c,
                into,
                i -> {
                    mixer.list(into, !kinds.get(i).equals("conv"), 0);
                    if (i < dense) {
                        plain(into, hidden, c.size("intermediate_size"));
                    } else {
                        FeedForward.experts(
                                into,
                                "feed_forward.",
                                count,
                                c.size("num_experts_per_tok"),
                                hidden,
                                c.size("moe_intermediate_size"));
                        into.linear("feed_forward.gate", Role.ROUTER, count, hidden, false);
                    }
                    norms(into, hidden);
                });
    }

    static void lfm3(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        var kinds = lfm3Kinds(c);
        var attention = SelfAttention.BIASED.with(QkNorm.HEAD).of(c);
        var mixer = new Mixer(attention, ShortConv.of(c));
        int window = c.sizeOr(0, "sliding_window");
        FRAME.list(
                c,
                into,
                i -> {
                    boolean attends = !kinds.get(i).equals("conv");
                    mixer.list(
                            into, attends, kinds.get(i).equals("sliding_attention") ? window : 0);
                    if (attends && c.flag("use_attention_gate")) {
                        into.linear(
                                "self_attn.g_proj",
                                Role.ATTENTION,
                                attention.heads(),
                                hidden,
                                false);
                    }
                    plain(into, hidden, c.size("intermediate_size"));
                    norms(into, hidden);
                    if (c.flag("use_sandwich_norm")) {
                        into.norm("post_operator_norm", hidden);
                        into.norm("post_ffn_norm", hidden);
                    }
                });
    }

    private record Mixer(Attention attention, ShortConv convolution) {
        void list(Inventory into, boolean attends, int window) {
            if (attends) {
                attention.list(into);
                into.caches(attention.cache(window));
            } else {
                convolution.list(into, "conv.");
                into.caches(convolution.cache());
            }
        }
    }

    /// Two thirds of the written width, times a factor, rounded up to a multiple; `block_ff_dim` is
    /// the older name.
    private static long width(Config c) {
        long width = c.size("block_ff_dim", "intermediate_size");
        if (!c.flag("block_auto_adjust_ff_dim")) {
            return width;
        }
        width = 2 * width / 3;
        if (c.has("block_ffn_dim_multiplier")) {
            width = (long) (c.realOr(1, "block_ffn_dim_multiplier") * width);
            long multiple = c.size("block_multiple_of");
            width = multiple * Math.ceilDiv(width, multiple);
        }
        return width;
    }

    private static List<String> lfm3Kinds(Config c) {
        int layers = Frame.layers(c);
        var listed = Frame.kinds(c, layers, LFM3_KINDS, "layer_types");
        if (listed != null) {
            return listed;
        }
        var kinds = new ArrayList<String>(layers);
        for (int i = 0; i < layers; i++) {
            kinds.add(
                    switch (i % 4) {
                        case 2 -> "full_attention";
                        case 0 -> i > 0 ? "sliding_attention" : "conv";
                        default -> "conv";
                    });
        }
        return kinds;
    }

    private static void plain(Inventory into, long hidden, long width) {
        into.linear("feed_forward.w1", Role.FFN, width, hidden, false);
        into.linear("feed_forward.w3", Role.FFN, width, hidden, false);
        into.linear("feed_forward.w2", Role.FFN, hidden, width, false);
    }

    private static void norms(Inventory into, long hidden) {
        into.norm("operator_norm", hidden);
        into.norm("ffn_norm", hidden);
    }
}
