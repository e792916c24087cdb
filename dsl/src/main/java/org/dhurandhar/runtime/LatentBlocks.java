package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMat;
import static org.dhurandhar.runtime.Operations.repeat;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;
import org.jspecify.annotations.Nullable;

/// Multi-head latent attention: absorbed, with one compressed latent in the cache, or expanded to
/// heads before caching (llama.cpp models/deepseek2.cpp, kimi-linear.cpp, minicpm3.cpp).
class LatentBlocks extends RecurrentBlocks {
    LatentBlocks(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    private long rank() {
        return model.model.integer("attention.kv_lora_rank", 0);
    }

    private long rope() {
        return model.model.integer("rope.dimension_count", 0);
    }

    private long keyHead() {
        return model.model.integer("attention.key_length_mla", model.headK(0));
    }

    private long valueHead() {
        return model.model.integer("attention.value_length_mla", model.headV(0));
    }

    GraphNode queries(int layer, GraphNode x) {
        if (!has(layer, "attn_q_a.weight")) {
            return project(layer, "attn_q", x);
        }
        var compressed = rms(layer, "attn_q_a_norm", project(layer, "attn_q_a", x));
        return project(layer, "attn_q_b", compressed);
    }

    /// Absorbed latent attention; heads are decompressed after mixing.
    ///
    /// @param positions null where nothing is rotated
    GraphNode latent(
            int layer,
            GraphNode x,
            @Nullable GraphNode positions,
            @Nullable GraphNode temperature) {
        long heads = model.heads(layer);
        long nope = keyHead() - rope();
        var q = queries(layer, x);
        if (positions != null) {
            q = reshape(q, keyHead(), heads, tokens);
        }
        long row = 4 * keyHead();
        var compressed = project(layer, "attn_kv_a_mqa", x);
        var kv = view(compressed, new long[] {rank(), tokens}, compressed.nb[1]);
        var kRope =
                view(
                        compressed,
                        new long[] {rope(), 1, tokens},
                        compressed.nb[1],
                        compressed.nb[1]);
        var qNope = view(q, new long[] {nope, heads, tokens}, row, row * heads);
        var qRope = view(q, new long[] {rope(), heads, tokens}, row, row * heads);
        if (positions != null) {
            kRope = map(kRope, positions);
            qRope = map(qRope, positions);
        }
        kv = rms(layer, "attn_kv_a_norm", kv);
        var absorbed = swapHeads(mulMat(blockWeight(layer, "attn_k_b.weight"), swapHeads(qNope)));
        var query = concat(absorbed, qRope, 0);
        if (temperature != null) {
            query = map(query, temperature);
        }
        var value = reshape(kv, rank(), 1, tokens);
        var key = concat(value, kRope, 0);
        return projectBiased(layer, "attn_output", mixLatent(layer, query, key, value));
    }

    private GraphNode mixLatent(int layer, GraphNode query, GraphNode key, GraphNode value) {
        var in = inputs(layer);
        graph.expand(query);
        graph.expand(value);
        graph.expand(key);
        long row = key.ne[0];
        long cells = in.cache().cells();
        long streams = shape.streams();
        var type = shape.castK() ? Element.F32 : Element.F16;
        var cache = GraphNode.external(type, row, cells, streams);
        graph.expand(storeRows(cache, key, in.kRows()));
        var k = view(cache, new long[] {row, 1, cells, streams}, cache.nb[1], cache.nb[1]);
        var v = view(k, new long[] {rank(), 1, cells, streams}, k.nb[1], k.nb[2], k.nb[3]);
        return core(query, k, v, false, in.mask(), null, blockWeight(layer, "attn_v_b.weight"));
    }

    /// Latent attention expanded to heads before caching.
    GraphNode expanded(int layer, GraphNode x, GraphNode positions) {
        long heads = model.heads(layer);
        long nope = keyHead() - rope();
        var q = reshape(queries(layer, x), keyHead(), heads, tokens);
        var compressed = project(layer, "attn_kv_a_mqa", x);
        var latent = view(compressed, new long[] {rank(), tokens}, compressed.nb[1]);
        var kRope =
                view(
                        compressed,
                        new long[] {rope(), 1, tokens},
                        compressed.nb[1],
                        compressed.nb[1]);
        var kv = project(layer, "attn_kv_b", rms(layer, "attn_kv_a_norm", latent));
        long head = 4 * (nope + valueHead());
        var kNope = view(kv, new long[] {nope, heads, tokens}, head, head * heads);
        var v = cont(view(kv, new long[] {valueHead(), heads, tokens}, head, head * heads));
        q = map(q, positions);
        kRope = map(kRope, positions);
        var k = concat(kNope, repeat(kRope, rope(), heads, tokens, 1), 0);
        return attend(layer, q, k, v);
    }
}
