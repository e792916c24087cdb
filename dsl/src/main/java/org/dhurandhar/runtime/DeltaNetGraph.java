package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.repeat;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.view;

import java.util.Set;

/// Graphs of Qwen3-Next and Qwen3.5: gated delta layers between gated attention layers.
final class DeltaNetGraph extends DeltaNetBlocks {
    private static final Set<String> KNOWN = Set.of("qwen3next", "qwen35", "qwen35moe");

    private final boolean next;

    DeltaNetGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
        next = model.architecture.equals("qwen3next");
    }

    static boolean knows(String architecture) {
        return KNOWN.contains(architecture);
    }

    Graph build() {
        var cur = embed(false);
        var positions = positions();
        for (int layer = 0; layer < model.layers; layer++) {
            var residual = cur;
            cur = rms(layer, "attn_norm", cur);
            graph.expand(cur);
            cur = model.recurrent(layer) ? linear(layer, cur) : attention(layer, cur, positions);
            var middle = map(cur, residual);
            var fed = feedForward(layer, rms(layer, "post_attention_norm", middle));
            cur = map(fed, middle);
        }
        cur = outputNorm(cur);
        cur.output = true;
        finish(outputs(cur), 0);
        return graph;
    }

    private GraphNode attention(int layer, GraphNode x, GraphNode positions) {
        long head = model.headV(layer);
        long heads = model.heads(layer);
        var projected = heads(layer, x, 2, false);
        var both = projected.q();
        var half = new long[] {head, heads, tokens};
        long step = 8 * head;
        GraphNode source = both;
        if (next) {
            source = reshape(both, 2 * head, heads, tokens, 1);
        }
        var q = view(source, half, step, step * heads);
        var gateView = view(source, half.clone(), step, step * heads);
        q = map(rms(layer, "attn_q_norm", q), positions);
        var k = reshape(projected.k(), head, model.kvHeads(layer), tokens);
        k = map(rms(layer, "attn_k_norm", k), positions);
        var v = reshape(projected.v(), head, model.kvHeads(layer), tokens);
        var gate = cont(gateView, head * heads, tokens, 1, 1);
        var cur = mix(layer, q, k, v);
        return project(layer, "attn_output", map(cur, map(gate)));
    }

    private GraphNode linear(int layer, GraphNode x) {
        long keyHead = model.stateSize();
        long keyHeads = model.groups();
        long valueHeads = model.timeSteps();
        long valueHead = model.innerWidth() / valueHeads;
        var projections = projections(layer, x);
        var mixed = projections.mixed();
        var z = projections.z();
        GraphNode beta;
        GraphNode alpha;
        if (next) {
            long each = valueHeads / keyHeads;
            var ba =
                    reshape(
                            project(layer, "ssm_ba", x),
                            2 * each,
                            keyHeads,
                            sequenceTokens,
                            sequences);
            var part = new long[] {each, keyHeads, sequenceTokens, sequences};
            var b = view(ba, part, ba.nb[1], ba.nb[2], ba.nb[3]);
            var a = view(ba, part.clone(), ba.nb[1], ba.nb[2], ba.nb[3]);
            beta = reshape(map(cont(b)), 1, valueHeads, sequenceTokens, sequences);
            alpha = cont(a, valueHeads, sequenceTokens, sequences, 1);
        } else {
            beta =
                    map(
                            reshape(
                                    project(layer, "ssm_beta", x),
                                    1,
                                    valueHeads,
                                    sequenceTokens,
                                    sequences));
            alpha = reshape(project(layer, "ssm_alpha", x), valueHeads, sequenceTokens, sequences);
        }
        var gate = map(map(bias(layer, "ssm_dt", alpha)), blockWeight(layer, "ssm_a"));
        gate = reshape(gate, 1, valueHeads, sequenceTokens, sequences);

        var windows = windowStates();
        var kernel = blockWeight(layer, "ssm_conv1d.weight");
        var joined = convolution(mixed, windows, kernel);
        var states = recurrentStates();
        var state = reshape(gather(states), valueHead, valueHead, valueHeads, sequences);
        var out = map(convolved(joined, kernel));
        var q = part(out, keyHead, keyHeads);
        var k = part(out, keyHead, keyHeads);
        var v = part(out, valueHead, valueHeads);
        q = unit(q);
        k = unit(k);
        if (next && keyHeads != valueHeads) {
            q = spread(q, valueHeads);
            k = spread(k, valueHeads);
        }
        var output = deltaRule(q, k, v, gate, beta, state, states);
        var shaped = reshape(z, valueHead, valueHeads, sequenceTokens, sequences);
        var normed = map(rms(layer, "ssm_norm", output), map(shaped));
        var flat = reshape(normed, valueHead * valueHeads, sequenceTokens, sequences);
        return reshape(project(layer, "ssm_out", flat), model.width, tokens);
    }

    private record Projections(GraphNode mixed, GraphNode z) {}

    /// Queries, keys, values and output gate: two matrices, or one in files of the first converter.
    private Projections projections(int layer, GraphNode x) {
        if (!next || has(layer, "attn_qkv.weight")) {
            var mixed = project(layer, "attn_qkv", x);
            return new Projections(
                    reshape(mixed, mixed.ne[0], sequenceTokens, sequences),
                    project(layer, "attn_gate", x));
        }
        long key = model.stateSize();
        long heads = model.groups();
        long value = model.innerWidth() / heads;
        var all =
                reshape(
                        project(layer, "ssm_in", x),
                        2 * key + 2 * value,
                        heads,
                        sequenceTokens,
                        sequences);
        var q = slice(all, key, heads);
        var k = slice(all, key, heads);
        var v = slice(all, value, heads);
        var z = cont(slice(all, value, heads));
        var queries = cont(q, key * heads, sequenceTokens, sequences, 1);
        var keys = cont(k, key * heads, sequenceTokens, sequences, 1);
        var values = cont(v, value * heads, sequenceTokens, sequences, 1);
        return new Projections(concat(concat(queries, keys, 0), values, 0), z);
    }

    private GraphNode slice(GraphNode all, long width, long heads) {
        return view(
                all,
                new long[] {width, heads, sequenceTokens, sequences},
                all.nb[1],
                all.nb[2],
                all.nb[3]);
    }

    private GraphNode part(GraphNode mixed, long head, long heads) {
        long row = 4 * mixed.ne[0];
        return view(
                mixed,
                new long[] {head, heads, sequenceTokens, sequences},
                4 * head,
                row,
                row * sequenceTokens);
    }

    private GraphNode spread(GraphNode x, long heads) {
        long head = x.ne[0];
        long few = x.ne[1];
        long n = sequenceTokens * sequences;
        var repeated = repeat(reshape(x, head, 1, few, n), head, heads / few, few, n);
        return reshape(repeated, head, heads, sequenceTokens, sequences);
    }

    private GraphNode feedForward(int layer, GraphNode x) {
        if (!has(layer, "ffn_gate_inp.weight")) {
            return dense(layer, "", x, 1);
        }
        var routed = experts(layer, x, routing(true), null, 1);
        if (!has(layer, "ffn_up_shexp.weight")) {
            return routed;
        }
        var shared = dense(layer, "_shexp", x, 1);
        var gate = map(project(layer, "ffn_gate_inp_shexp", x));
        return map(routed, map(shared, gate));
    }
}
