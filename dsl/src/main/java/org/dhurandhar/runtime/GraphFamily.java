package org.dhurandhar.runtime;

/// The graph builders, one for each family of architectures.
final class GraphFamily {
    private GraphFamily() {}

    static boolean knows(String architecture) {
        return TransformerGraph.knows(architecture)
                || StateSpaceGraph.knows(architecture)
                || ShortConvolutionGraph.knows(architecture)
                || LatentGraph.knows(architecture)
                || DeltaNetGraph.knows(architecture)
                || KimiGraph.knows(architecture)
                || Gemma4Graph.knows(architecture)
                || Gemma3nGraph.knows(architecture);
    }

    /// Whether recorded runs confirm the architecture's graph.
    static boolean exact(String architecture) {
        return knows(architecture) && TransformerGraph.measured(architecture);
    }

    /// The graph of a batch; an unknown architecture is taken for a plain transformer.
    static Graph build(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        var architecture = model.architecture;
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
        return new TransformerGraph(model, caches, shape).build();
    }
}
