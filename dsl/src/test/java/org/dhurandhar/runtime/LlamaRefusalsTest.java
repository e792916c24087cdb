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
        var deep = model("llama", Map.of("block_count", 1L << 40));
        assertThatThrownBy(() -> LlamaMemory.of(deep, LlamaSettings.defaults(), SERVER))
                .hasMessageContaining("1099511627776 blocks");
    }
}
