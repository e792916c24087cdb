package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dhurandhar.document.Documents;
import org.junit.jupiter.api.Test;

/// Layers read back from a GGUF layout against those of the configuration it was made from.
final class GgufLayersTest {
    /// Model types whose window a GGUF file does not carry. (Falcon is left out of the comparison:
    /// the library caches its keys once for each query head.)
    private static final Set<String> WINDOW_IS_LOST =
            Set.of(
                    "mistral",
                    "ministral3",
                    "mixtral",
                    "qwen2",
                    "starcoder2",
                    "qwen3",
                    "qwen2_moe",
                    "qwen3_moe",
                    "minimax_m2",
                    "smollm3");

    @Test
    void layers_of_a_converted_model_are_those_of_its_configuration() throws Exception {
        ReferenceData.read("configs/parameters.json");
        var root = Path.of(System.getenv("DHURANDHAR_REFERENCE"));
        var wrong = new TreeMap<String, String>();
        int compared = 0;
        for (var group : List.of("llamacpp_arch/configs", "configs")) {
            try (var directories = Files.list(root.resolve(group))) {
                for (var directory : directories.filter(Files::isDirectory).sorted().toList()) {
                    var document = Documents.readMap(directory.resolve("config.json"));
                    var type = document.text("model_type");
                    boolean falcon = type.equals("falcon");
                    if (falcon || GgufConverter.architectureOf(type) == null) {
                        continue;
                    }
                    compared++;
                    var config = Families.configure(document);
                    var inventory = Families.describe(config);
                    var layout = GgufConverter.convert(config, inventory.tensors());
                    var difference =
                            difference(expected(type, inventory.layers()), GgufLayers.of(layout));
                    if (GgufLayers.tied(layout) != inventory.isTied()) {
                        difference += " tied " + inventory.isTied();
                    }
                    if (!difference.isEmpty()) {
                        wrong.put(directory.getFileName().toString(), difference);
                    }
                }
            }
        }
        System.out.printf("layers: %d of %d models equal%n", compared - wrong.size(), compared);
        assertThat(wrong).isEmpty();
        assertThat(compared).isPositive();
    }

    @Test
    void a_gemma_3_file_slides_in_five_of_six_blocks() {
        var layers =
                GgufLayers.of(
                        layout(
                                "gemma3",
                                7,
                                Map.of(
                                        "gemma3.attention.head_count", 4L,
                                        "gemma3.attention.head_count_kv", 1L,
                                        "gemma3.attention.key_length", 256L,
                                        "gemma3.attention.value_length", 256L,
                                        "gemma3.attention.sliding_window", 512L)));
        assertThat(layers.stream().map(Layer::kind))
                .containsExactly(
                        "sliding", "sliding", "sliding", "sliding", "sliding", "full", "sliding");
        assertThat(layers.getFirst())
                .isEqualTo(
                        new Layer.Sliding(
                                new Layer.Heads(1, 256), new Layer.Heads(1, 256), 512, false));
    }

    @Test
    void shared_blocks_read_the_last_own_block_of_their_kind() {
        var layers =
                GgufLayers.of(
                        layout(
                                "gemma4",
                                6,
                                Map.of(
                                        "gemma4.attention.head_count", 4L,
                                        "gemma4.attention.head_count_kv", 1L,
                                        "gemma4.attention.key_length", 512L,
                                        "gemma4.attention.value_length", 512L,
                                        "gemma4.attention.key_length_swa", 256L,
                                        "gemma4.attention.value_length_swa", 256L,
                                        "gemma4.attention.sliding_window", 512L,
                                        "gemma4.attention.shared_kv_layers", 3L,
                                        "gemma4.attention.sliding_window_pattern",
                                                List.of(true, true, false, true, true, false))));
        assertThat(layers.subList(3, 6))
                .containsExactly(new Layer.Shared(1), new Layer.Shared(1), new Layer.Shared(2));
        assertThat(layers.get(2))
                .isEqualTo(new Layer.Full(new Layer.Heads(1, 512), new Layer.Heads(1, 512)));
    }

    private static GgufLayout layout(
            String architecture, int blocks, Map<String, Object> metadata) {
        var tensors = new ArrayList<Tensor>();
        for (int i = 0; i < blocks; i++) {
            tensors.add(
                    new Tensor(
                            "blk." + i + ".attn_norm.weight",
                            List.of(8L),
                            Role.NORM,
                            i,
                            WeightFormat.F32));
        }
        return new GgufLayout(architecture, metadata, tensors);
    }

    /// The file carries neither those windows nor Llama 4's chunk, which the runtime fixes.
    private static List<Layer> expected(String type, List<Layer> layers) {
        var expected = new ArrayList<Layer>();
        for (var layer : layers) {
            expected.add(
                    switch (layer) {
                        case Layer.Sliding s when s.chunked() ->
                                new Layer.Sliding(s.k(), s.v(), 8192, true);
                        case Layer.Sliding s when WINDOW_IS_LOST.contains(type) ->
                                new Layer.Full(s.k(), s.v());
                        default -> layer;
                    });
        }
        return expected;
    }

    private static String difference(List<Layer> expected, List<Layer> found) {
        if (expected.size() != found.size()) {
            return "%d layers instead of %d".formatted(found.size(), expected.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return "layer %d: %s instead of %s".formatted(i, found.get(i), expected.get(i));
            }
        }
        return "";
    }
}
