package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.GgufLayout;

/// What llama.cpp takes on a CPU for one model and one set of settings, in bytes.
///
/// @param buffers everything but the weights
/// @param weights where the weights lie
/// @param anonymousLoaded anonymous memory after loading
/// @param request what the process holds after a request
/// @param knownArchitecture whether the architecture's own rules were used
record LlamaMemory(
        LlamaBuffers buffers,
        LlamaWeights weights,
        long anonymousLoaded,
        LlamaResident request,
        boolean knownArchitecture) {
    private static final long MOST = 1L << 60;

    /// Works it out.
    ///
    /// @throws DhurandharException of kind `Refused` where the runtime would not start or the
    ///   model's numbers contradict each other
    static LlamaMemory of(GgufLayout layout, LlamaSettings settings, LlamaProfile profile) {
        LlamaRefusals.checkSizes(layout, settings);
        try {
            var model = new LlamaHparams(layout);
            return of(
                    model,
                    LlamaBuffers.of(new LlamaGraphs(model), settings, profile),
                    LlamaWeights.of(
                            layout, settings, profile.avx512() ? Kernels.AVX512 : Kernels.AVX2),
                    profile);
        } catch (ArithmeticException e) {
            throw contradiction(layout.architecture(), e);
        }
    }

    /// The same from parts that are known.
    ///
    /// @throws ArithmeticException where the sums are out of range
    static LlamaMemory of(
            LlamaHparams model, LlamaBuffers buffers, LlamaWeights weights, LlamaProfile profile) {
        long loaded = Math.addExact(buffers.loaded(), weights.anonymous());
        var request = LlamaResident.of(buffers, weights, profile, loaded);
        if (sum(request.expected(), buffers.compute().high()) > MOST) {
            throw new ArithmeticException("more than 2^60 bytes in all");
        }
        return new LlamaMemory(
                buffers, weights, loaded, request, GraphFamily.knows(model.architecture));
    }

    static DhurandharException contradiction(String architecture, ArithmeticException cause) {
        return DhurandharException.because(
                        "Refused",
                        "llama.cpp does not load: hyperparameters of \"%s\" contradict each other"
                                .formatted(architecture))
                .expected("sizes that divide and fit (" + cause.getMessage() + ")")
                .fix("a file written by llama.cpp's own converter");
    }

    /// Keys and values.
    LlamaCaches caches() {
        return buffers.caches();
    }

    /// Recurrent and convolution states of all slots.
    long stateBytes() {
        return buffers.stateBytes();
    }

    /// Blocks that keep a state.
    List<Integer> stateLayers() {
        return buffers.stateLayers();
    }

    /// Logits (and embeddings) handed to the caller.
    long outputBytes() {
        return buffers.outputBytes();
    }

    /// Working memory of a batch.
    ComputeBuffer compute() {
        return buffers.compute();
    }

    /// The process itself, its vocabulary and the room for graphs.
    long baseBytes() {
        return buffers.baseBytes();
    }

    static long sum(long... parts) {
        long sum = 0;
        for (long part : parts) {
            sum = Math.addExact(sum, part);
        }
        return sum;
    }
}
