package org.dhurandhar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InspectTest {
    private static final String NONE = "";

    /// What is promised for every model, and the kind of its value.
    private static final String CONTRACT =
            """
            path text
            model_type text
            layout text
            parameters integer
            tensors integer
            tied boolean
            layers list
            layers[].layer integer
            layers[].kind text
            layers[].window integer
            layers[].state_elements integer
            """;

    @TempDir private Path folder;

    private static List<MapNode> lines(Run run) {
        return run.out().lines().map(Json::map).toList();
    }

    private static MapNode one(String... options) {
        var arguments = new ArrayList<>(List.of("inspect", "--json"));
        arguments.addAll(List.of(options));
        var run = Run.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return lines(run).getFirst();
    }

    private static List<String> differences(MapNode model) {
        return Objects.requireNonNull(model.texts("differences"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gemma4-e2b", "qwen3.5-2b", "granite-4.0-h-tiny", "mamba2-2.7b", "zaya1-8b"})
    void the_json_has_every_promised_key_with_its_kind(String name) {
        var model = one(name);
        var kinds = Json.kinds(model);
        for (var line : CONTRACT.lines().toList()) {
            var parts = line.split(" ", -1);
            assertThat(kinds).as(line).containsEntry(parts[0], parts[1]);
        }
        assertThat(model.text("path")).isEqualTo(name);
        assertThat(Json.children(model, "layers"))
                .allSatisfy(l ->
                        assertThat(l.text("kind"))
                                .isIn(
                                        "full",
                                        "sliding",
                                        "shared",
                                        "mla",
                                        "recurrent",
                                        "conv",
                                        "hybrid",
                                        "none"));
    }

    @ParameterizedTest
    @CsvSource({
        "gemma4-e2b, 0, sliding, '[1, 256]', 512, 0",
        "gemma4-e2b, 4, full, '[1, 512]', 0, 0",
        "gemma4-e2b, 34, shared, , 0, 0",
        "mamba2-2.7b, 0, recurrent, , 0, 676864"
    })
    void layers_say_what_they_cache(
            String name, int at, String kind, String k, int window, long state) {
        var layer = Json.children(one(name), "layers").get(at);
        assertThat(layer.integer("layer")).isEqualTo(at);
        assertThat(layer.text("kind")).isEqualTo(kind);
        var heads = layer.integers("k");
        assertThat(heads == null ? null : heads.toString()).isEqualTo(k);
        assertThat(layer.integers("v")).isEqualTo(heads);
        assertThat(layer.integer("window")).isEqualTo(window);
        assertThat(layer.integer("state_elements")).isEqualTo(state);
    }

    @Test
    void one_bad_path_among_others_gets_a_line_of_its_own_and_exit_code_2() {
        var missing = folder.resolve("missing.gguf").toString();
        var run = Run.of("inspect", "--json", "qwen3-4b", missing, "gemma-3-1b");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        var lines = lines(run);
        assertThat(lines)
                .extracting(l -> l.text("path"))
                .containsExactly("qwen3-4b", missing, "gemma-3-1b");
        assertThat(lines.get(1).keys()).containsExactly("path", "error");
        assertThat(lines.get(1).text("error"))
                .isEqualTo(
                        "UnreadableFile: "
                                + missing
                                + " does not exist\n"
                                + "  expected: a readable file\n"
                                + "  try:    check the path and its permissions");
        assertThat(lines.get(2).integer("parameters")).isEqualTo(999_885_952);
    }

    @Test
    void without_json_a_bad_path_goes_to_the_error_output_and_the_others_are_shown() {
        var run = Run.of("inspect", "qwen3-4b", folder.resolve("no.yaml").toString(), "gemma-3-1b");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("qwen3-4b  qwen3", "gemma-3-1b  gemma3_text");
        assertThat(run.err()).startsWith("UnreadableFile: ").hasLineCount(3);
    }

    @Test
    void tensors_of_a_configuration_have_shapes_but_no_type_yet() {
        var model = one("qwen3-0.6b", "--tensors");
        var first = Json.children(model, "tensor_list").getFirst();
        assertThat(first.text("name")).isEqualTo("model.embed_tokens.weight");
        assertThat(first.integers("shape")).containsExactly(151_936L, 1024L);
        assertThat(first.has("type")).isFalse();
        assertThat(first.text("type_reason")).isNotEmpty();
        assertThat(Json.children(model, "tensor_list")).hasSize((int) model.integer("tensors"));
    }

    @Test
    void tensors_in_gguf_layout_have_the_types_of_a_recipe() {
        var model = one("qwen3-0.6b", "--tensors", "--layout", "gguf", "--quant", "Q4_K_M");
        assertThat(model.text("tensor_layout")).isEqualTo("gguf");
        var first =
                Json.children(model, "tensor_list").stream()
                        .filter(t -> t.text("name").equals("token_embd.weight"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.integers("shape")).containsExactly(1024L, 151_936L);
        assertThat(first.text("type")).isEqualTo("Q6_K");
        assertThat(first.integer("bytes")).isEqualTo(1024L * 151_936 / 256 * 210);
    }

    @Test
    void in_gguf_layout_matrices_are_f16_unless_a_recipe_is_named() {
        var model = one("qwen3-0.6b", "--tensors", "--layout", "gguf");
        assertThat(Json.children(model, "tensor_list"))
                .extracting(t -> t.text("type"))
                .containsOnly("F16", "F32");
    }

    @Test
    void a_context_counts_what_it_caches() {
        var cache = Json.child(one("qwen3-0.6b", "--context", "1000"), "cache");
        assertThat(cache.integer("context_tokens")).isEqualTo(1000);
        assertThat(cache.integer("kv_elements")).isEqualTo(1000L * 28 * 2 * 8 * 128);
        assertThat(cache.integer("state_elements")).isZero();
        assertThat(Run.of("inspect", "qwen3-0.6b", "--context", "1000").out())
                .contains("1,000 tokens cache 57,344,000 values");
    }

    @Test
    void a_model_answers_alike_from_a_configuration_safetensors_and_gguf() throws IOException {
        var config = Sides.config(folder.resolve("c"));
        Sides.config(folder.resolve("s"));
        var safetensors = Sides.safetensors(folder.resolve("s"), NONE);
        Sides.config(folder.resolve("g"));
        var gguf = Sides.gguf(folder.resolve("g"), NONE);
        var one = one(config.toString());
        for (var path : List.of(safetensors, gguf, safetensors.getParent(), gguf.getParent())) {
            var other = one(path.toString());
            for (var key :
                    List.of("model_type", "parameters", "tensors", "tied", "max_context_tokens")) {
                assertThat(other.text(key)).as(path + " " + key).isEqualTo(one.text(key));
            }
            assertThat(layers(other)).isEqualTo(layers(one));
            assertThat(differences(other)).isEmpty();
        }
    }

    private static List<String> layers(MapNode model) {
        return Json.children(model, "layers").stream()
                .map(l -> l.text("kind") + l.integers("k") + l.integers("v") + l.integer("window"))
                .toList();
    }

    @Test
    void a_model_takes_the_same_from_each_source() throws IOException {
        Sides.config(folder.resolve("c"));
        Sides.config(folder.resolve("s"));
        Sides.safetensors(folder.resolve("s"), NONE);
        Sides.config(folder.resolve("g"));
        Sides.gguf(folder.resolve("g"), NONE);
        var answers = new ArrayList<String>();
        for (var side : List.of("c", "s", "g")) {
            var path = folder.resolve(side).toString();
            var run = Run.of("analyze-ple", "--model", path, "--quant", "Q8_0", "--json-out", "-");
            var json = Json.map(run.out());
            answers.add(
                    Json.child(json, "weights").integer("bytes")
                            + " "
                            + Json.child(json, "kv_cache").integer("bytes")
                            + " "
                            + Json.child(json, "compute").integer("bytes")
                            + " "
                            + Json.child(json, "repack").integer("bytes"));
        }
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(2)).isEqualTo(answers.get(0));
    }

    @Test
    void a_gguf_keeps_its_own_types_unless_a_recipe_is_named() throws IOException {
        Sides.config(folder);
        var gguf = Sides.gguf(folder, NONE).toString();
        var own = Json.map(Run.of("analyze-ple", "--model", gguf, "--json-out", "-").out());
        assertThat(Json.child(own, "settings").text("quant")).isEqualTo("file");
        var named =
                Json.map(
                        Run.of(
                                        "analyze-ple",
                                        "--model",
                                        gguf,
                                        "--quant-bits",
                                        "8",
                                        "--json-out",
                                        "-")
                                .out());
        assertThat(Json.child(named, "settings").text("quant")).isEqualTo("Q8_0");
        assertThat(Json.child(named, "weights").integer("bytes"))
                .isLessThan(Json.child(own, "weights").integer("bytes"));
    }

    @Test
    void bytes_are_added_up_where_the_source_says_how_values_are_stored() throws IOException {
        Sides.config(folder);
        var file = Sides.safetensors(folder, NONE).toString();
        var model = one(file, "--tensors");
        long sum = 0;
        for (var tensor : Json.children(model, "tensor_list")) {
            sum += tensor.integer("bytes");
        }
        assertThat(model.integer("bytes")).isEqualTo(sum).isPositive();
        assertThat(Run.of("inspect", file).out())
                .contains(String.format(Locale.ROOT, ", %,d bytes", sum));
        var configured = one(folder.resolve("config.json").toString());
        assertThat(configured.has("bytes")).isFalse();
        assertThat(configured.text("bytes_reason")).isNotEmpty();
    }

    @Test
    void parts_of_one_split_model_are_one_model() throws IOException {
        Sides.config(folder);
        var file = Sides.gguf(folder, NONE);
        var whole = one(file.toString());
        var only = Files.createDirectory(folder.resolve("only"));
        Files.move(file, only.resolve("m-00001-of-00001.gguf"));
        Files.writeString(only.resolve("mmproj-m.gguf"), "");
        assertThat(one(only.toString()).integer("parameters"))
                .isEqualTo(whole.integer("parameters"));
    }

    @Test
    void a_difference_is_explained_tensor_by_tensor() throws IOException {
        Sides.config(folder.resolve("s"));
        var wider = Sides.safetensors(folder.resolve("s"), "model.layers.1.mlp.up_proj.weight");
        assertThat(differences(one(wider.toString())))
                .containsExactly(
                        "model.layers.1.mlp.up_proj.weight: [160, 64] in the configuration, [161,"
                                + " 64] in the file");
        Sides.config(folder.resolve("g"));
        var shorter = Sides.gguf(folder.resolve("g"), "blk.2.ffn_down.weight");
        assertThat(differences(one(shorter.toString())))
                .containsExactly("blk.2.ffn_down.weight [160, 64]: in the configuration only");
        assertThat(Run.of("inspect", shorter.toString()).out())
                .contains("the sources disagree:\n  blk.2.ffn_down.weight [160, 64]");
    }
}
