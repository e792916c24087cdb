package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.shaped;
import static org.dhurandhar.runtime.Operations.transpose;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;

/// Graph of LFM2: short gated convolutions between attention layers (llama.cpp models/lfm2.cpp).
final class ShortConvolutionGraph extends RecurrentBlocks {
    ShortConvolutionGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    static boolean knows(String architecture) {
        return architecture.equals("lfm2") || architecture.equals("lfm2moe");
    }

    Graph build() {
        var cur = embed(false);
        var positions = positions();
        for (int layer = 0; layer < model.layers; layer++) {
            var residual = cur;
            cur = rms(layer, "attn_norm", cur);
            cur =
                    model.recurrent(layer)
                            ? convolution(layer, cur)
                            : attention(layer, cur, positions);
            if (layer == model.layers - 1) {
                cur = outputs(cur);
                residual = outputs(residual);
            }
            cur = map(residual, cur);
            var normed = rms(layer, "ffn_norm", cur);
            var fed =
                    has(layer, "ffn_gate_inp.weight")
                            ? experts(layer, normed, routing(true), null, 1)
                            : dense(layer, "", normed, 1);
            cur = map(cur, fed);
        }
        cur = outputNorm(cur);
        if (shape.embeddings()) {
            cur.output = true;
            graph.expand(cur);
        } else {
            finish(cur, 0);
        }
        return graph;
    }

    private GraphNode attention(int layer, GraphNode x, GraphNode positions) {
        var heads = heads(layer, x, 1, true);
        return attend(
                layer,
                map(rms(layer, "attn_q_norm", heads.q()), positions),
                map(rms(layer, "attn_k_norm", heads.k()), positions),
                heads.v());
    }

    private GraphNode convolution(int layer, GraphNode input) {
        long taps = model.shortConvolution() - 1;
        var cur = reshape(input, input.ne[0], sequenceTokens, sequences);
        var bcx = project(layer, "shortconv.in_proj", cur);
        long width = bcx.ne[0] / 3;
        var third = new long[] {width, sequenceTokens, sequences};
        var b = view(bcx, third, bcx.nb[1], bcx.nb[2]);
        var c = view(bcx, third.clone(), bcx.nb[1], bcx.nb[2]);
        var x = view(bcx, third.clone(), bcx.nb[1], bcx.nb[2]);
        var gated = transpose(map(b, x));
        var states = windowStates();
        var window = reshape(gather(states), taps, model.width, sequences);
        var joined = concat(window, gated, 0);
        store(
                view(
                        joined,
                        new long[] {taps, joined.ne[1], joined.ne[2]},
                        joined.nb[1],
                        joined.nb[2]),
                states);
        var convolved =
                shaped(
                        Element.F32,
                        new long[] {width, sequenceTokens, sequences, 1},
                        joined,
                        blockWeight(layer, "shortconv.conv.weight"));
        var y = project(layer, "shortconv.out_proj", map(c, convolved));
        return reshape(y, y.ne[0], tokens);
    }
}
