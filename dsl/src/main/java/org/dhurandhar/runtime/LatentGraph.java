package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.map;

import org.dhurandhar.runtime.GraphNode.Element;

/// Graphs of transformers with latent attention: DeepSeek V2 and V3, MiniCPM 3.
final class LatentGraph extends LatentBlocks {
    LatentGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    static boolean knows(String architecture) {
        return architecture.equals("deepseek2") || architecture.equals("minicpm3");
    }

    Graph build() {
        boolean small = model.architecture.equals("minicpm3");
        var cur = embed(false);
        if (small) {
            cur = map(cur);
        }
        var temperature =
                !small && model.real("attention.temperature_scale", 0) != 0
                        ? GraphNode.input(Element.F32, 1, 1, tokens)
                        : null;
        var positions = positions();
        for (int layer = 0; layer < model.layers; layer++) {
            var residual = cur;
            var normed = rms(layer, "attn_norm", cur);
            cur =
                    model.multiLatent()
                            ? latent(layer, normed, positions, temperature)
                            : expanded(layer, normed, positions);
            if (layer == model.layers - 1) {
                cur = outputs(cur);
                residual = outputs(residual);
            }
            var middle = map(small ? map(cur) : cur, residual);
            cur = feedForward(layer, rms(layer, "ffn_norm", middle));
            cur = map(small ? map(cur) : cur, middle);
        }
        cur = outputNorm(cur);
        if (small) {
            cur.output = true;
            cur = logits(map(cur));
            cur.output = true;
            graph.expand(cur);
        } else {
            finish(cur, 0);
        }
        return graph;
    }

    private GraphNode feedForward(int layer, GraphNode x) {
        if (!has(layer, "ffn_gate_inp.weight")) {
            return dense(layer, "", x, 1);
        }
        var routing = routing(model.flag("expert_weights_norm", false));
        var routed = experts(layer, x, routing, null, 1);
        return map(routed, dense(layer, "_shexp", x, 1));
    }
}
