package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;

/// Graphs of one model. One graph serves all cache lengths where only its masks depend on them.
final class LlamaGraphs {
    /// So many graphs are kept: those of a large and a small batch, of one request, and one more.
    private static final int MOST_KEPT = 4;

    private final LlamaHparams model;
    private final List<Kept> kept = new ArrayList<>();

    private record Kept(GraphShape shape, Graph graph) {}

    LlamaGraphs(LlamaHparams model) {
        this.model = model;
    }

    LlamaHparams model() {
        return model;
    }

    /// The graph of a batch, ready to be planned.
    Graph of(LlamaCaches caches, GraphShape shape) {
        if (!lengthsInMasksAlone(shape)) {
            return GraphFamily.build(model, caches, shape);
        }
        for (var entry : kept) {
            if (entry.shape.tokens() == shape.tokens() && entry.shape.equals(shape)) {
                stretch(entry.graph, caches);
                return entry.graph;
            }
        }
        var graph = GraphFamily.build(model, caches, shape);
        if (kept.size() >= MOST_KEPT) {
            kept.removeFirst();
        }
        kept.add(new Kept(shape, graph));
        return graph;
    }

    /// Fused attention reads caches in place and makes no scores; casts copy them whole.
    private static boolean lengthsInMasksAlone(GraphShape shape) {
        return shape.fused() && !shape.castK() && !shape.castV();
    }

    private static void stretch(Graph graph, LlamaCaches caches) {
        if (graph.fullMask != null) {
            graph.fullMask.widen(caches.full().cells());
        }
        if (graph.slidingMask != null) {
            graph.slidingMask.widen(caches.sliding().cells());
        }
    }
}
