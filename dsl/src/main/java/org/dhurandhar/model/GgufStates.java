package org.dhurandhar.model;

import org.dhurandhar.DhurandharException;

/// Recurrent and convolution state of a GGUF model's blocks, convolution windows kernel size wide.
final class GgufStates {
    private final GgufLayout model;
    private final String architecture;
    private final long[] mixers;
    private final long[] convolutions;

    GgufStates(GgufLayout model) {
        this.model = model;
        architecture = model.architecture();
        mixers = GgufShapes.perLayer(model.tensors(), "ssm_a", 0);
        convolutions = GgufShapes.perLayer(model.tensors(), "shortconv.conv.weight", 0);
    }

    /// Whether the block keeps a state.
    boolean has(int layer) {
        return mixers[layer] > 0 || convolutions[layer] > 0;
    }

    /// Values of the state of one such block.
    Layer.State state() {
        try {
            return exactState();
        } catch (ArithmeticException e) {
            throw DhurandharException.because(
                            "MalformedFile",
                            "a state of \"%s\" has 2^63 values or more".formatted(architecture))
                    .expected("ssm.* sizes whose products fit 63 bits")
                    .fix("convert the model again with llama.cpp's convert_hf_to_gguf.py");
        }
    }

    private Layer.State exactState() {
        if (architecture.startsWith("lfm2")) {
            return new Layer.State(width() * model.integer("shortconv.l_cache", 0), 0);
        }
        long kernel = model.integer("ssm.conv_kernel", 0);
        long kda = model.integer("kda.head_dim", 0);
        if (kda > 0) {
            long heads = kdaHeads(kda);
            long square = Math.multiplyExact(heads, kda * kda);
            return new Layer.State(Math.multiplyExact(3 * heads * kda, kernel), square);
        }
        long inner = model.integer("ssm.inner_size", 0);
        long size = model.integer("ssm.state_size", 0);
        long groups = model.integer("ssm.group_count", 0);
        long channels = Math.addExact(inner, Math.multiplyExact(2 * groups, size));
        return new Layer.State(Math.multiplyExact(channels, kernel), inner * size);
    }

    private long kdaHeads(long kda) {
        long channels = GgufShapes.first(model.tensors(), "ssm_dt.bias", 0);
        return channels > 0 ? channels / kda : model.integer("attention.head_count", 0);
    }

    private long width() {
        return model.integer("embedding_length", 0);
    }
}
