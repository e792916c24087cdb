package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogueModelsTest {
    static java.util.List<String> names() {
        return Models.names();
    }

    @Test
    void thirty_models_are_built_in() {
        assertThat(Models.names()).hasSize(30).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_built_in_model_has_an_inventory_with_a_source(String name) {
        var model = Models.named(name);
        assertThat(model.name()).isEqualTo(name);
        assertThat(model.parameters()).isPositive();
        assertThat(model.layers()).isNotEmpty();
        assertThat(model.facts().source()).isNotBlank();
    }

    /// Parameter counts that llama.cpp or model cards print.
    @ParameterizedTest
    @CsvSource({
        "qwen3-4b, 4022468096",
        "qwen2.5-0.5b, 494032768",
        "llama-3.2-1b, 1235814400",
        "llama-3.2-3b, 3212749824",
        "gpt-oss-20b, 20914757184"
    })
    void counts_equal_published_ones(String name, long parameters) {
        assertThat(Models.named(name).parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "gemma4-e2b, gemma-4-e2b",
        "GEMMA4_E2B, gemma-4-e2b",
        "Qwen2.5-0.5B, qwen2.5-0.5b",
        "qwen25-05b, qwen2.5-0.5b"
    })
    void spelling_of_names_is_forgiven(String typed, String name) {
        assertThat(Models.named(typed).name()).isEqualTo(name);
    }

    @Test
    void an_unknown_name_is_answered_with_the_closest() {
        assertThatThrownBy(() -> Models.named("gemma-e2b"))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        UnknownName: no model named "gemma-e2b"
                          close:  gemma-4-e2b, gemma-2-2b, gemma-3n-e2b        known: 30
                          try:    model("gemma-4-e2b")   or   --model gemma-4-e2b   or   ./dhurandhar models\
                        """);
    }
}
