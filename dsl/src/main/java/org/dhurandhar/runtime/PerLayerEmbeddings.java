package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.getRows;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMat;
import static org.dhurandhar.runtime.Operations.permute;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;

/// Embeddings that every layer reads for itself (Gemma 3n, Gemma 4).
class PerLayerEmbeddings extends FeedForwardBlocks {
    PerLayerEmbeddings(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    /// Table rows of the tokens plus a projection of their embeddings, layer after layer.
    GraphNode perLayer(GraphNode embedded) {
        long width = model.model.integer("embedding_length_per_layer_input", 0);
        long all = width * model.layers;
        var table = weight("per_layer_token_embd.weight");
        var rows =
                getRows(
                        table == null ? GraphNode.external(Element.F32, all, 1) : table,
                        GraphNode.input(Element.I32, tokens));
        rows = map(reshape(rows, width, model.layers, tokens));
        graph.expand(rows);
        var projection = weight("per_layer_model_proj.weight");
        var projected =
                map(
                        mulMat(
                                projection == null
                                        ? GraphNode.external(Element.F32, model.width, all)
                                        : projection,
                                embedded));
        projected =
                scaled("per_layer_proj_norm", map(reshape(projected, width, model.layers, tokens)));
        return cont(permute(map(map(projected, rows)), 0, 2, 1, 3));
    }

    /// One plane of a three-dimensional tensor.
    static GraphNode slice(GraphNode x) {
        return view(x, new long[] {x.ne[0], x.ne[1]}, x.nb[1]);
    }
}
