package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dhurandhar.model.WeightFormat;
import org.junit.jupiter.api.Test;

/// ExecuTorch's rules on Llama 3.2 1B: 16 layers of width 2,048, 8 KV heads of 64, feed-forwards of
/// 8,192, a tied embedding of 128,256 rows.
final class ExecuTorchTest {
    /// q and o 2,048 x 2,048, k and v 2,048 x 512, three of 2,048 x 8,192.
    private static final long LAYER = 2 * 2048L * 2048 + 2 * 2048L * 512 + 3 * 2048L * 8192;

    private static final long NORMS = (2 * 16 + 1) * 2048L;
    private static final long EMBEDDING = 128_256L * 2048;

    private static Asked one() {
        return Asked.of("executorch", "llama-3.2-1b", 2048);
    }

    @Test
    void blocks_take_five_bits_and_a_tied_embedding_is_stored_twice_in_eight() {
        long table = EMBEDDING + 4 * 128_256;
        assertThat(one().allocation().heap()).isEqualTo(16 * LAYER * 5 / 8 + 4 * NORMS + 2 * table);
    }

    @Test
    void in_16_bits_every_value_is_stored_once() {
        assertThat(one().quant("BF16").allocation().heap())
                .isEqualTo(2 * (16 * LAYER + NORMS + EMBEDDING));
    }

    @Test
    void adapters_of_rank_16_stand_beside_every_projection() {
        long ends = 2 * (2048 + 2048) + 2 * (2048 + 512) + 3 * (2048 + 8192);
        var adapted = one().quant("8da4w+lora").allocation();
        assertThat(adapted.heap() - one().allocation().heap()).isEqualTo(16 * 16 * ends * 4);
        assertThat(Asked.extra(adapted, "beside adapters")).isPositive();
    }

    @Test
    void the_cache_has_the_whole_context_in_32_bits() {
        assertThat(one().allocation().kvFull()).isEqualTo(16 * 2 * 8 * 64L * 2048 * 4);
        assertThat(one().allocation().settings().kvK()).isEqualTo("f32");
    }

    @Test
    void layers_with_a_window_have_the_whole_context_too() {
        // 26 layers of one KV head of 256, 22 of them with a window of 512
        var gemma = Asked.of("executorch", "gemma-3-1b", 4096).allocation();
        assertThat(gemma.kvFull()).isEqualTo(4 * 2 * 256L * 4096 * 4);
        assertThat(gemma.kvSliding()).isEqualTo(22 * 2 * 256L * 4096 * 4);
    }

    @Test
    void nothing_is_mapped_and_the_peak_is_the_sum() {
        var allocation = one().allocation();
        assertThat(allocation.mapped()).isZero();
        assertThat(allocation.peak().expected())
                .isEqualTo(
                        allocation.heap()
                                + allocation.kvFull()
                                + allocation.touched()
                                + allocation.base());
    }

    @Test
    void memory_of_activations_is_planned_for_2048_tokens_at_most() {
        long shorter = Asked.of("executorch", "llama-3.2-1b", 1024).allocation().touched();
        long longer = Asked.of("executorch", "llama-3.2-1b", 8192).allocation().touched();
        assertThat(longer).isEqualTo(one().allocation().touched()).isEqualTo(2 * shorter);
    }

    @Test
    void only_the_cpu_runs_it_one_sequence_at_a_time() {
        assertThatThrownBy(() -> one().gpu().allocation())
                .hasMessage(
                        """
                        UnknownName: executorch has no backend "gpu"
                          known:  cpu
                          try:    --backend cpu\
                        """);
        assertThatThrownBy(() -> one().allocation(WeightFormat.F32, 2))
                .hasMessageContaining("executorch does not run 2 slots");
        assertThatThrownBy(() -> one().allocation(WeightFormat.Q8_0, 1))
                .hasMessageContaining("executorch does not run a q8_0 cache");
        assertThatThrownBy(() -> one().quant("Q4_K_M").allocation())
                .hasMessageContaining("known:  F32 (32), BF16 (16), 8da4w+lora, 8da4w (4)");
    }

    @Test
    void bits_stand_for_recipes() {
        var runtime = Runtimes.named("executorch");
        var model = one().source();
        assertThat(List.of("4", "16", "32").stream().map(b -> runtime.recipe(model, b)))
                .containsExactly("8da4w", "BF16", "F32");
        assertThat(runtime.recipe(model, null)).isEqualTo("8da4w");
    }
}
