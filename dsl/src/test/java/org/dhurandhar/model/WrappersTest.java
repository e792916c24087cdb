package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;

/// Multimodal configurations around a text model.
final class WrappersTest {
    private static final String TINY =
            "'hidden_size': 64, 'num_hidden_layers': 2, 'num_attention_heads': 4,"
                    + " 'num_key_value_heads': 2, 'head_dim': 16, 'vocab_size': 128,"
                    + " 'intermediate_size': 96";

    @Test
    void the_text_model_is_that_of_its_own_configuration() {
        var wrapped = "{'model_type': 'gemma3', 'text_config': {" + TINY + "}}";
        var alone = "{'model_type': 'gemma3_text', " + TINY + "}";
        assertThat(describe(wrapped).tensors()).isEqualTo(describe(alone).tensors());
        assertThat(describe(wrapped).layers()).isEqualTo(describe(alone).layers());
    }

    @Test
    void tying_follows_the_wrapper_where_it_says_so() {
        var text = "'text_config': {'tie_word_embeddings': false, " + TINY + "}}";
        assertThat(describe("{'model_type': 'qwen3_5', " + text).isTied()).isFalse();
        assertThat(
                        describe("{'model_type': 'qwen3_5', 'tie_word_embeddings': true, " + text)
                                .isTied())
                .isTrue();
    }

    @Test
    void the_text_family_may_be_named_inside() {
        var config =
                "{'model_type': 'mistral3', 'text_config': {'model_type': 'ministral3', "
                        + TINY
                        + "}}";
        assertThat(Families.configure(map(config)).modelType()).isEqualTo("ministral3");
    }

    @Test
    void the_vision_encoder_of_gemma_3_has_416_million_parameters_and_a_projector() {
        var config =
                map(
                        "{'model_type': 'gemma3', 'text_config': {'hidden_size': 2560},"
                                + " 'vision_config': {'hidden_size': 1152, 'image_size': 896,"
                                + " 'intermediate_size': 4304, 'num_attention_heads': 16,"
                                + " 'num_hidden_layers': 27, 'patch_size': 14,"
                                + " 'vision_use_head': false}}");
        var encoders = Families.encoders(config);
        assertThat(encoders.notes()).isEmpty();
        assertThat(encoders.tensors().stream().mapToLong(Tensor::elements).sum())
                .isEqualTo(416_866_032L + 1152 * 2560 + 1152);
        assertThat(encoders.tensors()).allMatch(t -> t.role() == Role.VISION && t.layer() < 0);
    }

    @Test
    void an_encoder_that_is_not_known_leaves_a_note() {
        var config =
                map(
                        "{'model_type': 'gemma3n', 'vision_config': {'model_type':"
                                + " 'gemma3n_vision'}, 'audio_config': {}}");
        assertThat(Families.encoders(config).tensors()).isEmpty();
        assertThat(Families.encoders(config).notes())
                .containsExactly(
                        "vision encoder not counted: gemma3n_vision is not among the known"
                                + " encoders",
                        "audio encoder not counted: its type is not among the known encoders");
    }

    @Test
    void a_wrapper_around_an_unknown_text_model_is_unknown() {
        assertThatThrownBy(() ->
                        Families.configure(
                                map(
                                        "{'model_type': 'blip', 'text_config': {'model_type':"
                                                + " 'bert'}}")))
                .isInstanceOf(DhurandharException.class)
                .hasMessageContaining("no family with model_type \"blip\"");
    }

    private static Inventory describe(String json) {
        return Families.describe(Families.configure(map(json)));
    }

    private static MapNode map(String json) {
        var bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return (MapNode) Documents.parse("config.json", bytes);
    }
}
