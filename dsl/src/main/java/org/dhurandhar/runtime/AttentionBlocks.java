package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.cast;
import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMat;
import static org.dhurandhar.runtime.Operations.permute;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.setRows;
import static org.dhurandhar.runtime.Operations.shaped;
import static org.dhurandhar.runtime.Operations.transpose;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;
import org.jspecify.annotations.Nullable;

/// Attention over caches: writing keys and values, reading them back, and the two ways of computing
/// it (llama-graph.cpp build_attn, llama-kv-cache.cpp).
class AttentionBlocks extends LlamaGraph {
    private @Nullable GraphInputs full;
    private @Nullable GraphInputs sliding;

    AttentionBlocks(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    GraphInputs inputs(int layer) {
        if (model.sliding(layer)) {
            if (sliding == null) {
                sliding = GraphInputs.of(shape, model, caches.sliding());
                graph.slidingMask = sliding.mask();
            }
            return sliding;
        }
        if (full == null) {
            full = GraphInputs.of(shape, model, caches.full());
            graph.fullMask = full.mask();
        }
        return full;
    }

    /// Attention of a block and its output projection.
    ///
    /// @param k null where the block reads an earlier one's cache
    GraphNode attend(int layer, GraphNode q, @Nullable GraphNode k, @Nullable GraphNode v) {
        return projectBiased(layer, "attn_output", mix(layer, q, k, v));
    }

    /// Attention without the output projection.
    GraphNode mix(int layer, GraphNode query, @Nullable GraphNode key, @Nullable GraphNode value) {
        var in = inputs(layer);
        var q = query;
        var k = key;
        var v = value;
        if (in.kRotation() != null) {
            q = rotate(q, in.kRotation());
            k = k == null ? null : rotate(k, in.kRotation());
        }
        if (in.vRotation() != null && v != null) {
            v = rotate(v, in.vRotation());
        }
        expandInOrder(q, k, v);
        long hk = model.headK(layer);
        long hv = model.headV(layer);
        long heads = model.kvHeads(layer);
        long cells = in.cache().cells();
        long streams = shape.streams();
        var kCache = GraphNode.external(Element.F16, hk * heads, cells, streams);
        long vRow = shape.fused() ? hv * heads : model.widestValueRow();
        var vCache = GraphNode.external(Element.F16, vRow, cells, streams);
        if (k != null) {
            graph.expand(storeRows(kCache, k, in.kRows()));
        }
        if (v != null) {
            graph.expand(
                    shape.fused()
                            ? storeRows(vCache, v, in.vRows())
                            : storeTransposed(vCache, v, in.vRows()));
        }
        var kRead = view(kCache, new long[] {hk, heads, cells, streams}, 2 * hk, 2 * hk * heads);
        var vRead =
                shape.fused()
                        ? view(vCache, new long[] {hv, heads, cells, streams}, 2 * hv, 2 * vRow)
                        : view(
                                vCache,
                                new long[] {cells, heads, hv, streams},
                                2 * cells * hv,
                                2 * cells);
        var cur =
                core(
                        q,
                        kRead,
                        vRead,
                        !shape.fused(),
                        in.mask(),
                        weight(block(layer, "attn_sinks.weight")),
                        null);
        return in.vRotation() == null ? cur : rotate(cur, in.vRotation());
    }

    private void expandInOrder(GraphNode q, @Nullable GraphNode k, @Nullable GraphNode v) {
        graph.expand(q);
        var first = model.windows.any() ? k : v;
        var second = model.windows.any() ? v : k;
        if (first != null) {
            graph.expand(first);
        }
        if (second != null) {
            graph.expand(second);
        }
    }

    GraphNode storeRows(GraphNode cache, GraphNode rows, GraphNode ids) {
        long width = rows.ne[0] * rows.ne[1];
        var flat = view(rows, new long[] {width, tokens}, rows.nb[2]);
        var target = cache;
        if (cache.ne[2] > 1) {
            target = reshape(cache, cache.ne[0], cache.ne[1] * cache.ne[2]);
        }
        return setRows(target, flat, ids);
    }

    private GraphNode storeTransposed(GraphNode cache, GraphNode rows, GraphNode ids) {
        long width = rows.ne[0] * rows.ne[1];
        var flat =
                rows.nb[2] == 4 * width
                        ? reshape(rows, width, tokens)
                        : cont(rows, width, tokens, 1, 1);
        if (width < cache.ne[0]) {
            flat = shaped(Element.F32, new long[] {cache.ne[0], tokens, 1, 1}, flat);
        }
        var target = reshape(cache, 1, cache.elements());
        return setRows(target, reshape(flat, 1, flat.elements()), ids);
    }

    /// Scores, softmax and mixture, fused or not.
    ///
    /// @param transposed whether values lie transposed in the cache
    /// @param decompress matrix that turns latent values into heads
    GraphNode core(
            GraphNode query,
            GraphNode key,
            GraphNode value,
            boolean transposed,
            GraphNode mask,
            @Nullable GraphNode sinks,
            @Nullable GraphNode decompress) {
        long streams = key.ne[3];
        long perStream = query.ne[2] / streams;
        var q =
                swapHeads(
                        view(
                                query,
                                new long[] {query.ne[0], query.ne[1], perStream, streams},
                                query.nb[0],
                                query.nb[1],
                                query.nb[2],
                                query.nb[2] * perStream));
        var k = swapHeads(key);
        var v = swapHeads(value);
        GraphNode cur;
        if (shape.fused()) {
            if (shape.castK()) {
                k = cast(k, Element.F16);
            }
            if (shape.castV()) {
                v = cast(v, Element.F16);
            }
            var ne = new long[] {v.ne[0], q.ne[2], q.ne[1], q.ne[3]};
            cur =
                    sinks == null
                            ? shaped(Element.F32, ne, q, k, v, mask)
                            : shaped(Element.F32, ne, q, k, v, mask, sinks);
            if (decompress != null) {
                cur = cont(swapHeads(mulMat(decompress, swapHeads(cur))));
            }
            cur = reshape(cur, cur.ne[0] * cur.ne[1], cur.ne[2] * cur.ne[3]);
        } else {
            cur = scores(q, k, v, transposed, mask, sinks, decompress);
        }
        graph.expand(cur);
        return cur;
    }

    private GraphNode scores(
            GraphNode q,
            GraphNode k,
            GraphNode value,
            boolean transposed,
            GraphNode mask,
            @Nullable GraphNode sinks,
            @Nullable GraphNode decompress) {
        var kq = mulMat(k, q);
        if (model.architecture.equals("gemma2")) {
            kq = map(map(map(kq)));
        }
        kq = sinks == null ? map(kq, mask) : map(kq, mask, sinks);
        var v = transposed ? value : cont(transpose(value));
        var kqv = mulMat(v, kq);
        if (decompress != null) {
            kqv = mulMat(decompress, kqv);
        }
        var swapped = permute(kqv, 0, 2, 1, 3);
        return cont(swapped, swapped.ne[0] * swapped.ne[1], swapped.ne[2] * swapped.ne[3], 1, 1);
    }

    private static GraphNode rotate(GraphNode x, GraphNode rotation) {
        long n = rotation.ne[0];
        long rows = x.elements() / n;
        var flat = x.contiguous() ? reshape(x, n, rows) : cont(x, n, rows, 1, 1);
        return reshape(mulMat(rotation, flat), x.ne);
    }
}
