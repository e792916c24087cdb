package org.dhurandhar.model;

/// The gated short convolution of the LFM families.
record ShortConv(long hidden, long kernel, boolean bias) {
    static ShortConv of(Config c) {
        return new ShortConv(c.size("hidden_size"), c.size("conv_L_cache"), c.flag("conv_bias"));
    }

    void list(Inventory into, String prefix) {
        into.tensor(prefix + "conv.weight", Role.MIXER, hidden, 1, kernel);
        if (bias) {
            into.tensor(prefix + "conv.bias", Role.MIXER, hidden);
        }
        into.linear(prefix + "in_proj", Role.MIXER, 3 * hidden, hidden, bias);
        into.linear(prefix + "out_proj", Role.MIXER, hidden, hidden, bias);
    }

    /// The convolution window [hidden, kernel].
    Layer cache() {
        return new Layer.Convolution(new Layer.State(Math.multiplyExact(hidden, kernel), 0));
    }
}
