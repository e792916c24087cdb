package org.dhurandhar.runtime;

/// Resident memory after a request, in bytes.
///
/// @param anonymous heap, caches, states, touched working memory, `work` included
/// @param work scratch of the largest product
/// @param file resident pages of the model file and of program and libraries
/// @param low what the process holds at least
/// @param high what the process holds at most
public record LlamaResident(long anonymous, long work, long file, long low, long high) {
    private static final long PAGE = 4096;
    private static final double MARGIN = 0.05;
    private static final int CELLS = 256;
    private static final int SAMPLER_BYTES = 12;
    private static final int SHORT_BATCH = 128;

    /// The expected figure.
    public long expected() {
        return anonymous + file;
    }

    static LlamaResident of(
            LlamaHparams model,
            LlamaCaches caches,
            LlamaSettings settings,
            LlamaProfile profile,
            LlamaWeights weights,
            long loaded) {
        long batch = Math.max(1, Math.min(settings.prompt(), caches.microBatch()));
        long history =
                LlamaCaches.padded(settings.prompt() + settings.generated(), CELLS);
        long used = Math.min(history, caches.full().cells());
        long work = work(model, settings, batch, used);
        long anonymous =
                loaded
                        + ComputeBuffer.touched(model, caches, settings, profile, batch, used)
                        + work
                        + SAMPLER_BYTES * model.vocabulary
                        + checkpoints(model, caches, settings);
        long file =
                LlamaCaches.padded(weights.mapped(), PAGE) + profile.libraryPages();
        long expected = anonymous + file;
        return new LlamaResident(
                anonymous,
                work,
                file,
                Math.round(expected * (1 - MARGIN)),
                Math.round(expected * (1 + MARGIN)));
    }

    /// Inputs of the largest product, converted to the weights' own dot-product format.
    private static long work(LlamaHparams model, LlamaSettings settings, long batch, long used) {
        long widest = 0;
        for (var tensor : model.model.tensors()) {
            if (tensor.shape().size() == 2 && tensor.name().startsWith("blk.")) {
                widest = Math.max(widest, tensor.shape().getFirst());
            }
        }
        long scores = settings.flashAttention() || model.layers == 0 ? 0 : 2 * used * batch * model.heads(0);
        return batch * widest * 36 / 32 + scores;
    }

    /// Copies of windows and states that a server keeps to return to earlier positions.
    private static long checkpoints(
            LlamaHparams model, LlamaCaches caches, LlamaSettings settings) {
        if (caches.sliding().layers().isEmpty()) {
            return 0;
        }
        long perCell = caches.sliding().bytes() / caches.sliding().cells() / caches.streams();
        long kept = Math.min(settings.prompt(), model.windows.window());
        int copies = caches.microBatch() <= SHORT_BATCH ? 2 : 1;
        return perCell * kept * copies;
    }
}
