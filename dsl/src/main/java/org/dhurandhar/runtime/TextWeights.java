package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.Layout;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;

/// The weights of a text model before a runtime stores them: row length first, without encoders.
///
/// @param tensors in the order of the source, formats as the source states them
/// @param hidden width of the blocks
/// @param vocabulary rows of the token embedding
/// @param tied whether the output head is the token embedding
record TextWeights(List<Tensor> tensors, long hidden, long vocabulary, boolean tied) {
    TextWeights {
        tensors = List.copyOf(tensors);
    }

    /// @throws DhurandharException where the source does not tell what layers cache
    static TextWeights of(Model model, String runtime) {
        if (model.layers().isEmpty()) {
            throw DhurandharException.because(
                            "Refused",
                            "%s: what the layers of %s cache is not known"
                                    .formatted(runtime, model.name()))
                    .expected("a config.json of a known family beside the weights")
                    .fix("put it there, or   ./dhurandhar inspect PATH   for the weights alone");
        }
        boolean reversed = model.facts().layout() != Layout.GGUF;
        var tensors = new ArrayList<Tensor>(model.tensors().size());
        long hidden = 0;
        long vocabulary = 0;
        boolean head = false;
        for (var tensor : model.tensors()) {
            if (tensor.role() == Role.VISION || tensor.role() == Role.AUDIO) {
                continue;
            }
            var turned = reversed ? turned(tensor) : tensor;
            if (tensor.role() == Role.TOKEN_EMBEDDING && turned.shape().size() == 2) {
                hidden = turned.shape().getFirst();
                vocabulary = turned.shape().getLast();
            }
            head |= tensor.role() == Role.HEAD;
            tensors.add(turned);
        }
        return new TextWeights(tensors, hidden, vocabulary, !head);
    }

    private static Tensor turned(Tensor tensor) {
        return new Tensor(
                tensor.name(),
                tensor.shape().reversed(),
                tensor.role(),
                tensor.layer(),
                tensor.format());
    }

    /// Sum of the bytes of some tensors.
    static long bytes(List<Tensor> tensors) {
        long sum = 0;
        for (var tensor : tensors) {
            sum = Math.addExact(sum, tensor.bytes());
        }
        return sum;
    }
}
