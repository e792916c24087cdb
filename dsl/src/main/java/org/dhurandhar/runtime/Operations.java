package org.dhurandhar.runtime;

import org.dhurandhar.runtime.GraphNode.Element;

/// The operations of ggml as far as they decide memory: result shape, operand order, views, and
/// which results may take an operand's place.
final class Operations {
    private Operations() {}

    /// Element-wise operation that may run in place: add, mul, unary, rope, rms norm, softmax ...
    static GraphNode map(GraphNode a, GraphNode... more) {
        return GraphNode.result(a.type, true, a.ne.clone(), join(a, more));
    }

    /// Operation with the shape of its first operand that never runs in place: norm, pad-free
    /// copies.
    static GraphNode fresh(GraphNode a, GraphNode... more) {
        return GraphNode.result(a.type, false, a.ne.clone(), join(a, more));
    }

    static GraphNode shaped(Element type, long[] ne, GraphNode... operands) {
        return GraphNode.result(type, false, ne, operands);
    }

    static GraphNode mulMat(GraphNode a, GraphNode b) {
        return shaped(Element.F32, new long[] {a.ne[1], b.ne[1], b.ne[2], b.ne[3]}, a, b);
    }

    static GraphNode mulMatId(GraphNode experts, GraphNode b, GraphNode ids) {
        return shaped(
                Element.F32, new long[] {experts.ne[1], ids.ne[0], b.ne[2], 1}, experts, b, ids);
    }

    static GraphNode getRows(GraphNode a, GraphNode ids) {
        return shaped(
                a.type == Element.I32 ? Element.I32 : Element.F32,
                new long[] {a.ne[0], ids.ne[0], ids.ne[1], ids.ne[2]},
                a,
                ids);
    }

    static GraphNode glu(GraphNode gate, GraphNode up) {
        return fresh(gate, up);
    }

    static GraphNode gluHalves(GraphNode both) {
        return shaped(
                both.type, new long[] {both.ne[0] / 2, both.ne[1], both.ne[2], both.ne[3]}, both);
    }

    static GraphNode concat(GraphNode a, GraphNode b, int axis) {
        var ne = a.ne.clone();
        ne[axis] += b.ne[axis];
        return shaped(a.type, ne, a, b);
    }

    static GraphNode sumRows(GraphNode a) {
        return shaped(a.type, new long[] {1, a.ne[1], a.ne[2], a.ne[3]}, a);
    }

    static GraphNode repeat(GraphNode a, long... ne) {
        return shaped(a.type, ne, a);
    }

    static GraphNode argsortTop(GraphNode a, long k) {
        var sorted = shaped(Element.I32, a.ne.clone(), a);
        return view(sorted, new long[] {k, a.ne[1], a.ne[2], a.ne[3]}, sorted.nb);
    }

    static GraphNode cont(GraphNode a, long... ne) {
        return shaped(a.type, ne.length == 0 ? a.ne.clone() : ne, a);
    }

    /// A copy in another type; it stands among its own operands, as in ggml.
    static GraphNode cast(GraphNode a, Element type) {
        var node = shaped(type, a.ne.clone(), a);
        node.operands = new GraphNode[] {a, node};
        return node;
    }

    /// Copies into existing memory: a view of the destination.
    static GraphNode copyTo(GraphNode a, GraphNode destination) {
        return GraphNode.view(destination, destination.ne, destination.nb, a, destination);
    }

    static GraphNode setRows(GraphNode destination, GraphNode rows, GraphNode ids) {
        return GraphNode.view(destination, destination.ne, destination.nb, rows, ids, destination);
    }

    static GraphNode scaleInPlace(GraphNode a) {
        return GraphNode.view(a, a.ne, a.nb, a);
    }

    static GraphNode reshape(GraphNode a, long... ne) {
        var shape = GraphNode.shape(ne);
        return GraphNode.view(a, shape, GraphNode.strides(a.type, shape), a);
    }

    /// A view with its own shape; strides beyond the given ones follow from the shape.
    ///
    /// @param strides `nb[1]`, `nb[2]` ... in bytes, or all four as another node has them
    static GraphNode view(GraphNode a, long[] ne, long... strides) {
        var shape = GraphNode.shape(ne);
        if (strides.length == 4) {
            return GraphNode.view(a, shape, strides, a);
        }
        var nb = new long[4];
        nb[0] = a.type.bytes;
        for (int i = 1; i < 4; i++) {
            nb[i] =
                    i <= strides.length
                            ? strides[i - 1]
                            : Math.multiplyExact(nb[i - 1], shape[i - 1]);
        }
        return GraphNode.view(a, shape, nb, a);
    }

    static GraphNode permute(GraphNode a, int... axes) {
        var ne = new long[4];
        var nb = new long[4];
        for (int i = 0; i < 4; i++) {
            ne[axes[i]] = a.ne[i];
            nb[axes[i]] = a.nb[i];
        }
        return GraphNode.view(a, ne, nb, a);
    }

    static GraphNode transpose(GraphNode a) {
        return permute(a, 1, 0, 2, 3);
    }

    private static GraphNode[] join(GraphNode a, GraphNode[] more) {
        if (more.length == 0) {
            return new GraphNode[] {a};
        }
        var all = new GraphNode[more.length + 1];
        all[0] = a;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }
}
