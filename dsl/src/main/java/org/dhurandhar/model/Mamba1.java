package org.dhurandhar.model;

/// A selective state-space mixer (Mamba; Gu and Dao 2023, section 3).
///
/// @param inner width of the expanded stream
/// @param stateSize values of state per channel
/// @param kernel width of the convolution
/// @param rank width of the step-size projection
/// @param norms whether step size, B and C are normalised with weights (Jamba)
record Mamba1(
        long hidden,
        long inner,
        long stateSize,
        long kernel,
        long rank,
        boolean convolutionBias,
        boolean bias,
        boolean norms) {

    /// The rank that is written, or a sixteenth of the hidden size, rounded up, where it is `auto`.
    static long rank(Config c, String name) {
        if (c.textOr("auto", name).equals("auto")) {
            return Math.ceilDiv(c.size("hidden_size"), 16);
        }
        return c.size(name);
    }

    void list(Inventory into, String prefix) {
        into.tensor(prefix + "A_log", Role.MIXER, inner, stateSize);
        into.tensor(prefix + "D", Role.MIXER, inner);
        into.tensor(prefix + "conv1d.weight", Role.MIXER, inner, 1, kernel);
        if (convolutionBias) {
            into.tensor(prefix + "conv1d.bias", Role.MIXER, inner);
        }
        into.linear(prefix + "in_proj", Role.MIXER, 2 * inner, hidden, bias);
        into.linear(prefix + "x_proj", Role.MIXER, rank + 2 * stateSize, inner, false);
        into.linear(prefix + "dt_proj", Role.MIXER, inner, rank, true);
        into.linear(prefix + "out_proj", Role.MIXER, hidden, inner, bias);
        if (norms) {
            into.norm(prefix + "dt_layernorm", rank);
            into.norm(prefix + "b_layernorm", stateSize);
            into.norm(prefix + "c_layernorm", stateSize);
        }
    }

    /// The convolution window [inner, kernel] and the state [inner, state].
    Layer.State state() {
        return new Layer.State(
                Math.multiplyExact(inner, kernel), Math.multiplyExact(inner, stateSize));
    }
}
