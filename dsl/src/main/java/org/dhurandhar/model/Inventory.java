package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;

/// Collects the tensors and layers of one model while its family describes it.
///
/// Names are relative to the current scope: `scope("model.layers.0.")` then `linear("mlp.up_proj",
/// ...)`. Shapes are rows first.
final class Inventory {
    private static final int MAX_TENSORS = 200_000;

    /// Most values of all tensors.
    static final long MAX_PARAMETERS = 1_000_000_000_000_000L;

    /// Most values cached for one token in all layers.
    static final long MAX_WIDTH = 1L << 29;

    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private String scope = "";
    private int block = -1;
    private boolean tied;
    private long activeUnused;
    private long elements;
    private long width;
    private long states;

    /// Starts block `index`; what follows belongs to it.
    void block(int index, String prefix) {
        block = index;
        scope = prefix;
    }

    /// Leaves the blocks; what follows belongs to the model as a whole.
    void outside(String prefix) {
        block = -1;
        scope = prefix;
    }

    /// One tensor with its full relative name.
    void tensor(String name, Role role, long... shape) {
        if (tensors.size() >= MAX_TENSORS) {
            throw new ArithmeticException("more than " + MAX_TENSORS + " tensors");
        }
        var sizes = new ArrayList<Long>(shape.length);
        for (long size : shape) {
            if (size < 0) {
                throw new ArithmeticException(scope + name + " overflows");
            }
            sizes.add(size);
        }
        var tensor = new Tensor(scope + name, sizes, role, block, null);
        elements = atMost(MAX_PARAMETERS, Math.addExact(elements, tensor.elements()));
        tensors.add(tensor);
    }

    /// A weight matrix `name.weight` of `out` rows and `in` columns, and `name.bias` of `out`
    /// values.
    void linear(String name, Role role, long out, long in, boolean bias) {
        tensor(name + ".weight", role, out, in);
        if (bias) {
            tensor(name + ".bias", role, out);
        }
    }

    /// A norm: `name.weight` of `width` values.
    void norm(String name, long width) {
        tensor(name + ".weight", Role.NORM, width);
    }

    /// A norm with a bias.
    void layerNorm(String name, long width, boolean bias) {
        norm(name, width);
        if (bias) {
            tensor(name + ".bias", Role.NORM, width);
        }
    }

    /// What the current block caches; called once for each block.
    void caches(Layer layer) {
        layers.add(layer);
        width = atMost(MAX_WIDTH, Math.addExact(width, layer.width()));
        states = atMost(MAX_PARAMETERS, Math.addExact(states, layer.stateElements()));
    }

    private static long atMost(long most, long value) {
        if (value < 0 || value > most) {
            throw new ArithmeticException(value + " values, at most " + most);
        }
        return value;
    }

    /// Says that the output head is the token embedding.
    void tied(boolean value) {
        tied = value;
    }

    /// Parameters that a token does not use: those of the experts it is not routed to.
    void unused(long parameters) {
        activeUnused = Math.addExact(activeUnused, parameters);
    }

    boolean isTied() {
        return tied;
    }

    long unusedParameters() {
        return activeUnused;
    }

    List<Tensor> tensors() {
        return tensors;
    }

    List<Layer> layers() {
        return layers;
    }
}
