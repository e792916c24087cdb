package org.dhurandhar.runtime;

/// What a request adds to a loaded process, and what is resident afterwards, in bytes.
///
/// @param touched working memory that the batch writes to
/// @param scratch inputs converted for products, sampler candidates, the request's own graph
/// @param checkpoints copies of windows and states that a server keeps to return to earlier
///   positions
/// @param anonymous heap, caches, states and all of the above
/// @param file resident pages of the model file and of program and libraries
record LlamaResident(long touched, long scratch, long checkpoints, long anonymous, long file) {
    private static final long PAGE = 4096;
    private static final double MARGIN = 0.05;
    private static final int CELLS = 256;
    private static final int SAMPLER_BYTES = 12;
    private static final int SHORT_BATCH = 128;

    /// Resident memory, expected.
    long expected() {
        return anonymous + file;
    }

    /// Resident memory, at least.
    long low() {
        return Math.round(expected() * (1 - MARGIN));
    }

    /// Resident memory, at most.
    long high() {
        return Math.round(expected() * (1 + MARGIN));
    }

    static LlamaResident of(
            LlamaHparams model,
            LlamaCaches caches,
            LlamaSettings settings,
            LlamaProfile profile,
            LlamaWeights weights,
            ComputeBuffer compute,
            long loaded,
            long reservedNodes) {
        long batch = Math.max(1, Math.min(settings.prompt(), caches.microBatch()));
        long history = LlamaCaches.padded(settings.prompt() + settings.generated(), CELLS);
        long used = Math.min(history, caches.full().cells());
        long touched = compute.touched(model, caches, settings, profile, batch, used);
        long scratch =
                LlamaMemory.sum(
                        work(model, settings, batch, used),
                        SAMPLER_BYTES * model.vocabulary,
                        Math.round(profile.requestBytesPerGraphNode() * reservedNodes));
        long checkpoints = profile.logitRowsPerBatch() ? 0 : checkpoints(model, caches, settings);
        return new LlamaResident(
                touched,
                scratch,
                checkpoints,
                LlamaMemory.sum(loaded, touched, scratch, checkpoints),
                Math.addExact(LlamaCaches.padded(weights.mapped(), PAGE), profile.libraryPages()));
    }

    /// Inputs of the widest product in the weights' own dot-product format, and without flash
    /// attention the scores in the values' format.
    private static long work(LlamaHparams model, LlamaSettings settings, long batch, long used) {
        long widest = 0;
        for (var tensor : model.model.tensors()) {
            if (tensor.shape().size() == 2 && tensor.name().startsWith("blk.")) {
                widest = Math.max(widest, tensor.shape().getFirst());
            }
        }
        boolean scored = !settings.flashAttention() && model.layers > 0;
        long scores = scored ? Math.multiplyExact(2 * used * batch, model.heads(0)) : 0;
        return Math.addExact(Math.multiplyExact(batch * 36, widest) / 32, scores);
    }

    /// States cannot be rolled back, nor windows, unless they keep the whole context.
    private static long checkpoints(
            LlamaHparams model, LlamaCaches caches, LlamaSettings settings) {
        long copies = caches.microBatch() <= SHORT_BATCH ? 2 : 1;
        long state = LlamaMemory.stateBytes(model, model.recurrentLayers());
        if (caches.sliding().layers().isEmpty() || settings.swaFull()) {
            return state;
        }
        long perCell = caches.sliding().bytes() / caches.sliding().cells() / caches.streams();
        long kept = Math.min(settings.prompt(), model.windows.window());
        return Math.addExact(state, Math.multiplyExact(perCell, kept * copies));
    }
}
