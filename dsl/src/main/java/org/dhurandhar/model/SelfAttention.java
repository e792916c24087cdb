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
    private static final Flag BIAS = Flag.of("attention_bias");

    /// No biases.
    static final SelfAttention PLAIN = biased(Flag.NEVER, Flag.NEVER);

    /// Biases everywhere by `attention_bias`.
    static final SelfAttention BIASED = biased(BIAS, BIAS);

    /// How projections are stored.
    enum Form {
        /// Query, key and value apart.
        SPLIT,
        /// Query, key and value in one `qkv_proj`.
        FUSED,
        /// Apart, the query projection with an output gate of the same width.
        GATED,
        /// Apart, and the output projection as wide as the model on both sides.
        SQUARE
    }

    /// Norms over queries and keys.
    enum QkNorm {
        NONE,
        /// One weight a head value, shared by all heads.
        HEAD,
        /// As `HEAD`, named `q_layernorm` and `k_layernorm`.
        HEAD_LAYERNORM,
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
                "self_attn.",
                output,
                hidden,
                heads,
                kvHeads,
                headDim == 0 ? hidden / heads : headDim,
                bias.on(c),
                outputBias.on(c),
                form,
                used(c));
    }

    private QkNorm used(Config c) {
        boolean on =
                switch (norms) {
                    case NONE, HEAD, HEAD_LAYERNORM, WIDE -> true;
                    case HEAD_IF_USED -> c.flag("use_qk_norm");
                    case LAYER_NORM, EACH_HEAD -> c.flag("qk_layernorm");
                };
        return on ? norms : QkNorm.NONE;
    }
}
