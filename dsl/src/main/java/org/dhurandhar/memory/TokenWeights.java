package org.dhurandhar.memory;

import java.util.List;
import org.dhurandhar.model.Layer;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;

/// What one token reads of the weights and computes with them.
final class TokenWeights {
    private static final long PAGE = 4096;

    private final List<Layer> layers;

    /// Bytes that every token reads.
    long bytes;

    /// Multiply-adds of every token, head included.
    double macs;

    double headMacs;

    /// Those in layers that read another layer's cache.
    double sharedLayerMacs;

    /// Width of the hidden state.
    long hidden = 1;

    long pleTable;
    long plePerToken;
    long plePages;

    /// Bytes of all routed experts.
    long experts;

    double expertMacs;
    double quantisedMacs;

    /// Width of all query heads of a layer, or 0 where it is not told by a tensor.
    final double[] queries;

    TokenWeights(Model model, List<Tensor> tensors, boolean untied) {
        layers = model.layers();
        queries = new double[layers.size()];
        for (var tensor : tensors) {
            if (tensor.role() == Role.NORM && tensor.layer() < 0) {
                hidden = Math.max(1, tensor.elements());
                break;
            }
        }
        for (var tensor : tensors) {
            long size = tensor.bytes();
            switch (tensor.role()) {
                case TOKEN_EMBEDDING -> {
                    if (!untied) {
                        head(tensor, size);
                    }
                }
                case HEAD -> head(tensor, size);
                case PLE_TABLE -> table(tensor, size);
                case EXPERT -> {
                    experts += size;
                    expertMacs += tensor.elements();
                    quantised(tensor);
                }
                case POSITION_EMBEDDING, VISION, AUDIO -> {}
                case NORM, ATTENTION, FFN, PLE_PROJECTION, SHARED_EXPERT, ROUTER, MIXER, OTHER ->
                        block(tensor, size);
            }
        }
    }

    private void head(Tensor tensor, long size) {
        bytes += size;
        macs += tensor.elements();
        headMacs += tensor.elements();
        quantised(tensor);
    }

    private void quantised(Tensor tensor) {
        var format = tensor.format();
        if (format != null && format.quantised()) {
            quantisedMacs += tensor.elements();
        }
    }

    /// A token reads one row of the table, or one row of each layer's table. A packed row of `b`
    /// bytes that starts anywhere touches `b / 4096 + 1` pages.
    private void table(Tensor tensor, long size) {
        pleTable += size;
        long vocabulary = 1;
        for (long side : tensor.shape()) {
            vocabulary = Math.max(vocabulary, side);
        }
        long row = size / vocabulary;
        plePerToken += row;
        plePages += row / PAGE + 1;
    }

    private void block(Tensor tensor, long size) {
        bytes += size;
        if (tensor.shape().size() < 2) {
            return;
        }
        macs += tensor.elements();
        quantised(tensor);
        int layer = tensor.layer();
        if (layer < 0 || layer >= layers.size()) {
            return;
        }
        if (layers.get(layer) instanceof Layer.Shared) {
            sharedLayerMacs += tensor.elements();
        }
        var name = tensor.name();
        if (tensor.role() == Role.ATTENTION
                && (name.endsWith("attn_q.weight") || name.endsWith("q_proj.weight"))) {
            queries[layer] = (double) tensor.elements() / hidden;
        }
    }
}
