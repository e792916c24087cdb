package org.dhurandhar.model;

/// What a tensor is for; residence, recipes and reports are grouped by it.
public enum Role {
    /// Token embedding table (the output head too when tied).
    TOKEN_EMBEDDING,
    /// Learned position table.
    POSITION_EMBEDDING,
    /// Per-layer embedding table (Gemma 3n, Gemma 4).
    PLE_TABLE,
    /// What projects per-layer embeddings into the blocks.
    PLE_PROJECTION,
    /// Output head, where it is not tied.
    HEAD,
    /// Norms and learned scales.
    NORM,
    /// Attention projections, biases, sinks.
    ATTENTION,
    /// Dense feed-forward weights.
    FFN,
    /// Weights of routed experts.
    EXPERT,
    /// Weights of experts that every token uses.
    SHARED_EXPERT,
    /// Router weights.
    ROUTER,
    /// State-space, linear-attention and convolution mixers.
    MIXER,
    /// Vision encoder and its projector.
    VISION,
    /// Audio encoder and its projector.
    AUDIO,
    /// Known to exist, purpose not known.
    OTHER
}
