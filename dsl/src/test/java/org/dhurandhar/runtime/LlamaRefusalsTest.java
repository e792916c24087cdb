package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.WeightFormat;
import org.junit.jupiter.api.Test;

class LlamaRefusalsTest {
    private static final LlamaProfile SERVER = LlamaProfile.named("llama.cpp");

    private static GgufLayout model(String architecture, Map<String, Object> more) {
        var metadata = new java.util.HashMap<String, Object>();
        metadata.put(architecture + ".block_count", 2L);
        metadata.put(architecture + ".embedding_length", 320L);
        metadata.put(architecture + ".context_length", 1024L);
        metadata.put(architecture + ".attention.head_count", 4L);
        more.forEach((key, value) -> metadata.put(architecture + "." + key, value));
        return new GgufLayout(architecture, metadata, List.of());
    }

    @Test
    void quantised_values_need_flash_attention() {
        var settings =
                LlamaSettings.defaults()
                        .kv(WeightFormat.F16, WeightFormat.Q8_0)
                        .flashAttention(false);
        assertThatThrownBy(() -> LlamaMemory.of(model("llama", Map.of()), settings, SERVER))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        Refused: llama.cpp does not start: V cache Q8_0 without flash attention
                          expected: flash attention: a quantised V cache cannot be transposed
                          try:    --set flash-attention=true   or   --kv-v f16\
                        """);
    }

    @Test
    void blocks_must_divide_the_head() {
        var settings = LlamaSettings.defaults().kv(WeightFormat.Q8_0, WeightFormat.F16);
        assertThatThrownBy(() -> LlamaMemory.of(model("llama", Map.of()), settings, SERVER))
                .hasMessage(
                        """
                        Refused: llama.cpp does not start: K cache Q8_0 with heads of 80 values
                          expected: a head size that is a multiple of its block of 32 values
                          try:    --kv f16\
                        """);
    }

    @Test
    void blocks_must_divide_the_row_without_flash_attention() {
        var settings =
                LlamaSettings.defaults()
                        .kv(WeightFormat.Q8_0, WeightFormat.F16)
                        .flashAttention(false);
        var narrow = model("llama", Map.of("attention.head_count_kv", 1L));
        assertThatThrownBy(() -> LlamaMemory.of(narrow, settings, SERVER))
                .hasMessage(
                        """
                        Refused: llama.cpp does not start: K cache Q8_0 with rows of 80 values
                          expected: a row size that is a multiple of its block of 32 values
                          try:    --kv f16\
                        """);
        LlamaRefusals.check(new LlamaHparams(model("llama", Map.of())), settings);
    }

    @Test
    void latent_attention_keeps_keys_and_values_alike() {
        var latent =
                model(
                        "deepseek2",
                        Map.of(
                                "attention.key_length_mla", 96L,
                                "attention.value_length_mla", 64L));
        var settings = LlamaSettings.defaults().kv(WeightFormat.F32, WeightFormat.F16);
        assertThatThrownBy(() -> LlamaMemory.of(latent, settings, SERVER))
                .hasMessageStartingWith(
                        "Refused: llama.cpp does not start: K cache F32 with V cache F16\n")
                .hasMessageEndingWith("try:    --kv f32");
    }

    @Test
    void sizes_beyond_the_runtime_are_refused_before_anything_is_built() {
        var deep = model("llama", Map.of("block_count", 1L << 20));
        assertThatThrownBy(() -> LlamaMemory.of(deep, LlamaSettings.defaults(), SERVER))
                .hasMessageContaining("1048576 blocks");
        var greedy =
                Map.<String, Object>of(
                        "expert_count", 8L, "expert_used_count", List.of(2L, 2_000_000_000L));
        assertThatThrownBy(() ->
                        LlamaMemory.of(model("llama", greedy), LlamaSettings.defaults(), SERVER))
                .hasMessageContaining("2000000000 used experts");
    }

    @Test
    void hyperparameters_are_numbers_of_31_bits() {
        var negative = model("llama", Map.of("nextn_predict_layers", -1_000_000_000L));
        assertThatThrownBy(() -> LlamaMemory.of(negative, LlamaSettings.defaults(), SERVER))
                .hasMessage(
                        """
                        MalformedFile: llama.nextn_predict_layers is -1000000000
                          expected: 0 to 2147483647
                          try:    convert the model again with llama.cpp's convert_hf_to_gguf.py\
                        """);
        for (Object wide : List.of(1L << 31, 1L << 60, 1e300, Double.NaN)) {
            var model = model("gemma2", Map.of("attention.sliding_window", wide));
            assertThatThrownBy(() -> LlamaMemory.of(model, LlamaSettings.defaults(), SERVER))
                    .hasMessageStartingWith("MalformedFile: gemma2.attention.sliding_window is ");
        }
    }

    @Test
    void caches_beyond_all_memory_are_refused() {
        var wide =
                Map.<String, Object>of(
                        "attention.head_count_kv", 1L << 20,
                        "attention.key_length", 1L << 22,
                        "attention.value_length", 1L << 22);
        assertThatThrownBy(() ->
                        LlamaMemory.of(
                                model("llama", wide),
                                LlamaSettings.defaults().context(1 << 20),
                                SERVER))
                .hasMessageStartingWith(
                        "Refused: llama.cpp does not load: hyperparameters of \"llama\"");
    }
}
