package org.dhurandhar.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stored tensor.
///
/// @param shape sizes in the order of the layout it belongs to: rows first (PyTorch) for `library`
///   and `checkpoint`, fastest dimension first (`ne0`) for `gguf`
/// @param layer block number from 0, or -1 outside the blocks
/// @param format how its values are stored, or null where that is not decided by the source
public record Tensor(
        String name, List<Long> shape, Role role, int layer, @Nullable WeightFormat format) {

    public Tensor {
        shape = List.copyOf(shape);
    }

    /// Number of values; a scalar of shape `[]` has one.
    ///
    /// @throws ArithmeticException where the product exceeds a `long`
    public long elements() {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /// Bytes it takes in its format.
    ///
    /// @throws IllegalStateException where the format is not decided
    public long bytes() {
        if (format == null) {
            throw new IllegalStateException(name + " has no format");
        }
        return format.bytesFor(shape);
    }

    /// The same tensor stored in another format.
    public Tensor as(WeightFormat other) {
        return new Tensor(name, shape, role, layer, other);
    }
}
