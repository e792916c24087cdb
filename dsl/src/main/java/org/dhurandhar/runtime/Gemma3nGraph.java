package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMat;
import static org.dhurandhar.runtime.Operations.permute;
import static org.dhurandhar.runtime.Operations.repeat;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.shaped;
import static org.dhurandhar.runtime.Operations.sumRows;
import static org.dhurandhar.runtime.Operations.transpose;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;

/// Graph of Gemma 3n: alternating updates over parallel streams, learned augmented residuals,
/// sparse activations, per-layer embeddings (llama.cpp models/gemma3n.cpp).
final class Gemma3nGraph extends PerLayerEmbeddings {
    private static final int SPARSE_LAYERS = 10;

    private final long streams;
    private final long width;

    Gemma3nGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
        streams = model.model.integer("altup.num_inputs", 4);
        width = model.width;
    }

    static boolean knows(String architecture) {
        return architecture.equals("gemma3n");
    }

    Graph build() {
        var cur = embed(true);
        var positions = positions();
        var perLayer = perLayer(cur);
        var magnitude = magnitude(cur);
        var added = mulMat(global("altup_proj.weight"), repeat(cur, width, tokens, streams - 1, 1));
        var own = magnitude(added);
        cur = concat(cur, map(map(added, magnitude), own), 2);
        for (int layer = 0; layer < model.layers; layer++) {
            cur = block(layer, cur, positions, perLayer);
        }
        cur = outputs(merged(cur));
        finish(outputNorm(cur), 3);
        return graph;
    }

    private GraphNode global(String name) {
        var found = weight(name);
        return found == null ? GraphNode.external(Element.F32, width, width) : found;
    }

    private GraphNode magnitude(GraphNode x) {
        return map(sumRows(map(x)));
    }

    private GraphNode others(GraphNode x) {
        return view(x, new long[] {width, tokens, streams - 1}, x.nb[1], x.nb[2]);
    }

    private GraphNode block(int layer, GraphNode input, GraphNode positions, GraphNode perLayer) {
        var predictions = predict(layer, input);
        var active = slice(predictions);
        var normed = rms(layer, "attn_norm", active);
        var laurel =
                map(
                        rms(
                                layer,
                                "laurel_post_norm",
                                project(layer, "laurel_r", project(layer, "laurel_l", normed))),
                        normed);
        var cur = attention(layer, normed, positions);
        cur = map(rms(layer, "post_attention_norm", cur), active);
        var residual = map(map(cur, laurel));
        cur = feedForward(layer, rms(layer, "ffn_norm", residual));
        cur = map(rms(layer, "post_ffw_norm", cur), residual);
        var corrected = correct(layer, predictions, cur);
        var first = map(slice(corrected), blockWeight(layer, "altup_correct_scale.weight"));
        first = map(project(layer, "inp_gate", first));
        first = map(first, slice(perLayer));
        first = rms(layer, "post_norm", project(layer, "proj", first));
        return concat(slice(corrected), map(others(corrected), first), 2);
    }

    private GraphNode attention(int layer, GraphNode x, GraphNode positions) {
        if (!model.ownsCache(layer)) {
            var q =
                    reshape(
                            project(layer, "attn_q", x),
                            model.headK(layer),
                            model.heads(layer),
                            tokens);
            return attend(layer, map(rms(layer, "attn_q_norm", q), positions), null, null);
        }
        var heads = heads(layer, x, 1, true);
        var q = rms(layer, "attn_q_norm", heads.q());
        var k = rms(layer, "attn_k_norm", heads.k());
        var v = map(heads.v());
        return attend(layer, map(q, positions), map(k, positions), v);
    }

    private GraphNode feedForward(int layer, GraphNode x) {
        var up = project(layer, "ffn_up", x);
        var gate = project(layer, "ffn_gate", x);
        if (layer < SPARSE_LAYERS) {
            gate = sparse(gate);
        }
        return project(layer, "ffn_down", map(up, map(gate)));
    }

    private static GraphNode sparse(GraphNode x) {
        var mean = shaped(Element.F32, new long[] {1, x.ne[1], x.ne[2], x.ne[3]}, x);
        var deviation = map(map(sumRows(map(map(x, mean)))));
        return map(map(x, map(mean, map(deviation))));
    }

    private GraphNode modalities(int layer, GraphNode x) {
        var normed = map(rms(layer, "altup_router_norm", x));
        return map(project(layer, "altup_router", normed));
    }

    private GraphNode predict(int layer, GraphNode cur) {
        var modalities = modalities(layer, slice(cur));
        var coefficients =
                reshape(project(layer, "altup_predict_coef", modalities), streams, streams, tokens);
        var permuted = cont(permute(cur, 1, 2, 0, 3));
        var predictions = mulMat(permuted, coefficients);
        return map(cont(permute(predictions, 0, 2, 1, 3)), cur);
    }

    private GraphNode correct(int layer, GraphNode predictions, GraphNode activated) {
        var modalities = modalities(layer, activated);
        var innovation = map(activated, slice(predictions));
        var coefficients = map(project(layer, "altup_correct_coef", modalities));
        coefficients = cont(transpose(coefficients), 1, tokens, streams, 1);
        innovation = repeat(innovation, width, tokens, streams, 1);
        return map(map(innovation, coefficients), predictions);
    }

    private GraphNode merged(GraphNode cur) {
        var magnitude = magnitude(slice(cur));
        var unembedded = mulMat(global("altup_unembd_proj.weight"), others(cur));
        var own = magnitude(unembedded);
        unembedded = map(map(unembedded, magnitude), own);
        var sum = slice(cur);
        for (int i = 0; i < streams - 1; i++) {
            sum = map(sum, slice(unembedded));
        }
        return map(sum);
    }
}
