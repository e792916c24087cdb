package org.dhurandhar.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One tensor of a computation graph: shape, strides, operands, and what the allocator notes on it.
final class GraphNode {
    /// Types that occur in buffers of activations.
    enum Element {
        F32(4),
        F16(2),
        I32(4),
        I64(8);

        final int bytes;

        Element(int bytes) {
            this.bytes = bytes;
        }
    }

    static final GraphNode[] NO_OPERANDS = {};

    final Element type;
    final long[] ne;
    final long[] nb;
    final @Nullable GraphNode viewed;
    final boolean leaf;
    final boolean inPlace;

    /// Whether its memory belongs to weights or caches.
    final boolean external;

    GraphNode[] operands;
    boolean input;
    boolean output;
    boolean visited;

    int children;
    int views;
    boolean allocated;
    long offset;

    private GraphNode(
            Element type,
            long[] ne,
            long[] nb,
            @Nullable GraphNode viewed,
            boolean leaf,
            boolean inPlace,
            boolean external,
            GraphNode[] operands) {
        this.type = type;
        this.ne = ne;
        this.nb = nb;
        this.viewed = viewed;
        this.leaf = leaf;
        this.inPlace = inPlace;
        this.external = external;
        this.operands = operands;
    }

    /// Weights and caches: memory that is there already.
    static GraphNode external(Element type, long... ne) {
        var shape = shape(ne);
        return new GraphNode(
                type, shape, strides(type, shape), null, true, false, true, NO_OPERANDS);
    }

    /// What the caller fills in before a run.
    static GraphNode input(Element type, long... ne) {
        var shape = shape(ne);
        var node =
                new GraphNode(
                        type, shape, strides(type, shape), null, true, false, false, NO_OPERANDS);
        node.input = true;
        return node;
    }

    /// The result of an operation in memory of its own.
    static GraphNode result(Element type, boolean inPlace, long[] ne, GraphNode... operands) {
        var shape = shape(ne);
        return new GraphNode(
                type, shape, strides(type, shape), null, false, inPlace, false, operands);
    }

    /// A view of the first operand's memory, or of another node's.
    static GraphNode view(GraphNode of, long[] ne, long[] nb, GraphNode... operands) {
        var root = of.viewed == null ? of : of.viewed;
        return new GraphNode(of.type, ne, nb, root, false, false, root.external, operands);
    }

    /// The same node with another first dimension.
    void widen(long first) {
        ne[0] = first;
        System.arraycopy(strides(type, ne), 0, nb, 0, nb.length);
    }

    /// Forgets what an allocator noted.
    void forget() {
        children = 0;
        views = 0;
        allocated = false;
    }

    static long[] shape(long[] ne) {
        if (ne.length == 4) {
            return ne;
        }
        var shape = new long[] {1, 1, 1, 1};
        System.arraycopy(ne, 0, shape, 0, ne.length);
        return shape;
    }

    static long[] strides(Element type, long[] ne) {
        var nb = new long[4];
        nb[0] = type.bytes;
        for (int i = 1; i < 4; i++) {
            nb[i] = Math.multiplyExact(nb[i - 1], ne[i - 1]);
        }
        return nb;
    }

    long elements() {
        long rows = Math.multiplyExact(ne[0], ne[1]);
        return Math.multiplyExact(rows, Math.multiplyExact(ne[2], ne[3]));
    }

    long bytes() {
        return Math.multiplyExact(elements(), type.bytes);
    }

    boolean contiguous() {
        long next = type.bytes;
        for (int i = 0; i < 4; i++) {
            if (ne[i] != 1 && nb[i] != next) {
                return false;
            }
            next = Math.multiplyExact(next, ne[i]);
        }
        return true;
    }

    boolean sameLayout(GraphNode other) {
        return type == other.type && Arrays.equals(ne, other.ne) && Arrays.equals(nb, other.nb);
    }
}
