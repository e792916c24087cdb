package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginalSchemaTest {
    private static final String SMALL =
            """
            name: small
            family: toy
            param_count_b: 0.001
            num_hidden_layers: 4
            num_attention_layers: 4
            hidden_size: 64
            intermediate_size: 128
            vocab_size: 1000
            num_attention_heads: 4
            num_key_value_heads: 2
            head_dim: 16
            """;

    @TempDir private Path folder;

    private Model read(String yaml) throws IOException {
        var file = folder.resolve("m.yaml");
        Files.writeString(file, yaml);
        return Models.read(file);
    }

    @Test
    void the_declared_total_is_kept_and_the_rest_is_unattributed() throws IOException {
        var model = read(SMALL);
        // 4 layers of q 64x64, k and v 32x64, o 64x64, three 128x64 and a table of 1000x64
        long described = 4 * (2 * 64 * 64 + 2 * 32 * 64 + 3 * 128 * 64) + 1000 * 64;
        assertThat(model.parameters()).isEqualTo(1_000_000);
        assertThat(model.tensors().getLast().name()).isEqualTo("unattributed");
        assertThat(model.tensors().getLast().elements()).isEqualTo(1_000_000 - described);
    }

    @Test
    void geometry_that_exceeds_the_declared_total_is_counted_and_said() throws IOException {
        var model = read(SMALL.replace("param_count_b: 0.001", "param_count_b: 0.0001"));
        assertThat(model.parameters()).isEqualTo(211_456);
        assertThat(model.facts().notes())
                .containsExactly(
                        "param_count_b declares 100,000 parameters, the geometry holds 211,456:"
                                + " the geometry is counted");
    }

    @Test
    void windows_alternate_and_the_last_layer_is_global() throws IOException {
        var model = read(SMALL + "local_to_global_ratio: 2\nsliding_window: 128\n");
        assertThat(model.layers())
                .extracting(Layer::kind)
                .containsExactly("sliding", "sliding", "full", "full");
    }

    @Test
    void shared_layers_have_no_cache_and_no_keys() throws IOException {
        var model = read(SMALL + "shared_kv_last_n_layers: 2\n");
        assertThat(model.layers())
                .extracting(Layer::kind)
                .containsExactly("full", "full", "shared", "shared");
        assertThat(model.tensors()).noneMatch(t -> t.name().equals("layers.3.k_proj.weight"));
    }

    @Test
    void expert_widths_are_not_invented() throws IOException {
        var model =
                read(
                        SMALL
                                + "is_moe: true\n"
                                + "num_experts: 8\n"
                                + "num_active_experts: 2\n"
                                + "active_param_count_b: 0.0004\n");
        assertThat(model.tensors()).noneMatch(t -> t.role() == Role.FFN || t.role() == Role.EXPERT);
        assertThat(model.parameters()).isEqualTo(1_000_000);
        assertThat(model.activeParameters()).isEqualTo(400_000);
    }

    @Test
    void state_layers_keep_their_declared_values() throws IOException {
        var model =
                read(
                        SMALL.replace("num_attention_layers: 4", "num_attention_layers: 1")
                                + "has_mamba: true\n"
                                + "mamba_state_dim: 540672\n"
                                + "mamba_num_layers: 3\n");
        assertThat(model.layers())
                .extracting(Layer::kind)
                .containsExactly("recurrent", "recurrent", "recurrent", "full");
    }

    @Test
    void quoted_and_integral_numbers_are_accepted() throws IOException {
        var model =
                read(
                        SMALL.replace("hidden_size: 64", "hidden_size: \"64\"")
                                .replace("head_dim: 16", "head_dim: 16.0"));
        assertThat(model.layers().getFirst())
                .isEqualTo(new Layer.Full(new Layer.Heads(2, 16), new Layer.Heads(2, 16)));
    }

    @Test
    void unknown_fields_are_named_with_their_line() throws IOException {
        var model = read(SMALL + "bogus_field: 3\n");
        assertThat(model.facts().notes())
                .anyMatch(n -> n.endsWith("m.yaml:12  unknown field \"bogus_field\" is not used"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "head_dim: 16 | head_dim: 16.5 | :11  head_dim: 16.5 | a whole number",
                "head_dim: 16 | head_dim: lots | :11  head_dim: \"lots\" | a whole number",
                "num_hidden_layers: 4 | num_hidden_layers: -4 | :4  num_hidden_layers: -4 | a whole"
                        + " number from 1 up",
                "param_count_b: 0.001 | param_count_b: much | :3  param_count_b: much | billions of"
                        + " parameters, such as 3.8",
                "num_key_value_heads: 2 | num_key_value_heads: 3 | :10  num_key_value_heads: 3 | a"
                        + " divisor of num_attention_heads, 4",
            })
    void impossible_values_are_refused_with_their_line(
            String good, String bad, String where, String expected) {
        var file = folder.resolve("m.yaml");
        var field = bad.substring(0, bad.indexOf(':'));
        assertThatThrownBy(() -> read(SMALL.replace(good, bad)))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        "InvalidProfile: "
                                + file
                                + where
                                + "\n  expected: "
                                + expected
                                + "\n  try:    correct \""
                                + field
                                + "\" in "
                                + file);
    }

    @ParameterizedTest
    @CsvSource({
        "num_hidden_layers, 4, at most 10000 layers",
        "hidden_size, 6, sizes whose tensors hold at most 1000000 billion parameters",
        "intermediate_size, 7, sizes whose tensors hold at most 1000000 billion parameters",
        "vocab_size, 8, sizes whose tensors hold at most 1000000 billion parameters",
        "head_dim, 11, at most 268435456 key values a token in all layers",
        "ple_hidden_size, 13, sizes whose tensors hold at most 1000000 billion parameters",
        "ple_vocab_size, 14, sizes whose tensors hold at most 1000000 billion parameters"
    })
    void sizes_that_overflow_are_refused_with_their_line(String field, int line, String expected) {
        // Every tensor is a million columns wide, so that one more such size is too many.
        var yaml =
                (SMALL + "has_ple: true\nple_hidden_size: 64\nple_vocab_size: 1000000\n")
                        .replace("hidden_size: 64", "hidden_size: 1000000");
        var bad = yaml.replaceFirst("(?m)^" + field + ": .*", field + ": 2147483647");
        var file = folder.resolve("m.yaml");
        assertThatThrownBy(() -> read(bad))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        "InvalidProfile: "
                                + file
                                + ":"
                                + line
                                + "  "
                                + field
                                + ": 2147483647\n  expected: "
                                + expected
                                + "\n  try:    correct \""
                                + field
                                + "\" in "
                                + file);
    }

    @Test
    void heads_that_overflow_are_refused_with_their_line() {
        var heads = "num_attention_heads: 4\nnum_key_value_heads: 2";
        var bad = SMALL.replace(heads, heads.replaceAll("[0-9]+", "2147483647"));
        assertThatThrownBy(() -> read(bad))
                .hasMessageContaining(":10  num_key_value_heads: 2147483647\n");
    }

    @ParameterizedTest
    @CsvSource({
        "zaya1_8b, true",
        "phi, true",
        "phi_ple, true",
        "coerce, true",
        "extra_field, true",
        "missing_fields, false",
        "wrong_type, false",
        "frac_int, false",
        "syntax, false",
        "list, false",
        "empty, false",
        "neg_layers, false"
    })
    void files_of_the_original_load_or_fail_with_file_and_line(String name, boolean loads) {
        var reference = System.getenv("DHURANDHAR_REFERENCE");
        assumeTrue(reference != null, "set DHURANDHAR_REFERENCE to the reference data");
        var file = Path.of(reference, "original", "yaml", name + ".yaml");
        if (loads) {
            assertThat(Models.read(file).parameters()).isPositive();
        } else {
            assertThatThrownBy(() -> Models.read(file))
                    .isInstanceOf(DhurandharException.class)
                    .hasMessageMatching(
                            "(?s)(InvalidProfile|MalformedFile): \\Q"
                                    + file
                                    + "\\E:\\d+  .*\n  .*\n  try: .*");
        }
    }
}
