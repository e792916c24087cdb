package org.dhurandhar.model;

import org.jspecify.annotations.Nullable;

/// Grouped-query attention (Ainslie et al. 2023) as most families store it.
///
/// @param prefix scope of the projections, such as `self_attn.`
/// @param output name of the output projection, such as `o_proj`
/// @param outputBias whether the output projection has a bias
/// @param qNorm name of the norm over query heads, or null
record Attention(
        String prefix,
        String output,
        long hidden,
        int heads,
        int kvHeads,
        int headDim,
        boolean bias,
        boolean outputBias,
        @Nullable String qNorm,
        @Nullable String kNorm) {

    /// Heads and head size by their usual keys; bias by `attention_bias`.
    static Attention of(Config c) {
        int heads = c.size("num_attention_heads");
        int kvHeads = c.sizeOr(heads, "num_key_value_heads");
        int headDim = c.sizeOr(Math.floorDiv(c.size("hidden_size"), heads), "head_dim");
        boolean bias = c.flag("attention_bias");
        return new Attention(
                "self_attn.",
                "o_proj",
                c.size("hidden_size"),
                heads,
                kvHeads,
                headDim,
                bias,
                bias,
                null,
                null);
    }

    Attention withBias(boolean qkv, boolean out) {
        return new Attention(
                prefix, output, hidden, heads, kvHeads, headDim, qkv, out, qNorm, kNorm);
    }

    Attention withNorms(String q, String k) {
        return new Attention(
                prefix, output, hidden, heads, kvHeads, headDim, bias, outputBias, q, k);
    }

    /// Lists projections and per-head norms.
    void list(Inventory into) {
        long q = (long) heads * headDim;
        long kv = (long) kvHeads * headDim;
        into.linear(prefix + "q_proj", Role.ATTENTION, q, hidden, bias);
        into.linear(prefix + "k_proj", Role.ATTENTION, kv, hidden, bias);
        into.linear(prefix + "v_proj", Role.ATTENTION, kv, hidden, bias);
        into.linear(prefix + output, Role.ATTENTION, hidden, q, outputBias);
        if (qNorm != null) {
            into.norm(prefix + qNorm, headDim);
        }
        if (kNorm != null) {
            into.norm(prefix + kNorm, headDim);
        }
    }

    /// What a layer with this attention caches: a window where `window` is positive.
    Layer cache(int window) {
        var rows = new Layer.Heads(kvHeads, headDim);
        return window > 0
                ? new Layer.Sliding(rows, rows, window, false)
                : new Layer.Full(rows, rows);
    }
}
