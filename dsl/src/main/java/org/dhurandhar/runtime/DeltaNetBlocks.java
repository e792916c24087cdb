package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.shaped;
import static org.dhurandhar.runtime.Operations.transpose;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;

/// Gated delta rule with its convolution (llama.cpp models/delta-net-base.cpp).
class DeltaNetBlocks extends LatentBlocks {
    DeltaNetBlocks(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    /// Convolution over the kept window and the new tokens.
    GraphNode convolution(GraphNode mixed, GraphNode states, GraphNode kernel) {
        long taps = kernel.ne[0] - 1;
        var window = reshape(gather(states), taps, mixed.ne[0], sequences);
        var joined = concat(window, transpose(mixed), 0);
        store(view(joined, window.ne.clone(), joined.nb[1], joined.nb[2]), states);
        return joined;
    }

    GraphNode convolved(GraphNode joined, GraphNode kernel) {
        return shaped(
                Element.F32,
                new long[] {joined.ne[1], sequenceTokens, sequences, 1},
                joined,
                kernel);
    }

    /// Norm to unit length: a mean square norm, then a scale.
    static GraphNode unit(GraphNode x) {
        return map(map(x));
    }

    /// One fused operation that yields outputs and the new state, which is written back.
    GraphNode deltaRule(
            GraphNode q,
            GraphNode k,
            GraphNode v,
            GraphNode gate,
            GraphNode beta,
            GraphNode state,
            GraphNode states) {
        long head = v.ne[0];
        long heads = v.ne[1];
        long rows = sequenceTokens * sequences + head * sequences;
        var both =
                shaped(
                        Element.F32,
                        new long[] {head * heads, rows, 1, 1},
                        q,
                        k,
                        v,
                        gate,
                        beta,
                        state);
        var output =
                view(
                        both,
                        new long[] {head, heads, sequenceTokens, sequences},
                        4 * head,
                        4 * head * heads,
                        4 * head * heads * sequenceTokens);
        var kept =
                view(
                        both,
                        new long[] {head, head, heads, sequences},
                        4 * head,
                        4 * head * head,
                        4 * head * head * heads);
        store(kept, states);
        return output;
    }
}
