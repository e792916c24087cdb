package org.dhurandhar.runtime;

/// What sets one transformer's blocks apart from another's in llama.cpp's graphs.
enum Trait {
    /// Layer norm instead of root mean square norm.
    LAYER_NORM,
    /// Embeddings are scaled by an operation of their own.
    SCALED_EMBEDDING,
    /// Embeddings are scaled row by row, tokens only.
    SCALED_ROWS,
    /// Learned positions are added to the embeddings.
    POSITION_TABLE,
    /// No rotary embedding.
    NO_ROPE,
    /// Every fourth layer has no rotary embedding.
    ROPE_THREE_OF_FOUR,
    /// Only sliding layers have a rotary embedding.
    ROPE_ON_SLIDING,
    /// Query and key norms over the whole projection, before it is split into heads.
    FLAT_NORMS,
    /// Query and key norms after the rotary embedding.
    NORMS_AFTER_ROPE,
    /// Query and key norms without weights on layers with a rotary embedding.
    BARE_NORMS,
    /// Queries are scaled before attention.
    SCALED_QUERY,
    /// Queries are multiplied by a temperature of their position.
    TEMPERATURE,
    /// No norm before attention and feed-forward.
    NO_PRE_NORMS,
    /// Norms after attention and after feed-forward.
    POST_NORMS,
    /// The norm before feed-forward is stored as `post_attention_norm`.
    FFN_NORM_IS_POST_ATTENTION,
    /// Attention and feed-forward read the same normed input.
    PARALLEL,
    /// Residual branches are scaled.
    SCALED_RESIDUAL,
    /// Ungated feed-forward with a squared activation.
    SQUARED,
    /// Up and gate in one matrix.
    FUSED_GATE,
    /// Expert weights are divided by their sum.
    NORMALISED_EXPERTS,
    /// Expert weights come from a softmax over the chosen.
    SOFTMAX_LAST,
    /// Expert inputs are weighted instead of outputs.
    INPUT_WEIGHTED,
    /// Shared experts behind a gate.
    GATED_SHARED,
    /// Logits are scaled.
    SCALED_LOGITS,
    /// Rows without logits are dropped after the last block, not inside it.
    LATE_OUTPUTS,
    /// The last hidden state is kept before rows are dropped.
    KEEPS_HIDDEN,
    /// Norms between mixing and output projection, and between activation and down projection.
    SUB_NORMS,
    /// No recorded run confirms the graph, which follows the runtime's source.
    UNMEASURED
}
