package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FamiliesTest {
    private static final MapNode PUBLISHED =
            Documents.readResource("org/dhurandhar/model/published.json");

    static List<String> published() {
        return List.copyOf(PUBLISHED.keys());
    }

    @ParameterizedTest
    @MethodSource("published")
    void parameters_are_those_that_the_makers_print(String name) {
        var model = Objects.requireNonNull(PUBLISHED.map(name));
        var inventory =
                Families.describe(Families.configure(Objects.requireNonNull(model.map("config"))));
        long all = inventory.tensors().stream().mapToLong(Tensor::elements).sum();
        assertThat(all).isEqualTo(model.integer("parameters"));
        assertThat(all - inventory.unusedParameters()).isEqualTo(model.integer("active"));
    }

    @Test
    void a_window_written_as_null_is_off_and_one_left_out_is_the_default() {
        assertThat(describe("'model_type': 'mistral', 'sliding_window': null").layers())
                .allMatch(Layer.Full.class::isInstance);
        assertThat(describe("'model_type': 'mistral'").layers())
                .allMatch(layer -> layer instanceof Layer.Sliding s && s.window() == 4096);
    }

    @Test
    void upper_layers_of_qwen2_slide_where_the_window_is_in_use() {
        var layers =
                describe(
                                "'model_type': 'qwen2', 'num_hidden_layers': 6,"
                                        + " 'use_sliding_window': true, 'max_window_layers': 4")
                        .layers();
        assertThat(kinds(layers))
                .containsExactly("full", "full", "full", "full", "sliding", "sliding");
    }

    @Test
    void llama4_keeps_chunks_where_positions_are_rotary() {
        var layers = describe("'model_type': 'llama4_text', 'num_hidden_layers': 4").layers();
        assertThat(kinds(layers)).containsExactly("sliding", "sliding", "sliding", "full");
        assertThat(layers.getFirst())
                .isEqualTo(
                        new Layer.Sliding(
                                new Layer.Heads(8, 128), new Layer.Heads(8, 128), 8192, true));
    }

    @Test
    void shared_layers_of_gemma4_read_the_last_layer_of_their_type() {
        var inventory =
                describe(
                        "'model_type': 'gemma4_text', 'num_hidden_layers': 18,"
                                + " 'num_kv_shared_layers': 6, 'use_double_wide_mlp': true");
        assertThat(inventory.layers().subList(10, 18))
                .containsExactly(
                        new Layer.Sliding(
                                new Layer.Heads(4, 256), new Layer.Heads(4, 256), 512, false),
                        new Layer.Full(new Layer.Heads(4, 512), new Layer.Heads(4, 512)),
                        new Layer.Shared(10),
                        new Layer.Shared(10),
                        new Layer.Shared(10),
                        new Layer.Shared(10),
                        new Layer.Shared(10),
                        new Layer.Shared(11));
        assertThat(shape(inventory, "model.layers.11.mlp.up_proj.weight"))
                .containsExactly(9216L, 2304L);
        assertThat(shape(inventory, "model.layers.12.mlp.up_proj.weight"))
                .containsExactly(18432L, 2304L);
        assertThat(names(inventory)).doesNotContain("model.layers.12.self_attn.k_proj.weight");
    }

    @Test
    void global_layers_of_gemma4_take_their_values_from_their_keys() {
        var inventory =
                describe(
                        "'model_type': 'gemma4_unified_text', 'num_hidden_layers': 6,"
                                + " 'attention_k_eq_v': true, 'num_global_key_value_heads': 1");
        assertThat(names(inventory))
                .contains("model.layers.4.self_attn.v_proj.weight")
                .doesNotContain("model.layers.5.self_attn.v_proj.weight");
        assertThat(inventory.layers().getLast())
                .isEqualTo(new Layer.Full(new Layer.Heads(1, 512), new Layer.Heads(1, 512)));
    }

    @Test
    void experts_of_gemma4_stand_beside_the_dense_feed_forward() {
        var inventory =
                describe(
                        "'model_type': 'gemma4_text', 'num_hidden_layers': 1,"
                                + " 'enable_moe_block': true, 'num_experts': 8,"
                                + " 'top_k_experts': 2, 'moe_intermediate_size': 64");
        assertThat(names(inventory))
                .contains(
                        "model.layers.0.mlp.up_proj.weight",
                        "model.layers.0.experts.down_proj",
                        "model.layers.0.router.per_expert_scale");
        assertThat(inventory.unusedParameters()).isEqualTo(6L * 3 * 64 * 2304);
    }

    @Test
    void dense_layers_of_qwen3_moe_are_those_listed_and_between_the_steps() {
        var inventory =
                describe(
                        "'model_type': 'qwen3_moe', 'num_hidden_layers': 4,"
                                + " 'decoder_sparse_step': 2, 'mlp_only_layers': [1]");
        assertThat(names(inventory))
                .contains(
                        "model.layers.0.mlp.up_proj.weight",
                        "model.layers.1.mlp.up_proj.weight",
                        "model.layers.2.mlp.up_proj.weight",
                        "model.layers.3.mlp.experts.down_proj");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'model_type': 'llama', 'num_hidden_layers': 2147483647",
                "'model_type': 'llama', 'num_attention_heads': 0",
                "'model_type': 'llama', 'hidden_size': -1",
                "'model_type': 'llama', 'vocab_size': 2147483647, 'hidden_size': 2147483647,"
                        + " 'intermediate_size': 2147483647",
                "'model_type': 'mixtral', 'num_local_experts': 2147483647",
                "'model_type': 'qwen3_moe', 'decoder_sparse_step': 0",
                "'model_type': 'stablelm', 'qk_layernorm': true, 'hidden_size': 2147483647,"
                        + " 'num_attention_heads': 2147483647",
                "'model_type': 'gemma2', 'layer_types': ['full_attention']",
                "'model_type': 'gemma3n_text', 'intermediate_size': [1, 2]",
                "'model_type': 'gemma3n_text', 'altup_num_inputs': 2147483647",
                "'model_type': 'gemma3n_text', 'num_kv_shared_layers': 35",
                "'model_type': 'gemma4_text', 'per_layer_config': {'31': {'head_dim': 1}}",
                "'model_type': 'gemma4_text', 'per_layer_config': {'x': {'head_dim': 1}}",
                "'model_type': 'exaone4', 'sliding_window_pattern': 0",
                "'model_type': 'llama4_text', 'no_rope_layer_interval': 0"
            })
    void impossible_sizes_end_in_an_error_of_ours(String fields) {
        assertThatThrownBy(() -> describe(fields))
                .isInstanceOf(DhurandharException.class)
                .hasMessageContaining("config.json");
    }

    private static Inventory describe(String fields) {
        var json = ("{" + fields + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var config = (MapNode) Documents.parse("config.json", json);
        return Families.describe(Families.configure(config));
    }

    private static List<String> kinds(List<Layer> layers) {
        return layers.stream().map(Layer::kind).toList();
    }

    private static List<String> names(Inventory inventory) {
        var names = new ArrayList<String>();
        for (var tensor : inventory.tensors()) {
            names.add(tensor.name());
        }
        return names;
    }

    private static List<Long> shape(Inventory inventory, String name) {
        return inventory.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shape();
    }
}
