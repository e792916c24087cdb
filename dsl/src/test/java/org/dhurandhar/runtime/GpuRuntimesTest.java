package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Rules of transformers and MLC-LLM, worked out by hand.
final class GpuRuntimesTest {
    /// Llama 3.2 1B: q and o 2,048 x 2,048, k and v 2,048 x 512, three of 2,048 x 8,192.
    private static final long LAYER = 2 * 2048L * 2048 + 2 * 2048L * 512 + 3 * 2048L * 8192;

    private static final long NORMS = (2 * 16 + 1) * 2048L;
    private static final long EMBEDDING = 128_256L * 2048;

    @Test
    void the_dynamic_cache_keeps_windows_and_the_type_of_the_model() {
        // Gemma 3 1B: 26 layers of one KV head of 256, 22 of them with a window of 512
        var bf16 = Asked.of("transformers", "gemma-3-1b", 4096).allocation();
        assertThat(bf16.kvFull()).isEqualTo(4 * 2 * 256L * 4096 * 2);
        assertThat(bf16.kvSliding()).isEqualTo(22 * 2 * 256L * 512 * 2);
        var f32 = Asked.of("transformers", "gemma-3-1b", 4096).quant("f32").allocation();
        assertThat(f32.kvSliding()).isEqualTo(2 * bf16.kvSliding());
        assertThat(f32.settings().kvK()).isEqualTo("f32");
    }

    @Test
    void bitsandbytes_stores_projections_and_leaves_the_rest_in_16_bits() {
        long rest = 2 * (NORMS + EMBEDDING);
        // a 4-byte scale every 64 values
        assertThat(Asked.of("transformers", "llama-3.2-1b", 64).quant("nf4").allocation().heap())
                .isEqualTo(16 * LAYER / 2 + 16 * LAYER / 64 * 4 + rest);
        // a 4-byte scale a row
        long rows = 2048 + 512 + 512 + 2048 + 8192 + 8192 + 2048;
        assertThat(Asked.of("transformers", "llama-3.2-1b", 64).quant("int8").allocation().heap())
                .isEqualTo(16 * (LAYER + 4 * rows) + rest);
    }

    @Test
    void encoders_of_the_checkpoint_are_loaded_with_it() {
        assertThat(Asked.of("transformers", "gemma-3-4b", 64).allocation().encoders())
                .isEqualTo(Residence.ANONYMOUS);
    }

    @Test
    void the_process_keeps_its_base_where_the_gpu_has_its_own_memory() {
        var desktop =
                Asked.of("transformers", "llama-3.2-1b", 2048).gpu().on(Asked.DESKTOP).allocation();
        assertThat(desktop.gpu()).isGreaterThan(2 * (16 * LAYER + NORMS + EMBEDDING));
        assertThat(desktop.peak().expected())
                .isEqualTo(desktop.base() + Asked.extra(desktop, "GPU libraries"));
    }

    @Test
    void four_bits_of_mlc_hold_a_16_bit_scale_every_32_values_and_a_tied_table_once() {
        var mlc = Asked.of("mlc", "llama-3.2-1b", 2050).gpu().on(Asked.DESKTOP).allocation();
        assertThat(mlc.weights()).isEqualTo((16 * LAYER + EMBEDDING) * 9 / 16 + 2 * NORMS);
        // pages of 16 tokens
        assertThat(mlc.kvFull()).isEqualTo(16 * 2 * 8 * 64L * 2064 * 2);
        assertThat(mlc.gpu())
                .isEqualTo(mlc.weights() + mlc.kvFull() + mlc.touched() + 128_256L * 4);
        assertThat(mlc.output()).isZero();
    }

    @Test
    void where_the_gpu_shares_ram_only_apple_shows_it_for_the_process() {
        var phone = Asked.of("mlc", "llama-3.2-1b", 2048).gpu();
        assertThat(phone.on(Asked.ANDROID).allocation().peak().expected())
                .isLessThan(phone.allocation().weights());
        assertThat(phone.on(Asked.IOS).allocation().peak().expected())
                .isGreaterThan(phone.allocation().weights());
        assertThat(phone.allocation().gpu()).isZero();
    }

    @Test
    void mlc_runs_on_gpus_only() {
        assertThatThrownBy(() -> Asked.of("mlc", "llama-3.2-1b", 2048).allocation())
                .hasMessage(
                        """
                        UnknownName: mlc has no backend "cpu"
                          known:  gpu
                          try:    --backend gpu\
                        """);
    }
}
