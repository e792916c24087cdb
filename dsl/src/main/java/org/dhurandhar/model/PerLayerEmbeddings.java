package org.dhurandhar.model;

/// Per-layer embeddings (Gemma 3n, Gemma 4): one table with a row part for each layer.
///
/// @param width values a token and layer
record PerLayerEmbeddings(long vocabulary, long layers, long width, long hidden) {
    static PerLayerEmbeddings of(Config c, int layers) {
        return new PerLayerEmbeddings(
                c.size("vocab_size_per_layer_input"),
                layers,
                c.size("hidden_size_per_layer_input"),
                c.size("hidden_size"));
    }

    /// What each layer stores.
    void inLayer(Inventory into) {
        into.linear("per_layer_input_gate", Role.PLE_PROJECTION, width, hidden, false);
        into.linear("per_layer_projection", Role.PLE_PROJECTION, hidden, width, false);
        into.norm("post_per_layer_input_norm", hidden);
    }

    /// The table and what projects into it, under `model.`.
    void outside(Inventory into) {
        long row = Math.multiplyExact(layers, width);
        into.tensor("embed_tokens_per_layer.weight", Role.PLE_TABLE, vocabulary, row);
        into.linear("per_layer_model_projection", Role.PLE_PROJECTION, row, hidden, false);
        into.norm("per_layer_projection_norm", width);
    }
}
