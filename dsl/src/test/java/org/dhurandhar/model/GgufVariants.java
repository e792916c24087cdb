package org.dhurandhar.model;

import java.util.ArrayList;

/// Files that uploaders publish beside what the converter writes today.
public final class GgufVariants {
    private GgufVariants() {}

    /// What the converter writes for `configs/<model>/config.json`.
    public static GgufLayout plain(String model) {
        return Models.read(ReferenceData.path("configs/" + model)).gguf();
    }

    /// Keys and values of layers that share a cache are still in the checkpoint.
    public static GgufLayout withUnusedKeys(String model) {
        var config = Families.configure(ReferenceData.config("configs/" + model));
        return GgufConverter.withUnusedKeys(config, plain(model));
    }

    /// The head is stored beside the embedding that it equals.
    public static GgufLayout withHead(String model) {
        var layout = plain(model);
        var tensors = new ArrayList<>(layout.tensors());
        for (var tensor : layout.tensors()) {
            if (tensor.name().equals("token_embd.weight")) {
                tensors.add(
                        new Tensor(
                                "output.weight", tensor.shape(), Role.HEAD, -1, tensor.format()));
            }
        }
        return new GgufLayout(layout.architecture(), layout.metadata(), tensors);
    }
}
