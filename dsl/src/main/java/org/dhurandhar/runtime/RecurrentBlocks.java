package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.copyTo;
import static org.dhurandhar.runtime.Operations.getRows;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.scaleInPlace;
import static org.dhurandhar.runtime.Operations.view;

import java.util.function.BinaryOperator;
import org.dhurandhar.runtime.GraphNode.Element;
import org.jspecify.annotations.Nullable;

/// Reading and writing states that sequences keep between batches (llama-graph.cpp build_rs).
class RecurrentBlocks extends FeedForwardBlocks {
    final long sequences;
    final long sequenceTokens;

    private final GraphNode copies;
    private final GraphNode main;
    private final GraphNode tail;

    RecurrentBlocks(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
        sequences = shape.sequences();
        sequenceTokens = shape.sequenceTokens();
        copies = GraphNode.input(Element.I32, sequences);
        main = view(copies, new long[] {sequences});
        tail = view(copies, new long[] {shape.gathersSlots() ? sequences - 1 : 0});
    }

    GraphNode windowStates() {
        return GraphNode.external(Element.F32, model.windowState(), sequences);
    }

    GraphNode recurrentStates() {
        return GraphNode.external(Element.F32, model.recurrentState(), sequences);
    }

    /// The states of the batch's sequences, gathered.
    GraphNode gather(GraphNode states) {
        return gather(states, null);
    }

    /// The states of the batch's sequences, or what a reader makes of them in place.
    ///
    /// @param reader computes from all states and the sequences' rows, without a gathered copy
    GraphNode gather(GraphNode states, @Nullable BinaryOperator<GraphNode> reader) {
        long size = states.ne[0];
        var all = reshape(states, size, states.ne[1]);
        graph.expand(scaleInPlace(view(all, new long[] {size})));
        var gathered = getRows(all, reader == null ? copies : tail);
        var result =
                reader == null
                        ? view(gathered, new long[] {size, sequences}, gathered.nb[1])
                        : reader.apply(all, main);
        graph.expand(result);
        var extra = view(gathered, new long[] {size, 0}, gathered.nb[1]);
        graph.expand(copyTo(extra, view(states, new long[] {size, 0}, states.nb[1])));
        return result;
    }

    /// Writes what the batch leaves behind back into the states.
    void store(GraphNode value, GraphNode states) {
        var ne =
                value.ne[2] == 1 && value.ne[1] == 1
                        ? new long[] {states.elements()}
                        : new long[] {states.ne[0], sequences};
        graph.expand(copyTo(value, view(states, ne, states.nb[1])));
    }
}
