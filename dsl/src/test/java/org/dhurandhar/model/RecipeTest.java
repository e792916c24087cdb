package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecipeTest {
    private static final int BLOCKS = 16;

    private static GgufLayout llama(boolean tied, Map<String, Object> more) {
        var tensors = new ArrayList<Tensor>();
        add(tensors, "token_embd.weight", 2048, 32000);
        if (!tied) {
            add(tensors, "output.weight", 2048, 32000);
        }
        for (int i = 0; i < BLOCKS; i++) {
            var block = "blk." + i + ".";
            add(tensors, block + "attn_norm.weight", 2048);
            add(tensors, block + "attn_q.weight", 2048, 2048);
            add(tensors, block + "attn_k.weight", 2048, 512);
            add(tensors, block + "attn_v.weight", 2048, 512);
            add(tensors, block + "attn_output.weight", 2048, 2048);
            add(tensors, block + "ffn_down_exps.weight", 8192, 2048, 4);
            add(tensors, block + "ffn_down.weight", 8192, 2048);
        }
        var metadata = new HashMap<String, Object>(more);
        metadata.put("llama.block_count", (long) BLOCKS);
        metadata.put("llama.attention.head_count", 32L);
        metadata.put("llama.attention.head_count_kv", 8L);
        return new GgufLayout("llama", metadata, tensors);
    }

    private static void add(List<Tensor> tensors, String name, long... shape) {
        var sizes = java.util.Arrays.stream(shape).boxed().toList();
        int layer = GgufNames.layer(name);
        tensors.add(new Tensor(name, sizes, GgufNames.role(name), layer, null));
    }

    private static Map<String, WeightFormat> formats(String recipe, GgufLayout layout) {
        var formats = new HashMap<String, WeightFormat>();
        for (var tensor : Recipe.named(recipe).apply(layout)) {
            formats.put(tensor.name(), tensor.format());
        }
        return formats;
    }

    private static final GgufLayout TIED = llama(true, Map.of());
    private static final GgufLayout UNTIED = llama(false, Map.of());

    @Test
    void an_importance_matrix_spares_the_first_down_projections() {
        var plain = formats("Q4_0", llama(true, Map.of("llama.expert_count", 4L)));
        var spared = formats("Q4_0-imatrix", llama(true, Map.of("llama.expert_count", 4L)));
        assertThat(plain.get("blk.1.ffn_down.weight")).isEqualTo(WeightFormat.Q4_0);
        assertThat(spared.get("blk.1.ffn_down.weight")).isEqualTo(WeightFormat.Q4_1);
        assertThat(spared.get("blk.2.ffn_down.weight")).isEqualTo(WeightFormat.Q4_0);
        assertThat(spared.get("token_embd.weight")).isEqualTo(WeightFormat.Q6_K);
    }

    @Test
    void quantisation_aware_q4_0_keeps_no_table_larger() {
        assertThat(formats("Q4_0-qat", TIED).get("token_embd.weight")).isEqualTo(WeightFormat.Q4_0);
        assertThat(formats("Q4_0-qat", UNTIED).get("output.weight")).isEqualTo(WeightFormat.Q4_0);
    }

    @Test
    void the_projection_of_per_layer_embeddings_is_quantised_by_its_maker_only() {
        var tensors = new ArrayList<Tensor>();
        add(tensors, "per_layer_model_proj.weight", 1536, 8960);
        var layout = new GgufLayout("gemma4", Map.of(), tensors);
        assertThat(formats("Q4_0-qat", layout)).containsValue(WeightFormat.Q4_0);
        assertThat(formats("Q4_0", layout)).containsValue(WeightFormat.F16);
        assertThat(formats("MXFP4", layout)).containsValue(WeightFormat.F16);
    }

    @Test
    void mxfp4_is_for_stacked_experts_and_the_rest_is_q8_0() {
        var formats = formats("MXFP4", UNTIED);
        assertThat(formats.get("blk.3.ffn_down_exps.weight")).isEqualTo(WeightFormat.MXFP4);
        assertThat(formats.get("blk.3.ffn_down.weight")).isEqualTo(WeightFormat.Q8_0);
        assertThat(formats.get("output.weight")).isEqualTo(WeightFormat.Q8_0);
        assertThat(formats.get("token_embd.weight")).isEqualTo(WeightFormat.Q8_0);
        assertThat(formats.get("blk.3.attn_norm.weight")).isEqualTo(WeightFormat.F32);
    }

    @Test
    void an_untied_embedding_table_takes_the_base_format() {
        assertThat(formats("Q4_K_M", UNTIED).get("token_embd.weight")).isEqualTo(WeightFormat.Q4_K);
        assertThat(formats("Q4_K_M", UNTIED).get("output.weight")).isEqualTo(WeightFormat.Q6_K);
        assertThat(formats("Q4_K_M", TIED).get("token_embd.weight")).isEqualTo(WeightFormat.Q6_K);
    }

    @Test
    void whole_precision_recipes_change_matrices_only() {
        assertThat(formats("BF16", TIED).get("blk.0.attn_q.weight")).isEqualTo(WeightFormat.BF16);
        assertThat(formats("BF16", TIED).get("blk.0.attn_norm.weight")).isEqualTo(WeightFormat.F32);
        assertThat(formats("F32", TIED).values()).containsOnly(WeightFormat.F32);
    }

    @Test
    void bits_name_the_usual_recipe() {
        var names = new ArrayList<String>();
        for (int bits : new int[] {2, 3, 4, 5, 6, 8, 16, 32}) {
            names.add(Recipe.forBits(bits).name());
        }
        assertThat(names)
                .containsExactly(
                        "Q2_K", "Q3_K_M", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "F16", "F32");
        assertThatThrownBy(() -> Recipe.forBits(7))
                .hasMessage(
                        """
                        UnknownName: no recipe of 7 bits
                          known:  2, 3, 4, 5, 6, 8, 16, 32
                          try:    quant(4)   or   --quant-bits 4   or a name: --quant Q4_K_M\
                        """);
    }

    @Test
    void an_unknown_recipe_shows_the_closest() {
        assertThat(Recipe.named("q4-k-m").name()).isEqualTo("Q4_K_M");
        assertThatThrownBy(() -> Recipe.named("Q4_K_X"))
                .hasMessage(
                        """
                        UnknownName: no recipe named "Q4_K_X"
                          close:  Q4_K_M, Q4_K_S, Q2_K        known: %d
                          try:    quant("Q4_K_M")   or   --quant Q4_K_M\
                        """
                                .formatted(Recipe.all().size()));
    }
}
