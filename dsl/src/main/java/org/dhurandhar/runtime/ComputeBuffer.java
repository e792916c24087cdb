package org.dhurandhar.runtime;

/// Working memory of a graph: one buffer that holds every intermediate result of a batch.
///
/// @param bytes the figure
/// @param low smallest size that the figure stands for
/// @param high largest size that the figure stands for
/// @param exact whether the graph is the runtime's own
/// @param nodes operations of the graph
public record ComputeBuffer(long bytes, long low, long high, boolean exact, int nodes) {
    private static final double GUESS_LOW = 0.9;
    private static final double GUESS_HIGH = 1.2;

    static ComputeBuffer of(
            LlamaHparams model, LlamaCaches caches, LlamaSettings settings, LlamaProfile profile) {
        var shape = shape(caches, settings, profile);
        long tokens = Math.min(caches.context(), caches.microBatch());
        boolean everyRow = profile.logitRowsPerBatch() || settings.embeddings();
        long rows = everyRow ? caches.batch() : Math.min(caches.batch(), caches.slots());
        var large =
                GraphFamily.build(model, caches, shape.batch(tokens, Math.min(tokens, rows)));
        var small = GraphFamily.build(model, caches, shape.batch(caches.slots(), caches.slots()));
        int nodes = large.nodes.size();
        long bytes = Math.max(GraphAllocator.plan(large), GraphAllocator.plan(small));
        if (GraphFamily.exact(model.architecture)) {
            return new ComputeBuffer(bytes, bytes, bytes, true, nodes);
        }
        return new ComputeBuffer(
                bytes,
                Math.round(bytes * GUESS_LOW),
                Math.round(bytes * GUESS_HIGH),
                false,
                nodes);
    }

    /// Working memory that one batch of a single sequence writes to.
    ///
    /// @param cells of the cache that the sequence has reached
    static long touched(
            LlamaHparams model,
            LlamaCaches caches,
            LlamaSettings settings,
            LlamaProfile profile,
            long tokens,
            long cells) {
        var one = caches.reached(cells);
        var shape = shape(one, settings, profile).batch(tokens, 1);
        return GraphAllocator.plan(GraphFamily.build(model, one, shape));
    }

    private static GraphShape shape(
            LlamaCaches caches, LlamaSettings settings, LlamaProfile profile) {
        return new GraphShape(
                caches.slots(),
                caches.slots(),
                caches.slots(),
                caches.streams(),
                settings.flashAttention(),
                settings.kType().label().equals("F32"),
                settings.vType().label().equals("F32"),
                settings.kType().blockSize() > 1,
                settings.vType().blockSize() > 1,
                settings.embeddings(),
                profile.mixedInputs());
    }
}
