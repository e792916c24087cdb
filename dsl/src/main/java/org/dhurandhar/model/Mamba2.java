package org.dhurandhar.model;

/// A state-space dual mixer (Mamba-2; Dao and Gu 2024, section 7).
///
/// @param inner width of the expanded stream, `heads` x `headDim`
/// @param groups groups that share B and C
/// @param stateSize values of state per channel
/// @param kernel width of the convolution
/// @param norm whether the gated output is normalised with weights
record Mamba2(
        long hidden,
        long inner,
        long heads,
        long headDim,
        long groups,
        long stateSize,
        long kernel,
        boolean convolutionBias,
        boolean inputBias,
        boolean outputBias,
        boolean norm) {

    /// The mixer in the `mamba_*` keys of the hybrid families.
    ///
    /// @param inner width of the expanded stream
    static Mamba2 of(Config c, long inner) {
        long heads = c.size("mamba_n_heads");
        boolean auto = c.textOr("auto", "mamba_d_head").equals("auto");
        long headDim = auto ? Math.floorDiv(inner, heads) : c.size("mamba_d_head");
        if (heads * headDim != inner) {
            throw c.wrong(
                    "mamba_n_heads",
                    heads + " heads of " + headDim,
                    "heads whose sizes add up to " + inner);
        }
        boolean bias = c.flag("mamba_proj_bias");
        return new Mamba2(
                c.size("hidden_size"),
                inner,
                heads,
                headDim,
                c.size("mamba_n_groups"),
                c.size("mamba_d_state"),
                c.size("mamba_d_conv"),
                c.flag("mamba_conv_bias"),
                bias,
                bias,
                true);
    }

    Mamba2 withOutputBias(boolean value) {
        return new Mamba2(
                hidden,
                inner,
                heads,
                headDim,
                groups,
                stateSize,
                kernel,
                convolutionBias,
                inputBias,
                value,
                norm);
    }

    Mamba2 withNorm(boolean value) {
        return new Mamba2(
                hidden,
                inner,
                heads,
                headDim,
                groups,
                stateSize,
                kernel,
                convolutionBias,
                inputBias,
                outputBias,
                value);
    }

    void list(Inventory into, String prefix) {
        into.tensor(prefix + "dt_bias", Role.MIXER, heads);
        into.tensor(prefix + "A_log", Role.MIXER, heads);
        into.tensor(prefix + "D", Role.MIXER, heads);
        into.tensor(prefix + "conv1d.weight", Role.MIXER, channels(), 1, kernel);
        if (convolutionBias) {
            into.tensor(prefix + "conv1d.bias", Role.MIXER, channels());
        }
        into.linear(prefix + "in_proj", Role.MIXER, inner + channels() + heads, hidden, inputBias);
        if (norm) {
            into.norm(prefix + "norm", inner);
        }
        into.linear(prefix + "out_proj", Role.MIXER, hidden, inner, outputBias);
    }

    /// The convolution window [inner + 2 groups x state, kernel] and the state [heads, head size,
    /// state].
    Layer.State state() {
        return new Layer.State(
                Math.multiplyExact(channels(), kernel),
                Math.multiplyExact(Math.multiplyExact(heads, headDim), stateSize));
    }

    private long channels() {
        return Math.addExact(inner, Math.multiplyExact(2 * groups, stateSize));
    }
}
