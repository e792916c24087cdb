package org.dhurandhar.runtime;

/// Working memory of a graph: one buffer that holds every intermediate result of a batch.
///
/// @param bytes the figure
/// @param low smallest size that the figure stands for
/// @param high largest size that the figure stands for
/// @param exact whether the graph is the runtime's own
/// @param nodes operations of the graph
record ComputeBuffer(long bytes, long low, long high, boolean exact, int nodes) {
    private static final double GUESS_LOW = 0.9;
    private static final double GUESS_HIGH = 1.2;

    /// From this many batches of one token a slot, the graph of such a batch is never the larger.
    private static final long SMALL_BATCHES = 8;

    static ComputeBuffer of(
            LlamaGraphs graphs, LlamaCaches caches, LlamaSettings settings, LlamaProfile profile) {
        var model = graphs.model();
        var shape = shape(caches, settings, profile);
        long tokens = Math.min(caches.context(), caches.microBatch());
        boolean everyRow = profile.logitRowsPerBatch() || settings.embeddings();
        long rows = everyRow ? caches.batch() : Math.min(caches.batch(), caches.slots());
        var large = graphs.of(caches, shape.batch(tokens, Math.min(tokens, rows)));
        int nodes = large.nodes.size();
        long bytes = GraphAllocator.plan(large);
        if (tokens < SMALL_BATCHES * caches.slots()) {
            var small = shape.batch(caches.slots(), caches.slots());
            bytes = Math.max(bytes, GraphAllocator.plan(graphs.of(caches, small)));
        }
        if (GraphFamily.exact(model.architecture) && !large.incomplete) {
            return new ComputeBuffer(bytes, bytes, bytes, true, nodes);
        }
        if (large.incomplete) {
            bytes = Math.max(bytes, closedForm(model, caches, shape, tokens, everyRow));
        }
        return new ComputeBuffer(
                bytes, Math.round(bytes * GUESS_LOW), Math.round(bytes * GUESS_HIGH), false, nodes);
    }

    /// Size of a transformer's buffer by its widths alone: five hidden rows and the feed-forward
    /// peak, or the logits where every row has them, and the mask.
    private static long closedForm(
            LlamaHparams model,
            LlamaCaches caches,
            GraphShape shape,
            long tokens,
            boolean everyRow) {
        long experts = model.usedExperts(0) * model.model.integer("expert_feed_forward_length", 0);
        long peak = Math.multiplyExact(3, Math.max(model.feedForward(0), experts));
        if (everyRow) {
            peak = Math.max(peak, model.vocabulary);
        }
        if (!shape.fused()) {
            peak = Math.max(peak, Math.multiplyExact(model.heads(0), caches.full().cells()));
        }
        long mask = (shape.fused() ? 2 : 4) * tokens * caches.full().cells();
        return Math.addExact(Math.multiplyExact(4 * tokens, 5 * model.width + peak), mask);
    }

    /// Working memory that one batch of a single sequence writes to.
    ///
    /// @param tokens of the batch
    /// @param cells of the cache that the sequence has reached
    long touched(
            LlamaGraphs graphs,
            LlamaCaches caches,
            LlamaSettings settings,
            LlamaProfile profile,
            long tokens,
            long cells) {
        var one = caches.reached(cells);
        boolean oneRow = !profile.logitRowsPerBatch() && !settings.embeddings();
        if (oneRow && settings.flashAttention() && tokens == caches.microBatch()) {
            return bytes
                    - unreached(caches.full(), one.full(), tokens)
                    - unreached(caches.sliding(), one.sliding(), tokens);
        }
        var shape = shape(one, settings, profile).batch(tokens, 1);
        return GraphAllocator.plan(graphs.of(one, shape));
    }

    /// Half-precision mask of cells that the sequence has not reached.
    private static long unreached(LlamaCaches.Cache all, LlamaCaches.Cache one, long tokens) {
        return all.layers().isEmpty() ? 0 : 2 * tokens * (all.cells() - one.cells());
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
                profile.mixedInputs(),
                profile.gathersSlots());
    }
}
