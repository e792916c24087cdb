package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.report.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said where a file of weights and the `config.json` beside it are not of one model.
final class SideBySideTest {
    private static final String CONFIG =
            """
            {"model_type": "qwen3", "hidden_size": 64, "num_hidden_layers": 2,
             "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 32,
             "intermediate_size": 160, "vocab_size": 512, "tie_word_embeddings": false,
             "max_position_embeddings": 4096, "use_sliding_window": false}
            """;

    @TempDir private Path folder;

    private Path config() throws IOException {
        return Files.writeString(folder.resolve("config.json"), CONFIG);
    }

    /// Tensors whose names contain `odd` are stored one row longer.
    private Path safetensors(String odd) throws IOException {
        var writer = new SafetensorsWriter();
        for (var tensor : Models.read(config()).tensors()) {
            var shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
            if (!odd.isEmpty() && tensor.name().contains(odd)) {
                shape[0]++;
            }
            writer.tensor(tensor.name(), WeightFormat.BF16, shape);
        }
        return writer.write(folder.resolve("model.safetensors"));
    }

    @Test
    void a_file_that_its_configuration_describes_is_trusted() throws IOException {
        var facts = Models.read(safetensors("")).facts();
        assertThat(facts.notes()).isEmpty();
        assertThat(facts.differences()).isEmpty();
        assertThat(facts.confidence()).isEqualTo(Confidence.HIGH);
    }

    @Test
    void a_safetensors_file_of_another_model_is_said_to_be_one() throws IOException {
        var file = safetensors("up_proj");
        var facts = Models.read(file).facts();
        assertThat(facts.notes())
                .containsExactly(
                        "the file and its config.json differ in 2 tensors: ./dhurandhar inspect "
                                + file
                                + " lists them");
        assertThat(facts.confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void a_gguf_file_of_another_model_is_said_to_be_one() throws IOException {
        var layout = Models.read(config()).gguf();
        var writer = new GgufWriter().put("general.architecture", layout.architecture());
        layout.metadata()
                .forEach((key, value) -> {
                    if (key.startsWith(layout.architecture())) {
                        writer.put(key, value);
                    }
                });
        for (var tensor : layout.tensors()) {
            if (!tensor.name().equals("output.weight")) {
                var shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
                writer.tensor(tensor.name(), WeightFormat.F32, shape);
            }
        }
        var file = writer.write(folder.resolve("model.gguf"));
        var facts = Models.read(file).facts();
        assertThat(facts.notes())
                .contains(
                        "the file and its config.json differ in 1 tensor: ./dhurandhar inspect "
                                + file
                                + " lists them");
        assertThat(facts.confidence()).isEqualTo(Confidence.LOW);
    }
}
