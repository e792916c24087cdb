package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nodes of a computation graph in the order in which they run.
final class Graph {
    final List<GraphNode> nodes = new ArrayList<>();
    final List<GraphNode> leaves = new ArrayList<>();

    /// Masks of the cache of all layers and of the one of layers with a window, where there are
    /// any.
    @Nullable GraphNode fullMask;

    @Nullable GraphNode slidingMask;

    /// Whether a weight that the graph needs was not among the model's tensors.
    boolean incomplete;

    /// Adds a node after everything it needs, operands from first to last.
    void expand(GraphNode node) {
        if (node.visited) {
            return;
        }
        node.visited = true;
        for (var operand : node.operands) {
            expand(operand);
        }
        (node.leaf ? leaves : nodes).add(node);
    }
}
