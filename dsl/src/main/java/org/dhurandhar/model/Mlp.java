package org.dhurandhar.model;

/// Dense feed-forward blocks of a layer, by the keys that size them.
sealed interface Mlp extends Block {

    /// `gate_proj`, `up_proj`, `down_proj` (Shazeer 2020).
    ///
    /// @param scope prefix such as `mlp.`
    /// @param width key of the inner width
    record Gated(String scope, String width, Flag bias) implements Mlp {
        @Override
        public void list(Config c, Inventory into, int layer) {
            FeedForward.gated(
                    into, scope, Role.FFN, c.size("hidden_size"), c.size(width), bias.on(c));
        }
    }

    /// `gate_up_proj` [2f, h] and `down_proj` [h, f], no biases.
    record Fused() implements Mlp {
        @Override
        public void list(Config c, Inventory into, int layer) {
            long hidden = c.size("hidden_size");
            long width = c.size("intermediate_size");
            into.linear("mlp.gate_up_proj", Role.FFN, 2 * width, hidden, false);
            into.linear("mlp.down_proj", Role.FFN, hidden, width, false);
        }
    }

    /// Two projections without a gate.
    record Plain(String up, String down, Flag bias) implements Mlp {
        @Override
        public void list(Config c, Inventory into, int layer) {
            long hidden = c.size("hidden_size");
            long width = c.size("intermediate_size");
            into.linear("mlp." + up, Role.FFN, width, hidden, bias.on(c));
            into.linear("mlp." + down, Role.FFN, hidden, width, bias.on(c));
        }
    }

    static Mlp gated(Flag bias) {
        return new Gated("mlp.", "intermediate_size", bias);
    }
}
