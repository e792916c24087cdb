package org.dhurandhar.model;

/// Linear attention by the gated delta rule (Yang et al. 2024, section 3) as Qwen3-Next stores it.
///
/// @param fused whether query, key, value and gate share one projection (Qwen3-Next) or not
///   (Qwen3.5)
record GatedDeltaNet(
        long hidden,
        long keyHeads,
        long keyDim,
        long valueHeads,
        long valueDim,
        long kernel,
        boolean fused) {

    static GatedDeltaNet of(Config c, boolean fused) {
        return new GatedDeltaNet(
                c.size("hidden_size"),
                c.size("linear_num_key_heads"),
                c.size("linear_key_head_dim"),
                c.size("linear_num_value_heads"),
                c.size("linear_value_head_dim"),
                c.size("linear_conv_kernel_dim"),
                fused);
    }

    void list(Inventory into, String prefix) {
        long values = valueHeads * valueDim;
        into.tensor(prefix + "dt_bias", Role.MIXER, valueHeads);
        into.tensor(prefix + "A_log", Role.MIXER, valueHeads);
        into.tensor(prefix + "conv1d.weight", Role.MIXER, channels(), 1, kernel);
        if (fused) {
            into.linear(
                    prefix + "in_proj_qkvz",
                    Role.MIXER,
                    Math.addExact(channels(), values),
                    hidden,
                    false);
            into.linear(prefix + "in_proj_ba", Role.MIXER, 2 * valueHeads, hidden, false);
        } else {
            into.linear(prefix + "in_proj_qkv", Role.MIXER, channels(), hidden, false);
            into.linear(prefix + "in_proj_z", Role.MIXER, values, hidden, false);
            into.linear(prefix + "in_proj_b", Role.MIXER, valueHeads, hidden, false);
            into.linear(prefix + "in_proj_a", Role.MIXER, valueHeads, hidden, false);
        }
        into.norm(prefix + "norm", valueDim);
        into.linear(prefix + "out_proj", Role.MIXER, hidden, values, false);
    }

    /// The convolution window [2 keys + values, kernel] and the state [value heads, key size, value
    /// size].
    Layer.State state() {
        return new Layer.State(
                Math.multiplyExact(channels(), kernel),
                Math.multiplyExact(Math.multiplyExact(valueHeads, keyDim), valueDim));
    }

    private long channels() {
        return Math.addExact(Math.multiplyExact(2 * keyHeads, keyDim), valueHeads * valueDim);
    }
}
