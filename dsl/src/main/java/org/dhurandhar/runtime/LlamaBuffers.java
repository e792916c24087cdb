package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;

/// What llama.cpp takes for one model and one set of settings beside the weights, in bytes. How the
/// weights are stored changes none of it, so that recipes share it.
///
/// @param settings what they were made for
/// @param caches keys and values
/// @param stateBytes recurrent and convolution states of all slots
/// @param stateLayers blocks that keep a state
/// @param outputBytes logits (and embeddings) handed to the caller
/// @param compute working memory of a batch
/// @param baseBytes the process itself, its vocabulary and the room for graphs
/// @param touched working memory that the batch of a request writes to
/// @param scratch inputs converted for products, sampler candidates, the request's own graph
/// @param checkpoints copies of windows and states that a server keeps to return to earlier
///   positions
record LlamaBuffers(
        LlamaSettings settings,
        LlamaCaches caches,
        long stateBytes,
        List<Integer> stateLayers,
        long outputBytes,
        ComputeBuffer compute,
        long baseBytes,
        long touched,
        long scratch,
        long checkpoints) {
    private static final int CELLS = 256;
    private static final int SAMPLER_BYTES = 12;
    private static final int SHORT_BATCH = 128;

    static LlamaBuffers of(LlamaGraphs graphs, LlamaSettings settings, LlamaProfile profile) {
        var model = graphs.model();
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
        var compute = ComputeBuffer.of(graphs, caches, settings, profile);
        long nodes = reservedNodes(model, caches);
        long base =
                LlamaMemory.sum(
                        profile.baseBytes(),
                        Math.round(profile.bytesPerVocabularyToken() * model.vocabulary),
                        Math.round(profile.bytesPerGraphNode() * nodes));
        long batch = Math.max(1, Math.min(settings.prompt(), caches.microBatch()));
        long history = LlamaCaches.padded(settings.prompt() + settings.generated(), CELLS);
        long used = Math.min(history, caches.full().cells());
        long scratch =
                LlamaMemory.sum(
                        work(model, settings, batch, used),
                        SAMPLER_BYTES * model.vocabulary,
                        Math.round(profile.requestBytesPerGraphNode() * nodes));
        return new LlamaBuffers(
                settings,
                caches,
                state,
                List.copyOf(stateLayers),
                output,
                compute,
                base,
                compute.touched(graphs, caches, settings, profile, batch, used),
                scratch,
                profile.logitRowsPerBatch() ? 0 : checkpoints(model, caches, settings));
    }

    /// Anonymous memory after loading, without the weights.
    long loaded() {
        return LlamaMemory.sum(baseBytes, caches.bytes(), stateBytes, outputBytes);
    }

    /// Anonymous memory that a request adds.
    long requested() {
        return LlamaMemory.sum(touched, scratch, checkpoints);
    }

    /// States of so many layers (of all slots), kept in 32 bits.
    private static long stateBytes(LlamaHparams model, int layers) {
        long values = Math.addExact(model.windowState(), model.recurrentState());
        return Math.multiplyExact(values, 4L * layers);
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

    /// Inputs of the widest product in the weights' own dot-product format, and without flash
    /// attention the scores in the values' format.
    private static long work(LlamaHparams model, LlamaSettings settings, long batch, long used) {
        boolean scored = !settings.flashAttention() && model.layers > 0;
        long scores = scored ? Math.multiplyExact(2 * used * batch, model.heads(0)) : 0;
        return Math.addExact(Math.multiplyExact(batch * 36, model.widestInput()) / 32, scores);
    }

    /// States cannot be rolled back, nor windows, unless they keep the whole context.
    private static long checkpoints(
            LlamaHparams model, LlamaCaches caches, LlamaSettings settings) {
        long copies = caches.microBatch() <= SHORT_BATCH ? 2 : 1;
        long state = stateBytes(model, model.recurrentLayers());
        if (caches.sliding().layers().isEmpty() || settings.swaFull()) {
            return state;
        }
        long perCell = caches.sliding().bytes() / caches.sliding().cells() / caches.streams();
        long kept = Math.min(settings.prompt(), model.windows.window());
        return Math.addExact(state, Math.multiplyExact(perCell, kept * copies));
    }
}
