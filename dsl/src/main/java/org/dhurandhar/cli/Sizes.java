package org.dhurandhar.cli;

import org.dhurandhar.model.Model;

/// What the tensors of a source take as they are stored.
final class Sizes {
    static final String UNKNOWN = "a configuration does not say how values are stored";

    private Sizes() {}

    /// Whether the source says how each of its tensors is stored.
    static boolean known(Model model) {
        for (var tensor : model.tensors()) {
            if (tensor.format() == null) {
                return false;
            }
        }
        return !model.tensors().isEmpty();
    }

    static long bytes(Model model) {
        long sum = 0;
        for (var tensor : model.tensors()) {
            sum = Math.addExact(sum, tensor.bytes());
        }
        return sum;
    }
}
