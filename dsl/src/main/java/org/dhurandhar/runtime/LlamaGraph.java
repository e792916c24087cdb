package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.fresh;
import static org.dhurandhar.runtime.Operations.getRows;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMat;
import static org.dhurandhar.runtime.Operations.permute;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.setRows;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;
import org.jspecify.annotations.Nullable;

/// The pieces that every architecture's graph is made of (llama-graph.cpp): weights by name, norms,
/// embeddings, projections, and outputs.
class LlamaGraph {
    final Graph graph = new Graph();
    final LlamaHparams model;
    final LlamaCaches caches;
    final GraphShape shape;
    final long tokens;

    private @Nullable GraphNode outputRows;

    LlamaGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        this.model = model;
        this.caches = caches;
        this.shape = shape;
        tokens = shape.tokens();
    }

    /// The stored tensor of that name, or null.
    @Nullable GraphNode weight(String name) {
        var tensor = model.tensor(name);
        if (tensor == null) {
            return null;
        }
        var ne = new long[] {1, 1, 1, 1};
        for (int i = 0; i < tensor.shape().size() && i < 4; i++) {
            ne[i] = tensor.shape().get(i);
        }
        return GraphNode.external(Element.F32, ne);
    }

    static String block(int layer, String name) {
        return "blk." + layer + "." + name;
    }

    boolean has(int layer, String name) {
        return model.tensor(block(layer, name)) != null;
    }

    /// A block's tensor; one that the file lacks leaves the graph incomplete.
    GraphNode blockWeight(int layer, String name) {
        var node = weight(block(layer, name));
        if (node == null) {
            graph.incomplete = true;
            return GraphNode.external(Element.F32, 1);
        }
        return node;
    }

    /// A projection of one block without bias.
    GraphNode project(int layer, String name, GraphNode x) {
        return mulMat(blockWeight(layer, name + ".weight"), x);
    }

    /// A projection of one block with its bias where it has one.
    GraphNode projectBiased(int layer, String name, GraphNode x) {
        return bias(layer, name, project(layer, name, x));
    }

    GraphNode bias(int layer, String name, GraphNode x) {
        var bias = weight(block(layer, name + ".bias"));
        return bias == null ? x : map(x, bias);
    }

    /// Root mean square norm of a block, with the weights it has.
    GraphNode rms(int layer, String name, GraphNode x) {
        return scaled(block(layer, name), map(x));
    }

    /// Layer norm of a block, with the weights it has.
    GraphNode layerNorm(int layer, String name, GraphNode x) {
        return scaled(block(layer, name), fresh(x));
    }

    GraphNode scaled(String name, GraphNode normed) {
        var weight = weight(name + ".weight");
        if (weight == null) {
            weight = weight(name);
        }
        var result = weight == null ? normed : map(normed, weight);
        var bias = weight(name + ".bias");
        return bias == null ? result : map(result, bias);
    }

    /// Token embeddings, with the inputs for batches of embeddings beside them.
    ///
    /// @param scaleRows whether token rows are scaled; by an input where batches may be mixed
    GraphNode embed(boolean scaleRows) {
        var table = weight("token_embd.weight");
        if (table == null) {
            table = GraphNode.external(Element.F32, model.width, model.vocabulary);
        }
        var ids = GraphNode.input(Element.I32, tokens);
        var cur = getRows(table, ids);
        graph.expand(cur);
        graph.expand(GraphNode.input(Element.F32, model.width, tokens));
        if (shape.mixed()) {
            var mixedIds = GraphNode.input(Element.I32, tokens);
            var slots = GraphNode.input(Element.I64, tokens);
            var rows = GraphNode.input(Element.F32, model.width, tokens);
            graph.expand(setRows(fresh(rows), getRows(table, mixedIds), slots));
        }
        if (model.real("embedding_scale", 0) != 0 && model.architecture.startsWith("granite")) {
            cur = map(cur);
        }
        if (scaleRows) {
            cur = shape.mixed() ? map(cur, GraphNode.input(Element.F32, 1, tokens)) : map(cur);
        }
        graph.expand(cur);
        return cur;
    }

    /// Positions: one number a token, or four for multimodal rotary embeddings.
    GraphNode positions() {
        long sections = model.model.integer("rope.dimension_sections", 0);
        boolean four =
                switch (model.architecture) {
                    case "qwen2vl", "qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe" -> true;
                    case "glm4", "glm4moe", "hunyuan-dense", "hunyuan_vl" -> sections > 0;
                    default -> false;
                };
        return GraphNode.input(Element.I32, four ? 4 * tokens : tokens);
    }

    /// Keeps only the rows that logits are wanted for.
    GraphNode outputs(GraphNode x) {
        if (outputRows == null) {
            outputRows = GraphNode.input(Element.I32, shape.outputs());
        }
        return getRows(x, outputRows);
    }

    /// Head: the normed state is kept as embeddings, then logits, then their scaling.
    ///
    /// @param normed last hidden state after the output norm
    /// @param steps element-wise operations between projection and logits
    void finish(GraphNode normed, int steps) {
        normed.output = true;
        var cur = logits(normed);
        for (int i = 0; i < steps; i++) {
            cur = map(cur);
        }
        cur.output = true;
        graph.expand(cur);
    }

    GraphNode logits(GraphNode x) {
        var head = weight("output.weight");
        if (head == null) {
            head = weight("token_embd.weight");
        }
        var cur =
                mulMat(
                        head == null
                                ? GraphNode.external(Element.F32, model.width, model.vocabulary)
                                : head,
                        x);
        var bias = weight("output.bias");
        return bias == null ? cur : map(cur, bias);
    }

    GraphNode outputNorm(GraphNode x) {
        var name = model.tensor("output_norm.weight") == null ? "token_embd_norm" : "output_norm";
        return scaled(name, map(x));
    }

    /// Queries, keys, values of a block, as heads.
    record Heads(GraphNode q, GraphNode k, GraphNode v) {}

    /// Projects to heads, from one fused matrix or from three.
    ///
    /// @param queryFactor 2 where the query projection carries a gate of the same width
    /// @param split whether the results are shaped as heads
    Heads heads(int layer, GraphNode cur, int queryFactor, boolean split) {
        long hk = model.headK(layer);
        long hv = model.headV(layer);
        long nq = model.heads(layer);
        long nk = model.kvHeads(layer);
        if (has(layer, "attn_qkv.weight")) {
            return fused(projectBiased(layer, "attn_qkv", cur), hk, nq, hv, nk, split);
        }
        var q = projectBiased(layer, "attn_q", cur);
        var k = projectBiased(layer, "attn_k", cur);
        var v = projectBiased(layer, "attn_v", cur);
        if (!split) {
            return new Heads(q, k, v);
        }
        return new Heads(
                reshape(q, hk * queryFactor, nq, tokens),
                reshape(k, hk, nk, tokens),
                reshape(v, hv, nk, tokens));
    }

    private Heads fused(GraphNode qkv, long hk, long nq, long hv, long nk, boolean split) {
        long step = qkv.nb[1];
        if (split) {
            return new Heads(
                    view(qkv, new long[] {hk, nq, tokens}, 4 * hk, step),
                    view(qkv, new long[] {hk, nk, tokens}, 4 * hk, step),
                    view(qkv, new long[] {hv, nk, tokens}, 4 * hv, step));
        }
        return new Heads(
                Operations.cont(view(qkv, new long[] {hk * nq, tokens}, step)),
                Operations.cont(view(qkv, new long[] {hk * nk, tokens}, step)),
                Operations.cont(view(qkv, new long[] {hv * nk, tokens}, step)));
    }

    /// Keys of a compressed latent and of its rotary part, joined.
    static GraphNode joined(GraphNode a, GraphNode b) {
        return concat(a, b, 0);
    }

    static GraphNode swapHeads(GraphNode x) {
        return permute(x, 0, 2, 1, 3);
    }
}
