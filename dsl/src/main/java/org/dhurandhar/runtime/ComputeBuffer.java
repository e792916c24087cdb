package org.dhurandhar.runtime;

import org.jspecify.annotations.Nullable;

/// Working memory of a graph: one buffer that holds every intermediate result of a batch.
///
/// @param bytes the figure
/// @param low smallest size that the figure stands for
/// @param high largest size that the figure stands for
/// @param exact whether the graph was built as the runtime builds it
/// @param nodes operations of the graph, 0 where it was not built
public record ComputeBuffer(long bytes, long low, long high, boolean exact, int nodes) {

    static ComputeBuffer of(
            LlamaHparams model, LlamaCaches caches, LlamaSettings settings, LlamaProfile profile) {
        var shape = shape(caches, settings, profile);
        long tokens = Math.min(caches.context(), caches.microBatch());
        boolean everyRow = profile.logitRowsPerBatch() || settings.embeddings();
        long rows = everyRow ? caches.batch() : Math.min(caches.batch(), caches.slots());
        var large = graph(model, caches, shape.batch(tokens, Math.min(tokens, rows)));
        var small = graph(model, caches, shape.batch(caches.slots(), caches.slots()));
        if (large == null || small == null) {
            return new ComputeBuffer(0, 0, 0, false, 0);
        }
        int nodes = large.nodes.size();
        long bytes = Math.max(GraphAllocator.plan(large), GraphAllocator.plan(small));
        return new ComputeBuffer(bytes, bytes, bytes, true, nodes);
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

    private static @Nullable Graph graph(
            LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        var architecture = model.architecture;
        if (TransformerGraph.knows(architecture)) {
            return new TransformerGraph(model, caches, shape).build();
        }
        if (StateSpaceGraph.knows(architecture)) {
            return new StateSpaceGraph(model, caches, shape).build();
        }
        if (ShortConvolutionGraph.knows(architecture)) {
            return new ShortConvolutionGraph(model, caches, shape).build();
        }
        if (LatentGraph.knows(architecture)) {
            return new LatentGraph(model, caches, shape).build();
        }
        if (DeltaNetGraph.knows(architecture)) {
            return new DeltaNetGraph(model, caches, shape).build();
        }
        if (KimiGraph.knows(architecture)) {
            return new KimiGraph(model, caches, shape).build();
        }
        if (Gemma4Graph.knows(architecture)) {
            return new Gemma4Graph(model, caches, shape).build();
        }
        if (Gemma3nGraph.knows(architecture)) {
            return new Gemma3nGraph(model, caches, shape).build();
        }
        return null;
    }
}
