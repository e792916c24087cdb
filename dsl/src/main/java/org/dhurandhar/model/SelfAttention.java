package org.dhurandhar.model;

/// How one family stores its grouped-query attention: names, biases, norms.
///
/// @param output name of the output projection
/// @param bias bias of the query, key and value projections
/// @param outputBias bias of the output projection
/// @param headDimKey key of an explicit head size, or empty where heads always divide the width
/// @param form how projections are stored
/// @param norms norms over queries and keys
record SelfAttention(
        String output, Flag bias, Flag outputBias, String headDimKey, Form form, QkNorm norms) {
    static final String PREFIX = "self_attn.";

    /// How projections are stored.
    enum Form {
        /// Query, key and value apart.
        SPLIT,
        /// Query, key and value in one `qkv_proj`.
        FUSED,
        /// Apart, and the output projection as wide as the model on both sides.
        SQUARE
    }

    /// Norms over queries and keys.
    enum QkNorm {
        NONE,
        /// One weight a head value, shared by all heads.
        HEAD,
        /// As `HEAD` where `use_qk_norm` is on.
        HEAD_IF_USED,
        /// One weight a value of all heads.
        WIDE,
        /// Layer norms with bias where `qk_layernorm` is on.
        LAYER_NORM,
        /// A layer norm without bias for each head where `qk_layernorm` is on.
        EACH_HEAD
    }

    static SelfAttention biased(Flag bias, Flag outputBias) {
        return new SelfAttention("o_proj", bias, outputBias, "head_dim", Form.SPLIT, QkNorm.NONE);
    }

    SelfAttention with(QkNorm other) {
        return new SelfAttention(output, bias, outputBias, headDimKey, form, other);
    }

    SelfAttention with(Form other) {
        return new SelfAttention(output, bias, outputBias, headDimKey, other, norms);
    }

    SelfAttention output(String name) {
        return new SelfAttention(name, bias, outputBias, headDimKey, form, norms);
    }

    /// Heads that always divide the width, whatever `head_dim` says.
    SelfAttention dividing() {
        return new SelfAttention(output, bias, outputBias, "", form, norms);
    }

    /// Heads and head size by their usual keys.
    Attention of(Config c) {
        int heads = c.size("num_attention_heads");
        int hidden = c.size("hidden_size");
        int kvHeads = c.sizeOr(heads, "num_key_value_heads");
        int headDim = headDimKey.isEmpty() ? 0 : c.sizeOr(0, headDimKey);
        return new Attention(
                PREFIX,
                output,
                hidden,
                heads,
                kvHeads,
                headDim == 0 ? hidden / heads : headDim,
                bias.on(c),
                outputBias.on(c),
                null,
                null);
    }

    /// Lists projections and norms.
    void list(Config c, Attention a, Inventory into) {
        long q = (long) a.heads() * a.headDim();
        long kv = (long) a.kvHeads() * a.headDim();
        if (form == Form.FUSED) {
            into.linear(PREFIX + "qkv_proj", Role.ATTENTION, q + 2 * kv, a.hidden(), a.bias());
        } else {
            into.linear(PREFIX + "q_proj", Role.ATTENTION, q, a.hidden(), a.bias());
            into.linear(PREFIX + "k_proj", Role.ATTENTION, kv, a.hidden(), a.bias());
            into.linear(PREFIX + "v_proj", Role.ATTENTION, kv, a.hidden(), a.bias());
        }
        long inner = form == Form.SQUARE ? a.hidden() : q;
        into.linear(PREFIX + output, Role.ATTENTION, a.hidden(), inner, a.outputBias());
        norms(c, a, into);
    }

    private void norms(Config c, Attention a, Inventory into) {
        switch (norms) {
            case NONE -> {}
            case HEAD -> pair(into, "norm", a.headDim(), a.headDim(), false);
            case HEAD_IF_USED -> {
                if (c.flag("use_qk_norm")) {
                    pair(into, "norm", a.headDim(), a.headDim(), false);
                }
            }
            case WIDE ->
                    pair(
                            into,
                            "norm",
                            (long) a.heads() * a.headDim(),
                            (long) a.kvHeads() * a.headDim(),
                            false);
            case LAYER_NORM -> {
                if (c.flag("qk_layernorm")) {
                    long width = a.hidden() / a.heads();
                    pair(into, "layernorm", width, width, true);
                }
            }
            case EACH_HEAD -> {
                if (c.flag("qk_layernorm")) {
                    each(into, "q_layernorm", a.heads(), a.headDim());
                    each(into, "k_layernorm", a.kvHeads(), a.headDim());
                }
            }
        }
    }

    private static void pair(Inventory into, String name, long q, long k, boolean bias) {
        into.layerNorm(PREFIX + "q_" + name, q, bias);
        into.layerNorm(PREFIX + "k_" + name, k, bias);
    }

    private static void each(Inventory into, String name, int heads, long width) {
        for (int head = 0; head < heads; head++) {
            into.norm(PREFIX + name + ".norms." + head, width);
        }
    }
}
