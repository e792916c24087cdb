package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import org.junit.jupiter.api.Test;

/// LiteRT-LM's rules on Gemma 4 E2B: 15 layers have a cache of their own, 12 with a window (one KV
/// head of 256) and 3 without (one of 512); a table of 262,144 rows of 35 x 256 values.
final class LiteRtTest {
    private static final long DECODER = 818_275_184L;
    private static final long FILE = 2_588_147_712L;
    private static final long TABLE = 262_144L * 35 * 256 / 2 + 4 * 262_144;
    private static final long EMBEDDING = 262_144L * 1536 / 4 + 4 * 262_144;

    private static Asked e2b() {
        return Asked.of("litert-lm", "gemma-4-e2b", 2048);
    }

    private static long decoder(Allocation allocation) {
        return allocation.tensors().stream()
                .filter(t -> !Offloaded.table(t.role()))
                .mapToLong(Tensor::bytes)
                .sum();
    }

    @Test
    void every_layer_keeps_the_exported_size_in_32_bits_on_a_cpu_and_16_on_a_gpu() {
        var cpu = e2b().allocation();
        assertThat(cpu.kvFull()).isEqualTo(3 * 2 * 512L * 2048 * 4);
        assertThat(cpu.kvSliding()).isEqualTo(12 * 2 * 256L * 2048 * 4);
        var gpu = e2b().gpu().allocation();
        assertThat(gpu.kvFull()).isEqualTo(3 * 2 * 512L * 2048 * 2);
        assertThat(gpu.settings().kvV()).isEqualTo("f16");
    }

    @Test
    void the_smallest_export_that_holds_the_context_is_taken() {
        var odd = Asked.of("litert-lm", "gemma-4-e2b", 3000).allocation();
        assertThat(odd.kvFull()).isEqualTo(3 * 2 * 512L * 4096 * 4);
        assertThat(odd.notes()).contains("the cache is exported for 4,096 tokens");
        assertThatThrownBy(() -> Asked.of("litert-lm", "gemma-4-e2b", 40_000).allocation())
                .hasMessage(
                        """
                        Refused: litert-lm does not run a context of 40,000 tokens
                          expected: at most 32,768, the largest cache exported
                          try:    --context-tokens 32768\
                        """);
    }

    @Test
    void the_mix_takes_the_published_bytes_to_one_matrix() {
        // the largest step is one feed-forward matrix of 1,536 x 12,288 from 4 bits to 2
        assertThat(decoder(e2b().allocation())).isBetween(DECODER - 1536L * 12_288 / 4, DECODER);
        // and one of 2,560 x 10,240 from 4 to 8
        var e4b = Asked.of("litert-lm", "gemma-4-e4b", 2048).allocation();
        assertThat(decoder(e4b)).isBetween(2_240_000_000L, 2_240_000_000L + 2560L * 10_240 / 2);
    }

    @Test
    void tables_and_what_else_the_file_holds_are_warm() {
        var allocation = e2b().allocation();
        long decoder = decoder(allocation);
        assertThat(allocation.mapped()).isEqualTo(decoder + TABLE + EMBEDDING);
        assertThat(Asked.extra(allocation, "encoders, drafter, tokenizer"))
                .isEqualTo(FILE - allocation.mapped());
    }

    @Test
    void a_tied_embedding_is_stored_for_the_embedder_and_for_the_head() {
        // Qwen3 0.6B: 28 layers of 16 query heads and 8 KV heads of 128, feed-forwards of 3,072
        long layer = 1024L * 2048 * 2 + 1024L * 1024 * 2 + 3 * 1024L * 3072;
        long matrices = 28 * layer + 2 * 151_936L * 1024;
        long norms = 28 * (2 * 1024 + 2 * 128) + 1024;
        assertThat(Asked.of("litert-lm", "qwen3-0.6b", 2048).allocation().mapped())
                .isEqualTo(matrices * 9 / 16 + 4 * norms);
    }

    @Test
    void apple_counts_no_file_pages_and_linux_counts_the_packed_copy() {
        var linux = e2b().allocation();
        var ios = e2b().on(Asked.IOS).allocation();
        long own = linux.base() + linux.touched() + linux.kvFull() + linux.kvSliding();
        assertThat(ios.peak().expected()).isEqualTo(own);
        long rows = Math.round(0.1 * (TABLE + EMBEDDING));
        assertThat(linux.peak().expected()).isEqualTo(own + decoder(linux) + rows);
    }

    @Test
    void the_first_load_packs_in_memory() {
        var first = e2b().set("cached", "false").allocation();
        assertThat(Asked.extra(first, "packed weights")).isEqualTo(decoder(first));
        assertThat(first.peak().expected() - e2b().allocation().peak().expected())
                .isEqualTo(decoder(first));
    }

    @Test
    void on_a_phone_the_uploaded_decoder_is_ram_that_the_process_does_not_show() {
        var android = e2b().gpu().on(Asked.ANDROID).allocation();
        assertThat(android.offloaded())
                .contains(Role.FFN, Role.HEAD)
                .doesNotContain(Role.PLE_TABLE);
        assertThat(android.gpu()).isZero();
        assertThat(android.mapped()).isEqualTo(TABLE + EMBEDDING);
        assertThat(android.peak().expected()).isLessThan(decoder(android));
        var ios = e2b().gpu().on(Asked.IOS).allocation();
        assertThat(ios.peak().expected()).isGreaterThan(decoder(ios) + ios.base());
    }

    @Test
    void a_gpu_with_memory_of_its_own_takes_decoder_caches_and_arena() {
        var desktop = e2b().gpu().on(Asked.DESKTOP).allocation();
        assertThat(desktop.gpu())
                .isEqualTo(
                        decoder(desktop)
                                + desktop.kvFull()
                                + desktop.kvSliding()
                                + desktop.touched());
        assertThat(Asked.extra(desktop, "staging buffers")).isPositive();
    }

    @Test
    void windows_counts_the_whole_file() {
        var windows = e2b().on(Asked.WINDOWS).allocation();
        var ios = e2b().on(Asked.IOS).allocation();
        assertThat(windows.peak().low() - ios.peak().low()).isEqualTo(FILE);
    }

    @Test
    void windows_counts_the_first_load_too() {
        var cached = e2b().on(Asked.WINDOWS).allocation();
        var first = e2b().on(Asked.WINDOWS).set("cached", "false").allocation();
        assertThat(first.peak().expected() - cached.peak().expected()).isEqualTo(decoder(first));
        assertThat(first.peak().low()).isGreaterThan(cached.peak().low());
    }

    @Test
    void windows_counts_the_driver_and_no_memory_of_a_card() {
        var shared = e2b().gpu().on(Asked.WINDOWS).allocation();
        long own = shared.base() + shared.touched() + shared.kvFull() + shared.kvSliding();
        long driver = Asked.extra(shared, "GPU driver");
        assertThat(shared.peak().expected())
                .isBetween(own + driver + FILE, own + driver + FILE + decoder(shared));
        var card = e2b().gpu().on(new Platform("windows", "x86-64", true)).allocation();
        long staging = Asked.extra(card, "staging buffers");
        assertThat(card.peak().expected()).isEqualTo(card.base() + driver + staging + FILE);
    }

    @Test
    void what_it_does_not_have_is_refused() {
        var small = Asked.of("litert-lm", "qwen3-0.6b", 2048);
        assertThatThrownBy(() -> small.quant("mobile").allocation())
                .hasMessageContaining("gemma-4-e2b, gemma-4-e4b");
        assertThatThrownBy(() -> small.quant("2").allocation())
                .hasMessageContaining("known:  int8 (8), int4 (4)");
        assertThatThrownBy(() -> small.on("npu").allocation())
                .hasMessageContaining("known:  cpu, gpu");
        assertThatThrownBy(() -> small.allocation(WeightFormat.Q4_0, 1))
                .hasMessageContaining("f32, the type it keeps caches in");
        assertThatThrownBy(() -> Runtimes.named("litert-lm").checkOption("repack", "true"))
                .hasMessageContaining("litert-lm has no setting \"repack\"");
        assertThat(Set.copyOf(Runtimes.named("litert-lm").options())).containsExactly("cached");
    }
}
