package org.dhurandhar.runtime;

import java.util.List;

/// Replays how ggml places the tensors of a graph in one buffer (ggml-alloc.c, graph allocator):
/// inputs first, results where a dying operand of the same layout lies or in the best free block.
final class GraphAllocator {
    private final FreeList free = new FreeList();

    private GraphAllocator() {}

    /// Size of the buffer that the graph needs, in bytes. What earlier runs noted on it does not
    /// matter.
    static long plan(Graph graph) {
        var allocator = new GraphAllocator();
        allocator.run(graph);
        return allocator.free.peak();
    }

    private void run(Graph graph) {
        forget(graph.leaves);
        forget(graph.nodes);
        for (var leaf : graph.leaves) {
            place(leaf);
        }
        for (var node : graph.nodes) {
            if (node.viewed != null) {
                node.viewed.views++;
            }
            for (var operand : node.operands) {
                operand.children++;
                if (operand.input) {
                    place(operand);
                }
            }
        }
        for (var node : graph.nodes) {
            for (var operand : node.operands) {
                place(operand);
            }
            place(node);
            for (var operand : node.operands) {
                drop(operand);
            }
        }
    }

    private static void forget(List<GraphNode> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).forget();
        }
    }

    private void place(GraphNode node) {
        if (node.external || node.allocated || node.viewed != null) {
            return;
        }
        node.allocated = true;
        if (node.inPlace) {
            for (var operand : node.operands) {
                if (operand.allocated
                        && !operand.output
                        && operand.children == 1
                        && operand.views == 0
                        && node.sameLayout(operand)) {
                    operand.allocated = false;
                    node.offset = operand.offset;
                    return;
                }
            }
        }
        node.offset = free.allocate(node.bytes());
    }

    private void drop(GraphNode operand) {
        operand.children--;
        if (operand.children != 0 || operand.views != 0) {
            return;
        }
        var viewed = operand.viewed;
        if (viewed != null) {
            viewed.views--;
            if (viewed.views == 0 && viewed.children == 0 && viewed.allocated) {
                release(viewed);
            }
        } else if (operand.allocated) {
            release(operand);
        }
    }

    private void release(GraphNode node) {
        if (!node.output) {
            free.release(node.offset, node.bytes());
            node.allocated = false;
        }
    }
}
