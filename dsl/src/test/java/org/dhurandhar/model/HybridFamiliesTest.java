package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;

/// Families with states, latents and short convolutions against counts that their makers publish.
final class HybridFamiliesTest {
    @Test
    void the_default_deepseek_v3_has_671_billion_parameters_of_which_37_are_active() {
        var inventory = describe("{'model_type': 'deepseek_v3'}");
        long parameters = parameters(inventory);
        assertThat(parameters).isEqualTo(671_026_404_352L);
        assertThat(parameters - inventory.unusedParameters())
                .isBetween(37_000_000_000L, 38_000_000_000L);
        assertThat(inventory.layers()).containsOnly(new Layer.Latent(512, 64));
    }

    @Test
    void the_published_mamba2_of_2_7_billion_keeps_a_state_of_fixed_size() {
        var inventory =
                describe(
                        "{'model_type': 'mamba2', 'hidden_size': 2560, 'num_heads': 80, 'n_groups':"
                                + " 1, 'vocab_size': 50288, 'tie_word_embeddings': true}");
        assertThat(parameters(inventory)).isEqualTo(2_702_599_680L);
        assertThat(inventory.layers())
                .hasSize(64)
                .containsOnly(new Layer.Recurrent(new Layer.State(5376 * 4, 80 * 64 * 128)));
    }

    @Test
    void a_pattern_of_letters_gives_the_blocks_of_nemotron() {
        var inventory =
                describe(
                        "{'model_type': 'nemotron_h', 'num_hidden_layers': 99,"
                                + " 'hybrid_override_pattern': 'M*-E'}");
        assertThat(inventory.layers().stream().map(Layer::kind))
                .containsExactly("recurrent", "full", "none", "none");
    }

    @Test
    void older_names_of_lfm2_win_over_newer_ones() {
        var inventory =
                describe(
                        "{'model_type': 'lfm2', 'hidden_size': 1024, 'num_hidden_layers': 3,"
                                + " 'num_attention_heads': 16, 'full_attn_idxs': [2],"
                                + " 'block_ff_dim': 6656, 'intermediate_size': 1,"
                                + " 'tie_embedding': false}");
        assertThat(inventory.layers().stream().map(Layer::kind))
                .containsExactly("conv", "conv", "full");
        assertThat(inventory.isTied()).isFalse();
        assertThat(shape(inventory, "model.layers.0.feed_forward.w1.weight"))
                .isEqualTo("[4608, 1024]");
    }

    @Test
    void layers_of_kimi_are_numbered_from_one() {
        var inventory =
                describe(
                        "{'model_type': 'kimi_linear', 'num_hidden_layers': 4,"
                                + " 'linear_attn_config': {'full_attn_layers': [4], 'kda_layers': [1,"
                                + " 2, 3], 'head_dim': 64, 'num_heads': 8, 'short_conv_kernel_size':"
                                + " 4}}");
        assertThat(inventory.layers().stream().map(Layer::kind))
                .containsExactly("recurrent", "recurrent", "recurrent", "mla");
    }

    @Test
    void a_list_of_kinds_that_is_too_short_names_what_to_correct() {
        assertThatThrownBy(() ->
                        describe(
                                "{'model_type': 'qwen3_next', 'num_hidden_layers': 4,"
                                        + " 'layer_types': ['full_attention']}"))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        InvalidProfile: config.json:1  layer_types: a list of 1
                          expected: one entry for each of 4 layers
                          try:    correct "layer_types" in config.json\
                        """);
    }

    @Test
    void absurd_sizes_end_in_an_error() {
        for (var sizes :
                new String[] {
                    "'num_hidden_layers': 10001",
                    "'num_experts': 100001",
                    "'linear_value_head_dim': 2147483647, 'linear_num_value_heads': 2147483647",
                    "'num_attention_heads': 0, 'head_dim': null"
                }) {
            assertThatThrownBy(() -> describe("{'model_type': 'qwen3_next', " + sizes + "}"))
                    .as(sizes)
                    .isInstanceOf(DhurandharException.class);
        }
    }

    private static Inventory describe(String json) {
        var bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Families.describe(
                Families.configure((MapNode) Documents.parse("config.json", bytes)));
    }

    private static long parameters(Inventory inventory) {
        return inventory.tensors().stream().mapToLong(Tensor::elements).sum();
    }

    private static String shape(Inventory inventory, String name) {
        return inventory.tensors().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shape()
                .toString();
    }
}
