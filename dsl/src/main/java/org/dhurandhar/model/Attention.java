package org.dhurandhar.model;

import org.dhurandhar.model.SelfAttention.Form;
import org.dhurandhar.model.SelfAttention.QkNorm;

/// Grouped-query attention (Ainslie et al. 2023) with the sizes of one model.
///
/// @param prefix scope of the projections, such as `self_attn.`
/// @param output name of the output projection, such as `o_proj`
/// @param bias whether the query, key and value projections have a bias
/// @param outputBias whether the output projection has one
record Attention(
        String prefix,
        String output,
        long hidden,
        int heads,
        int kvHeads,
        int headDim,
        boolean bias,
        boolean outputBias,
        Form form,
        QkNorm norms) {

    /// The same projections in another scope.
    Attention under(String other) {
        return new Attention(
                other, output, hidden, heads, kvHeads, headDim, bias, outputBias, form, norms);
    }

    /// With other heads of keys and values.
    Attention sized(int otherKvHeads, int otherHeadDim) {
        return new Attention(
                prefix,
                output,
                hidden,
                heads,
                otherKvHeads,
                otherHeadDim,
                bias,
                outputBias,
                form,
                norms);
    }

    /// Values of all query heads.
    long queries() {
        return (long) heads * headDim;
    }

    /// Values of all key heads.
    long keys() {
        return (long) kvHeads * headDim;
    }

    /// Lists projections and norms.
    void list(Inventory into) {
        long q = queries();
        long kv = keys();
        if (form == Form.FUSED) {
            into.linear(prefix + "qkv_proj", Role.ATTENTION, q + 2 * kv, hidden, bias);
        } else {
            long gate = form == Form.GATED ? q : 0;
            into.linear(prefix + "q_proj", Role.ATTENTION, q + gate, hidden, bias);
            into.linear(prefix + "k_proj", Role.ATTENTION, kv, hidden, bias);
            into.linear(prefix + "v_proj", Role.ATTENTION, kv, hidden, bias);
        }
        long inner = form == Form.SQUARE ? hidden : q;
        into.linear(prefix + output, Role.ATTENTION, hidden, inner, outputBias);
        listNorms(into);
    }

    private void listNorms(Inventory into) {
        switch (norms) {
            case NONE -> {}
            case HEAD, HEAD_IF_USED -> pair(into, "norm", headDim, headDim, false);
            case HEAD_LAYERNORM -> pair(into, "layernorm", headDim, headDim, false);
            case WIDE -> pair(into, "norm", queries(), keys(), false);
            case LAYER_NORM -> pair(into, "layernorm", hidden / heads, hidden / heads, true);
            case EACH_HEAD -> {
                each(into, "q_layernorm", heads);
                each(into, "k_layernorm", kvHeads);
            }
        }
    }

    private void pair(Inventory into, String name, long q, long k, boolean biased) {
        into.layerNorm(prefix + "q_" + name, q, biased);
        into.layerNorm(prefix + "k_" + name, k, biased);
    }

    private void each(Inventory into, String name, int count) {
        for (int head = 0; head < count; head++) {
            into.norm(prefix + name + ".norms." + head, headDim);
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
