package org.dhurandhar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.model.GgufWriter;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.SafetensorsWriter;
import org.dhurandhar.model.WeightFormat;

/// One small model as a configuration, a safetensors file and a GGUF file, each in a folder.
final class Sides {
    private static final String CONFIG =
            """
            {"model_type": "qwen3", "hidden_size": 64, "num_hidden_layers": 3,
             "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 32,
             "intermediate_size": 160, "vocab_size": 512, "tie_word_embeddings": false,
             "max_position_embeddings": 4096, "use_sliding_window": false}
            """;

    private Sides() {}

    static Path config(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("config.json"), CONFIG);
    }

    /// A safetensors file; `odd` is stored one row longer.
    static Path safetensors(Path folder, String odd) {
        var writer = new SafetensorsWriter();
        for (var tensor : model(folder).tensors()) {
            var shape = shape(tensor.shape());
            if (tensor.name().equals(odd)) {
                shape[0]++;
            }
            writer.tensor(tensor.name(), WeightFormat.BF16, shape);
        }
        return writer.write(folder.resolve("model.safetensors"));
    }

    /// A GGUF file of F16 matrices; `odd` is left out.
    static Path gguf(Path folder, String odd) {
        var layout = model(folder).gguf();
        var writer = new GgufWriter();
        writer.put("general.architecture", layout.architecture());
        layout.metadata()
                .forEach((key, value) -> {
                    if (key.startsWith(layout.architecture())) {
                        writer.put(key, value);
                    }
                });
        writer.tokenizer(512);
        for (var tensor : layout.tensors()) {
            if (!tensor.name().equals(odd)) {
                var format = tensor.shape().size() > 1 ? WeightFormat.F16 : WeightFormat.F32;
                writer.tensor(tensor.name(), format, shape(tensor.shape()));
            }
        }
        return writer.write(folder.resolve("model.gguf"));
    }

    private static Model model(Path folder) {
        return Models.read(folder.resolve("config.json"));
    }

    private static long[] shape(java.util.List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }
}
