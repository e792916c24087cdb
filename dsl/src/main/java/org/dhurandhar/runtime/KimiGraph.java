package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.copyTo;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.shaped;
import static org.dhurandhar.runtime.Operations.transpose;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;

/// Graph of Kimi Linear: delta attention with a gate per channel, between latent attention.
final class KimiGraph extends DeltaNetBlocks {
    private final long head;
    private final long heads;
    private final long inner;
    private final long taps;

    KimiGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
        head = model.kdaHead();
        heads = model.heads(0);
        inner = head * heads;
        taps = model.convolutionKernel() - 1;
    }

    static boolean knows(String architecture) {
        return architecture.equals("kimi-linear");
    }

    Graph build() {
        var cur = embed(false);
        for (int layer = 0; layer < model.layers; layer++) {
            var residual = cur;
            cur = rms(layer, "attn_norm", cur);
            graph.expand(cur);
            cur = model.recurrent(layer) ? delta(layer, cur) : latent(layer, cur, null, null);
            if (layer == model.layers - 1) {
                cur = outputs(cur);
                residual = outputs(residual);
            }
            var middle = map(cur, residual);
            var normed = rms(layer, "ffn_norm", middle);
            cur =
                    has(layer, "ffn_gate_inp.weight")
                            ? map(
                                    experts(layer, normed, routing(true), null, 1),
                                    dense(layer, "_shexp", normed, 1))
                            : dense(layer, "", normed, 1);
            cur = map(cur, middle);
        }
        finish(outputNorm(cur), 0);
        return graph;
    }

    private GraphNode delta(int layer, GraphNode x) {
        var windows = windowStates();
        var window = gather(windows);
        var q = convolved(layer, "q", x, window, windows);
        var k = convolved(layer, "k", x, window, windows);
        var v = convolved(layer, "v", x, window, windows);

        var gate = project(layer, "ssm_f_b", project(layer, "ssm_f_a", x));
        gate = map(bias(layer, "ssm_dt", gate));
        gate = reshape(gate, head, heads, tokens);
        gate = map(gate, reshape(blockWeight(layer, "ssm_a"), 1, heads, 1));
        gate = reshape(gate, head, heads, sequenceTokens, sequences);
        var beta = map(reshape(project(layer, "ssm_beta", x), 1, heads, sequenceTokens, sequences));
        var cur = reshape(x, x.ne[0], sequenceTokens, sequences);

        var states = recurrentStates();
        var state = reshape(gather(states), head, head, heads, sequences);
        var output = cont(deltaRule(unit(q), unit(k), v, gate, beta, state, states));
        var flat = reshape(cur, cur.ne[0], tokens);
        var outputGate = project(layer, "ssm_g_b", project(layer, "ssm_g_a", flat));
        outputGate = reshape(outputGate, head, heads, tokens);
        var normed = rms(layer, "ssm_norm", reshape(output, head, heads, tokens));
        var gated = map(normed, map(outputGate));
        return project(layer, "attn_output", cont(gated, inner, tokens, 1, 1));
    }

    private GraphNode convolved(
            int layer, String which, GraphNode x, GraphNode window, GraphNode windows) {
        long row = 4 * model.windowState();
        var shape3 = new long[] {taps, inner, sequences};
        var kept = view(window, shape3, 4 * taps, row);
        var projected =
                reshape(project(layer, "attn_" + which, x), inner, sequenceTokens, sequences);
        var joined = concat(kept, transpose(projected), 0);
        var end = view(joined, shape3.clone(), joined.nb[1], joined.nb[2]);
        graph.expand(copyTo(end, view(windows, shape3.clone(), 4 * taps, row)));
        var kernel = blockWeight(layer, "ssm_conv1d_" + which + ".weight");
        var out =
                shaped(
                        Element.F32,
                        new long[] {inner, sequenceTokens, sequences, 1},
                        joined,
                        reshape(kernel, taps + 1, inner));
        return reshape(map(reshape(out, inner, tokens)), head, heads, sequenceTokens, sequences);
    }
}
