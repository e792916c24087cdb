package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.map;

import java.util.Set;

/// Graphs of state-space models and their hybrids with attention: Mamba, Mamba 2, Jamba, Falcon-H1,
/// Nemotron-H, Granite 4 hybrid.
final class StateSpaceGraph extends MambaBlocks {
    private static final Set<String> KNOWN =
            Set.of(
                    "mamba",
                    "mamba2",
                    "jamba",
                    "falcon-h1",
                    "nemotron_h",
                    "nemotron_h_moe",
                    "granitehybrid");

    StateSpaceGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    static boolean knows(String architecture) {
        return KNOWN.contains(architecture);
    }

    Graph build() {
        var cur = embed(false);
        var positions = positions();
        for (int layer = 0; layer < model.layers; layer++) {
            cur =
                    switch (model.architecture) {
                        case "mamba", "mamba2" -> pure(layer, cur);
                        case "falcon-h1" -> side(layer, cur, positions);
                        case "nemotron_h", "nemotron_h_moe" -> single(layer, cur);
                        default -> alternating(layer, cur, positions);
                    };
        }
        cur = outputNorm(cur);
        if (model.architecture.startsWith("nemotron")) {
            cur.output = true;
            cur = outputs(cur);
        }
        boolean scaled =
                model.architecture.equals("granitehybrid") && model.real("logit_scale", 0) != 0;
        finish(cur, scaled ? 1 : 0);
        return graph;
    }

    private boolean last(int layer) {
        return layer == model.layers - 1;
    }

    private GraphNode pure(int layer, GraphNode input) {
        var normed = rms(layer, "attn_norm", input);
        var cur =
                model.architecture.equals("mamba2") ? mamba2(layer, normed) : mamba(layer, normed);
        return last(layer) ? map(outputs(cur), outputs(input)) : map(cur, input);
    }

    /// Jamba and Granite: a mixer or attention, then feed-forward.
    private GraphNode alternating(int layer, GraphNode input, GraphNode positions) {
        boolean jamba = model.architecture.equals("jamba");
        var cur = rms(layer, "attn_norm", input);
        if (!model.recurrent(layer)) {
            cur = attention(layer, cur, positions, !jamba && rope());
        } else {
            cur = jamba ? mamba(layer, cur) : mamba2(layer, cur);
        }
        var residual = input;
        if (last(layer)) {
            cur = outputs(cur);
            residual = outputs(residual);
        }
        cur = residualScale(cur);
        var middle = jamba ? map(residual, cur) : map(cur, residual);
        cur = rms(layer, "ffn_norm", middle);
        if (!has(layer, "ffn_gate_inp.weight")) {
            cur = dense(layer, "", cur, 1);
        } else {
            var normed = cur;
            cur = experts(layer, normed, routing(!jamba), null, 1);
            if (has(layer, "ffn_up_shexp.weight")) {
                cur = map(cur, dense(layer, "_shexp", normed, 1));
            }
        }
        cur = residualScale(cur);
        return jamba ? map(middle, cur) : map(cur, middle);
    }

    private boolean rope() {
        return model.flag("rope.scaling.finetuned", true);
    }

    private GraphNode residualScale(GraphNode x) {
        boolean scaled =
                model.architecture.equals("granitehybrid") && model.real("residual_scale", 0) != 0;
        return scaled ? map(x) : x;
    }

    private GraphNode attention(int layer, GraphNode x, GraphNode positions, boolean rope) {
        var heads = heads(layer, x, 1, true);
        return rope
                ? attend(layer, map(heads.q(), positions), map(heads.k(), positions), heads.v())
                : attend(layer, heads.q(), heads.k(), heads.v());
    }

    /// Falcon-H1: attention and mixer side by side.
    private GraphNode side(int layer, GraphNode input, GraphNode positions) {
        var attended = attention(layer, rms(layer, "attn_norm", input), positions, true);
        var mixed = mamba2(layer, rms(layer, "attn_norm", input));
        var residual = map(map(attended, mixed), input);
        if (last(layer)) {
            residual = outputs(residual);
        }
        var cur = dense(layer, "", rms(layer, "ffn_norm", residual), 1);
        return map(cur, residual);
    }

    /// Nemotron-H: each layer is one of mixer, attention, feed-forward.
    private GraphNode single(int layer, GraphNode input) {
        var cur = rms(layer, "attn_norm", input);
        if (model.recurrent(layer)) {
            cur = mamba2(layer, cur);
        } else if (model.attends(layer)) {
            cur = attention(layer, cur, cur, false);
        } else if (has(layer, "ffn_gate_inp.weight")) {
            var routed =
                    experts(
                            layer,
                            cur,
                            routing(model.flag("expert_weights_norm", false)),
                            project(layer, "ffn_gate_inp", cur),
                            2);
            cur = map(routed, dense(layer, "_shexp", cur, 2));
        } else {
            cur = dense(layer, "", cur, 2);
        }
        return map(cur, input);
    }
}
