package org.dhurandhar.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;

/// What runtimes share that keep a model on a GPU.
final class Offloaded {
    /// Said where the process shows less than it takes.
    static final String SHARED =
            "memory of the GPU is RAM here and counts against the budget, but not for the process:"
                    + " the peak is what the system shows for the process";

    private Offloaded() {}

    /// The names of all tensors.
    static Set<String> names(List<Tensor> tensors) {
        var names = new HashSet<String>();
        for (var tensor : tensors) {
            names.add(tensor.name());
        }
        return names;
    }

    /// The widest row between the two halves of a feed-forward block; of a mixture, of the experts
    /// of one token it is an estimate from one expert.
    static long feedForward(TextWeights weights) {
        long widest = 0;
        for (var tensor : weights.tensors()) {
            boolean block =
                    tensor.role() == Role.FFN
                            || tensor.role() == Role.EXPERT
                            || tensor.role() == Role.SHARED_EXPERT;
            if (block && tensor.shape().size() >= 2) {
                long rows = tensor.shape().get(1);
                widest = Math.max(widest, Math.max(tensor.shape().getFirst(), rows));
            }
        }
        return widest;
    }
}
