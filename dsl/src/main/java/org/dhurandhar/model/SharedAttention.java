package org.dhurandhar.model;

/// Attention of Gemma 3n and Gemma 4, which leaves out what a shared cache makes needless.
final class SharedAttention {
    private SharedAttention() {}

    /// Lists projections and per-head norms.
    ///
    /// @param shared whether the layer reads an earlier layer's cache
    /// @param values whether values have a projection of their own
    static void list(Inventory into, Attention a, boolean shared, boolean values) {
        long q = a.queries();
        long kv = a.keys();
        var prefix = a.prefix();
        into.linear(prefix + "q_proj", Role.ATTENTION, q, a.hidden(), a.bias());
        into.norm(prefix + "q_norm", a.headDim());
        if (!shared) {
            into.linear(prefix + "k_proj", Role.ATTENTION, kv, a.hidden(), a.bias());
            into.norm(prefix + "k_norm", a.headDim());
            if (values) {
                into.linear(prefix + "v_proj", Role.ATTENTION, kv, a.hidden(), a.bias());
            }
        }
        into.linear(prefix + a.output(), Role.ATTENTION, a.hidden(), q, a.outputBias());
    }
}
