package org.dhurandhar.model;

/// Kimi delta attention (Kimi Linear 2025, section 4): a gated delta rule with a forget gate for
/// each channel.
record KimiDelta(long hidden, long heads, long headDim, long kernel) {
    void list(Inventory into, String prefix) {
        long width = heads * headDim;
        into.linear(prefix + "q_proj", Role.MIXER, width, hidden, false);
        into.linear(prefix + "k_proj", Role.MIXER, width, hidden, false);
        into.linear(prefix + "v_proj", Role.MIXER, width, hidden, false);
        into.tensor(prefix + "conv1d.weight", Role.MIXER, Math.multiplyExact(3, width), 1, kernel);
        into.tensor(prefix + "forget_gate.dt_bias", Role.MIXER, width);
        into.tensor(prefix + "forget_gate.A_log", Role.MIXER, 1, 1, heads, 1);
        into.linear(prefix + "forget_gate.f_a_proj", Role.MIXER, headDim, hidden, false);
        into.linear(prefix + "forget_gate.f_b_proj", Role.MIXER, width, headDim, false);
        into.linear(prefix + "b_proj", Role.MIXER, heads, hidden, false);
        into.linear(prefix + "g_a_proj", Role.MIXER, headDim, hidden, false);
        into.linear(prefix + "g_b_proj", Role.MIXER, width, headDim, false);
        into.norm(prefix + "o_norm", headDim);
        into.linear(prefix + "o_proj", Role.MIXER, hidden, width, false);
    }

    /// The convolution window [3 heads x head size, kernel] and the state [heads, head size, head
    /// size].
    Layer.State state() {
        long width = heads * headDim;
        return new Layer.State(
                Math.multiplyExact(Math.multiplyExact(3, width), kernel),
                Math.multiplyExact(width, headDim));
    }
}
