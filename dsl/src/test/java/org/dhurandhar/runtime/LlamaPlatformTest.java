package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dhurandhar.model.Role;
import org.junit.jupiter.api.Test;

/// llama.cpp by processor and operating system, against lines of public logs.
final class LlamaPlatformTest {
    private static final double MIB = 1 << 20;

    @Test
    void arm_copies_what_a_log_of_gemma_2_shows() {
        // CPU_Mapped 1552.05 MiB, CPU_REPACK 1513.16 MiB; without mmap CPU 500.32 MiB
        var gemma =
                Asked.of("llama.cpp", "gemma-2-2b", 2048).quant("Q4_0-imatrix").on(Asked.ANDROID);
        assertThat(Math.round(100 * gemma.allocation().repack() / MIB)).isEqualTo(151_316);
        assertThat(gemma.allocation().weights() / MIB).isBetween(1552.045, 1552.055);
        var read = gemma.set("mmap", "false").allocation();
        assertThat(Math.round(100 * read.heap() / MIB)).isEqualTo(50_032);
    }

    @Test
    void x86_copies_no_six_bit_head() {
        var arm = Asked.of("llama.cpp", "qwen3-0.6b", 2048).quant("Q6_K");
        assertThat(arm.allocation().repack()).isZero();
        assertThat(arm.on(Asked.ANDROID).allocation().repack()).isPositive();
    }

    @Test
    void a_processor_that_is_not_stated_is_said_to_be_assumed() {
        var any = Asked.of("llama.cpp", "qwen3-0.6b", 2048);
        var x86 = new Platform("linux", "x86-64", false);
        for (var quant : new String[] {"Q4_K_M", "Q6_K"}) {
            assertThat(any.quant(quant).allocation().notes())
                    .containsOnlyOnce(Kernels.ASSUMED)
                    .noneMatch(n -> n.startsWith("which weights"));
            assertThat(any.quant(quant).on(x86).allocation().notes())
                    .doesNotContain(Kernels.ASSUMED);
        }
        assertThat(any.quant("F16").allocation().notes()).doesNotContain(Kernels.ASSUMED);
        var unpacked = any.set("repack", "false").allocation();
        assertThat(unpacked.notes()).doesNotContain(Kernels.ASSUMED);
    }

    @Test
    void what_was_asked_before_does_not_change_the_note() {
        var asked = Asked.of("llama.cpp", "qwen3-0.6b", 2048).quant("Q4_K_M");
        var allocator = Runtimes.named("llama.cpp").allocator(asked.source());
        var f16 = org.dhurandhar.model.WeightFormat.F16;
        for (var arch : new String[] {"unknown", "x86-64", "unknown"}) {
            var platform = new Platform("linux", arch, false);
            var request =
                    new Request(
                            2048, "Q4_K_M", f16, f16, "cpu", 1, 0, java.util.Map.of(), platform);
            assertThat(allocator.allocate(request).notes().contains(Kernels.ASSUMED))
                    .isEqualTo(arch.equals("unknown"));
        }
    }

    @Test
    void apple_counts_no_clean_pages() {
        var linux = Asked.of("llama.cpp", "qwen3-0.6b", 2048).on(Asked.ANDROID).allocation();
        var ios = Asked.of("llama.cpp", "qwen3-0.6b", 2048).on(Asked.IOS).allocation();
        long pages = (linux.mapped() + 4095) / 4096 * 4096 + linux.libraries();
        assertThat(linux.peak().expected() - ios.peak().expected()).isEqualTo(pages);
    }

    @Test
    void a_gpu_leaves_both_tables_on_the_host_and_holds_a_tied_head() {
        // CPU_Mapped 2152.5 MiB in a log of Gemma 4 E2B
        var gpu =
                Asked.of("llama.cpp", "gemma-4-e2b", 4096)
                        .quant("Q4_K_M")
                        .gpu()
                        .on(Asked.DESKTOP)
                        .allocation();
        assertThat(Math.round(10 * gpu.mapped() / MIB)).isEqualTo(21_525);
        assertThat(gpu.repack()).isZero();
        assertThat(gpu.tensors().stream().filter(t -> t.role() == Role.HEAD)).hasSize(1);
        long device = 0;
        for (var tensor : gpu.tensors()) {
            device += gpu.offloaded().contains(tensor.role()) ? tensor.bytes() : 0;
        }
        assertThat(gpu.gpu())
                .isEqualTo(device + gpu.kvFull() + gpu.kvSliding() + gpu.state() + gpu.touched());
    }

    @Test
    void the_same_weights_are_the_same_list() {
        var runtime = Runtimes.named("llama.cpp");
        var asked = Asked.of("llama.cpp", "gemma-4-e2b", 4096).gpu();
        var allocator = runtime.allocator(asked.source());
        var first = allocator.allocate(request(asked, 4096));
        assertThat(allocator.allocate(request(asked, 8192)).tensors()).isSameAs(first.tensors());
    }

    private static Request request(Asked asked, long context) {
        var f16 = org.dhurandhar.model.WeightFormat.F16;
        return new Request(
                context, null, f16, f16, "gpu", 1, 0, java.util.Map.of(), asked.platform());
    }

    @Test
    void metal_maps_the_file_and_says_that_its_pages_may_count() {
        var ios = Asked.of("llama.cpp", "qwen3-0.6b", 2048).gpu().on(Asked.IOS).allocation();
        assertThat(ios.gpu()).isZero();
        assertThat(ios.offloaded()).isEmpty();
        assertThat(ios.peak().high() - ios.peak().low()).isGreaterThanOrEqualTo(ios.mapped());
    }

    @Test
    void what_metal_does_not_map_counts_and_pages_of_libraries_do_not() {
        var asked = Asked.of("llama.cpp", "qwen3-4b", 2048).gpu().on(Asked.IOS);
        var mapped = asked.allocation();
        var read = asked.set("mmap", "false").allocation();
        long rest =
                mapped.kvFull()
                        + mapped.output()
                        + mapped.base()
                        + mapped.checkpoints()
                        + mapped.scratch()
                        + Asked.extra(mapped, "GPU driver");
        assertThat(mapped.peak().expected())
                .isBetween(rest + mapped.compute().expected(), rest + 2 * mapped.mapped());
        assertThat(read.peak().expected())
                .isEqualTo(rest + mapped.compute().expected() + read.heap());
        assertThat(read.heap()).isGreaterThanOrEqualTo(read.weights());
        assertThat(read.notes()).noneMatch(n -> n.contains("maps the file"));
    }

    @Test
    void the_neural_unit_has_copies_and_a_note() {
        var npu = Asked.of("llama.cpp", "llama-3.2-1b", 2048).quant("Q4_0").on("npu").allocation();
        assertThat(npu.repack()).isPositive();
        assertThat(npu.notes()).anyMatch(n -> n.contains("was not measured"));
        var six = Asked.of("llama.cpp", "llama-3.2-1b", 2048).quant("Q6_K").on("npu").allocation();
        assertThat(six.repack()).isZero();
    }

    @Test
    void backends_are_named() {
        assertThatThrownBy(() -> Asked.of("llama.cpp", "qwen3-0.6b", 2048).on("tpu").allocation())
                .hasMessage(
                        """
                        UnknownName: llama.cpp has no backend "tpu"
                          known:  cpu, gpu, npu
                          try:    --backend cpu\
                        """);
    }
}
