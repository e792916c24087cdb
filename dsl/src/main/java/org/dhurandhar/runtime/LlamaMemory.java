package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.GgufLayout;

/// What llama.cpp takes on a CPU for one model and one set of settings, in bytes.
///
/// @param caches keys and values
/// @param stateBytes recurrent and convolution states of all slots
/// @param stateLayers blocks that keep a state
/// @param outputBytes logits (and embeddings) handed to the caller
/// @param compute working memory of a batch
/// @param weights where the weights lie
/// @param baseBytes the process itself, its vocabulary and the room for graphs
/// @param anonymousLoaded anonymous memory after loading
/// @param request what the process holds after a request
/// @param knownArchitecture whether the architecture's own rules were used
record LlamaMemory(
        LlamaCaches caches,
        long stateBytes,
        List<Integer> stateLayers,
        long outputBytes,
        ComputeBuffer compute,
        LlamaWeights weights,
        long baseBytes,
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
            return of(new LlamaHparams(layout), settings, profile);
        } catch (ArithmeticException e) {
            throw DhurandharException.because(
                            "Refused",
                            "llama.cpp does not load: hyperparameters of \"%s\" contradict each other"
                                    .formatted(layout.architecture()))
                    .expected("sizes that divide and fit (" + e.getMessage() + ")")
                    .fix("a file written by llama.cpp's own converter");
        }
    }

    private static LlamaMemory of(
            LlamaHparams model, LlamaSettings settings, LlamaProfile profile) {
        LlamaRefusals.check(model, settings);
        var caches = LlamaCaches.of(model, settings, profile);
        var stateLayers = new ArrayList<Integer>();
        for (int layer = 0; layer < model.layers; layer++) {
            if (model.recurrent(layer)) {
                stateLayers.add(layer);
            }
        }
        long state = stateBytes(model, stateLayers.size() * caches.slots());
        long output =
                4 * (model.vocabulary + (settings.embeddings() ? model.width : 0)) * caches.slots();
        var compute = ComputeBuffer.of(model, caches, settings, profile);
        var weights = LlamaWeights.of(model, settings, profile);
        long nodes = reservedNodes(model, caches);
        long base =
                sum(
                        profile.baseBytes(),
                        Math.round(profile.bytesPerVocabularyToken() * model.vocabulary),
                        Math.round(profile.bytesPerGraphNode() * nodes));
        long loaded = sum(base, caches.bytes(), state, output, weights.anonymous());
        var request =
                LlamaResident.of(model, caches, settings, profile, weights, compute, loaded, nodes);
        if (sum(request.expected(), compute.high()) > MOST) {
            throw new ArithmeticException("more than 2^60 bytes in all");
        }
        return new LlamaMemory(
                caches,
                state,
                List.copyOf(stateLayers),
                output,
                compute,
                weights,
                base,
                loaded,
                request,
                GraphFamily.knows(model.architecture));
    }

    /// States of so many layers (of all slots), kept in 32 bits.
    static long stateBytes(LlamaHparams model, int layers) {
        long values = Math.addExact(model.windowState(), model.recurrentState());
        return Math.multiplyExact(values, 4L * layers);
    }

    static long sum(long... parts) {
        long sum = 0;
        for (long part : parts) {
            sum = Math.addExact(sum, part);
        }
        return sum;
    }

    /// Nodes that the runtime reserves room for (llama_context::graph_max_nodes).
    private static long reservedNodes(LlamaHparams model, LlamaCaches caches) {
        long tokens = Math.min(caches.context(), caches.microBatch());
        return switch (model.architecture) {
            case "qwen3next", "kimi-linear", "qwen35", "qwen35moe" ->
                    Math.max(40 * tokens, 32L * model.tensorCount());
            default -> Math.max(1024, 8L * model.tensorCount());
        };
    }
}
