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
            LlamaBuffers buffers, LlamaWeights weights, LlamaProfile profile, long loaded) {
        return new LlamaResident(
                buffers.touched(),
                buffers.scratch(),
                buffers.checkpoints(),
                Math.addExact(loaded, buffers.requested()),
                Math.addExact(LlamaCaches.padded(weights.mapped(), PAGE), profile.libraryPages()));
    }
}
