package org.dhurandhar.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks sizes up in a list of GGUF tensors.
final class GgufShapes {
    private GgufShapes() {}

    /// The tensor of that name, or null.
    static @Nullable Tensor find(List<Tensor> tensors, String name) {
        for (var tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        return null;
    }

    /// Dimension `axis` of the first tensor whose name without `blk.N.` is `inner`, or 0.
    static long first(List<Tensor> tensors, String inner, int axis) {
        for (var tensor : tensors) {
            if (is(tensor, inner)) {
                return axis < tensor.shape().size() ? tensor.shape().get(axis) : 1;
            }
        }
        return 0;
    }

    /// Dimension `axis` of that tensor in each block, 0 where the block has none.
    static long[] perLayer(List<Tensor> tensors, String inner, int axis) {
        var sizes = new long[layers(tensors)];
        for (var tensor : tensors) {
            if (tensor.layer() >= 0 && is(tensor, inner)) {
                sizes[tensor.layer()] = axis < tensor.shape().size() ? tensor.shape().get(axis) : 1;
            }
        }
        return sizes;
    }

    /// Number of blocks.
    static int layers(List<Tensor> tensors) {
        int last = -1;
        for (var tensor : tensors) {
            last = Math.max(last, tensor.layer());
        }
        return last + 1;
    }

    /// Gemma 4: head size of the layers with full attention, the widest key norm.
    static long fullHead(List<Tensor> tensors) {
        long widest = 0;
        for (long width : perLayer(tensors, "attn_q_norm.weight", 0)) {
            widest = Math.max(widest, width);
        }
        return widest;
    }

    static boolean is(Tensor tensor, String inner) {
        var name = tensor.name();
        int start = name.length() - inner.length();
        return name.endsWith(inner) && (start == 0 || name.charAt(start - 1) == '.');
    }
}
