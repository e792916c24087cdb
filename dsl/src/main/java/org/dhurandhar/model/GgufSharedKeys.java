package org.dhurandhar.model;

import java.util.List;

/// Keys and values of layers that read an earlier layer's cache: the reference library drops them,
/// published checkpoints and their GGUF files still hold them.
final class GgufSharedKeys {
    private GgufSharedKeys() {}

    /// Adds what the sharing layers lack, shaped as in an earlier layer with the same query width.
    static void complete(Config config, List<Tensor> tensors) {
        int layers = GgufShapes.layers(tensors);
        int from = layers - config.sizeOr(0, "num_kv_shared_layers");
        var queries = GgufShapes.perLayer(tensors, "attn_q.weight", 1);
        for (int layer = Math.max(0, from); layer < layers; layer++) {
            int like = from - 1;
            while (like >= 0 && queries[like] != queries[layer]) {
                like--;
            }
            if (like >= 0) {
                copy(tensors, like, layer);
            }
        }
    }

    private static void copy(List<Tensor> tensors, int from, int to) {
        for (var tensor : List.copyOf(tensors)) {
            if (tensor.layer() != from) {
                continue;
            }
            var inner = tensor.name().substring(tensor.name().indexOf('.', 4) + 1);
            if (inner.startsWith("attn_k") || inner.startsWith("attn_v")) {
                var copy = GgufTensors.tensor(inner, to, tensor.shape());
                if (GgufShapes.find(tensors, copy.name()) == null) {
                    tensors.add(copy);
                }
            }
        }
    }
}
