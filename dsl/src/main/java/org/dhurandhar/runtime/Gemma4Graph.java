package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMat;
import static org.dhurandhar.runtime.Operations.reshape;

import org.jspecify.annotations.Nullable;

/// Graph of Gemma 4: heads of two sizes, shared caches, per-layer embeddings, experts beside a
/// dense layer (llama.cpp models/gemma4.cpp).
final class Gemma4Graph extends PerLayerEmbeddings {
    private static final double DEFAULT_CAP = 30;

    Gemma4Graph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    static boolean knows(String architecture) {
        return architecture.equals("gemma4");
    }

    Graph build() {
        var cur = embed(true);
        var positions = positions();
        var perLayer = model.tensor("per_layer_token_embd.weight") == null ? null : perLayer(cur);
        for (int layer = 0; layer < model.layers; layer++) {
            cur = block(layer, cur, positions, perLayer);
        }
        cur = outputNorm(cur);
        cur.output = true;
        finish(outputs(cur), model.real("final_logit_softcapping", DEFAULT_CAP) != 0 ? 3 : 0);
        return graph;
    }

    private GraphNode block(
            int layer, GraphNode input, GraphNode positions, @Nullable GraphNode perLayer) {
        var attended = attention(layer, rms(layer, "attn_norm", input), positions);
        var middle = map(rms(layer, "post_attention_norm", attended), input);
        GraphNode cur;
        if (has(layer, "ffn_gate_inp.weight")) {
            cur = denseAndExperts(layer, middle);
        } else {
            cur = dense(layer, "", rms(layer, "ffn_norm", middle), 1);
        }
        cur = map(rms(layer, "post_ffw_norm", cur), middle);
        if (perLayer != null) {
            var in = cur;
            cur = map(project(layer, "inp_gate", cur));
            cur = map(cur, slice(perLayer));
            cur = map(in, rms(layer, "post_norm", project(layer, "proj", cur)));
        }
        return has(layer, "layer_output_scale.weight")
                ? map(cur, blockWeight(layer, "layer_output_scale.weight"))
                : cur;
    }

    private GraphNode attention(int layer, GraphNode x, GraphNode positions) {
        long head = model.headK(layer);
        var q = reshape(project(layer, "attn_q", x), head, model.heads(layer), tokens);
        q = map(rms(layer, "attn_q_norm", q), positions);
        if (!model.ownsCache(layer)) {
            return attend(layer, q, null, null);
        }
        long kvHeads = model.kvHeads(layer);
        var k = project(layer, "attn_k", x);
        var v = has(layer, "attn_v.weight") ? project(layer, "attn_v", x) : k;
        k = rms(layer, "attn_k_norm", reshape(k, head, kvHeads, tokens));
        v = map(reshape(v, head, kvHeads, tokens));
        return attend(layer, q, map(k, positions), v);
    }

    private GraphNode denseAndExperts(int layer, GraphNode middle) {
        var dense = dense(layer, "", rms(layer, "ffn_norm", middle), 1);
        dense = rms(layer, "post_ffw_norm_1", dense);
        var forExperts = rms(layer, "pre_ffw_norm_2", middle);
        var routed = map(map(map(middle)), blockWeight(layer, "ffn_gate_inp.scale"));
        var logits = mulMat(blockWeight(layer, "ffn_gate_inp.weight"), routed);
        var experts = experts(layer, forExperts, Routing.plain(true, false), logits, 1);
        return map(dense, rms(layer, "post_ffw_norm_2", experts));
    }
}
