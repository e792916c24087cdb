package org.dhurandhar.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Figure;
import org.dhurandhar.device.Storage;
import org.dhurandhar.report.Confidence;
import org.dhurandhar.runtime.Efficiency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Ranges worked out by hand; see `HandDemand` for the numbers.
final class SpeedTest {
    private static final Offset<Double> CLOSE = within(1e-6);

    private static void is(@Nullable Rate rate, double low, double high) {
        assertThat(rate).isNotNull();
        if (rate != null) {
            assertThat(rate.low() / low).isCloseTo(1, CLOSE);
            assertThat(rate.high() / high).isCloseTo(1, CLOSE);
        }
    }

    @Test
    void a_token_waits_for_its_weights_and_cache() {
        // 1.1 GB at 50 and 80 GB/s; at the end of the context 1.6 GB.
        var demand = new HandDemand();
        demand.efficiency = HandDemand.cpu(8, 20, 40);
        var speed = demand.on(HandDemand.device());
        is(speed.decode(), 50 / 1.1, 80 / 1.1);
        is(speed.decodeFull(), 50 / 1.6, 80 / 1.6);
        assertThat(speed.limit()).isEqualTo(Limit.DRAM);
    }

    @Test
    void few_threads_cannot_use_a_wide_memory() {
        // 4 threads of 2 GHz finish 5 to 10 multiply-adds a cycle: 40 to 80 a nanosecond, 2 a
        // token.
        var speed = new HandDemand().on(HandDemand.device().memoryGbPerSecond(1000));
        is(speed.decode(), 20, 40);
        assertThat(speed.limit()).isEqualTo(Limit.COMPUTE);
    }

    @Test
    void threads_on_unequal_cores_wait_for_the_slowest_in_part() {
        // 2 x 4 + 2 x 2 GHz: between 4 x 2 and 12, so 10 GHz; 50 to 100 multiply-adds a nanosecond.
        var device =
                Device.named("unequal")
                        .budgetMib(4096)
                        .memoryGbPerSecond(1000)
                        .cores(2, 4, 256, true)
                        .cores(4, 2, 256, true);
        is(new HandDemand().on(device).decode(), 25, 50);
    }

    @Test
    void a_runtime_that_chooses_takes_the_cores_with_which_equal_parts_end_first() {
        // 1 x 3 x 512 bits, with four of 3 x 256 it is 5 x 3 x 256; two slow ones would hold all
        // up.
        var device =
                Device.named("big.LITTLE")
                        .budgetMib(4096)
                        .cores(1, 3, 512, true)
                        .cores(4, 3, 256, true)
                        .cores(2, 1, 128, true);
        assertThat(Threads.of(device.compute().cpu(), 0).count()).isEqualTo(5);
        assertThat(Threads.of(device.compute().cpu(), 2).count()).isEqualTo(2);
        assertThat(Threads.of(device.compute().cpu(), 16).count()).isEqualTo(7);
    }

    @Test
    void prompts_are_bound_by_products_of_eight_bits_or_of_floats() {
        // 4 threads x 2 GHz x 256 bits: 256 products of 8 bits a nanosecond, 64 of floats; a
        // quarter
        // to half of it. 1.5 GMAC a token.
        var demand = new HandDemand();
        is(demand.on(HandDemand.device()).prefill(), 64 / 1.5, 128 / 1.5);
        demand.integer = false;
        is(demand.on(HandDemand.device()).prefill(), 16 / 1.5, 32 / 1.5);
    }

    @Test
    void attention_of_a_prompt_is_computed_in_floats() {
        // 1,536 GMAC of weights and 160 of attention: 24 + 10 s at the slow end, half of it at the
        // other.
        var demand = new HandDemand();
        demand.promptAttention = 160e9;
        is(demand.on(HandDemand.device()).prefill(), 1024 / 34.0, 1024 / 17.0);
    }

    @Test
    void a_prompt_reads_the_weights_once_for_each_batch() {
        // Two batches of 512: 2 GB at 0.5 and 0.8 GB/s.
        var device = HandDemand.device().memoryGbPerSecond(1);
        var demand = new HandDemand();
        demand.promptMacs = 1e6;
        is(demand.on(device).prefill(), 1024 / 4.0, 1024 / 2.5);
    }

    @Test
    void the_first_token_takes_the_prompt_and_one_step() {
        // Prompt 24 to 12 s, step 50 to 25 ms (2 GMAC at 40 to 80 a nanosecond).
        var first = new HandDemand().on(HandDemand.device()).firstTokenSeconds();
        is(first, 12.025, 24.05);
    }

    @Test
    void a_gpu_pays_launches_for_each_layer() {
        // 1.1 GB at 50 and 80 GB/s, 20 layers at 100 and 50 us.
        var demand = new HandDemand();
        demand.efficiency = HandDemand.gpu();
        var speed = demand.on(HandDemand.device());
        is(speed.decode(), 1 / (0.022 + 0.002), 1 / (0.01375 + 0.001));
        assertThat(speed.prefill()).isNull();
        assertThat(speed.prefillReason())
                .isEqualTo("the GPU's arithmetic peak on hand is not known");
        assertThat(speed.reason()).isEmpty();
    }

    @Test
    void a_gpu_with_memory_of_its_own_reads_that() {
        var demand = new HandDemand();
        demand.efficiency = HandDemand.gpu();
        demand.gpu = 2L << 30;
        var device = HandDemand.device().gpuTflops(8).gpuMemory(2, 1000);
        is(demand.on(device).decode(), 1 / (0.0022 + 0.002), 1 / (0.001375 + 0.001));
        // 1,536 GMAC at 1 and 2 TMAC/s, two batches of 20 layers at 100 and 50 us.
        is(demand.on(device).prefill(), 1024 / 1.54, 1024 / 0.77);
        demand.gpu++;
        var verdict = Feasibility.of(demand.demand(), device, 0);
        assertThat(verdict.verdict()).isInstanceOf(Verdict.Infeasible.class);
        assertThat(verdict.headroomBytes()).isEqualTo(-1);
        assertThat(verdict.compared()).isEqualTo("the GPU's memory");
    }

    @Test
    void sustained_bandwidth_bounds_the_high_end() {
        var demand = new HandDemand();
        demand.efficiency = HandDemand.cpu(8, 20, 40);
        var device = HandDemand.slowMemory(HandDemand.device(), 100e9, 60e9);
        is(demand.on(device).decode(), 50 / 1.1, 60 / 1.1);
    }

    @Test
    void unknown_cores_widen_the_range_and_leave_prompts_unknown() {
        var device = Device.named("bare").budgetMib(4096).memoryGbPerSecond(100);
        var speed = new HandDemand().on(device);
        is(speed.decode(), 50 / 1.1 / 1.3, 80 / 1.1);
        assertThat(speed.prefill()).isNull();
        assertThat(speed.prefillReason()).isEqualTo("the cores of bare are not known");
    }

    @Test
    void what_is_not_known_is_null_with_a_reason() {
        var bare = Device.named("bare").budgetMib(4096);
        assertThat(new HandDemand().on(bare).decode()).isNull();
        assertThat(new HandDemand().on(bare).reason())
                .isEqualTo("the memory bandwidth of bare is not known");
        var demand = new HandDemand();
        demand.efficiency = null;
        assertThat(demand.on(HandDemand.device()).reason()).startsWith("no measurement tells");
        demand = new HandDemand();
        demand.anonymous = 5L << 30;
        assertThat(demand.on(HandDemand.device()).reason()).isEqualTo("it does not fit");
    }

    @Test
    void what_does_not_fit_is_read_again_for_each_token() {
        // 5 GB at 0.27 and 0.75 of 400 MB/s; memory adds 0.1 and 0.0625 s.
        var demand = new HandDemand();
        demand.hot = 5_000_000_000L;
        demand.weights = 5_000_000_000L;
        demand.kvAfterPrompt = 0;
        var speed = demand.on(HandDemand.faulting(HandDemand.device(), 400e6));
        is(speed.decode(), 1 / (46.2962963 + 0.1), 1 / (16.6666667 + 0.0625));
        assertThat(speed.limit()).isEqualTo(Limit.FLASH);
        assertThat(demand.on(HandDemand.device()).decode()).isNull();
        assertThat(demand.on(HandDemand.device()).reason()).startsWith("weights come from storage");
    }

    @Test
    void experts_that_are_not_in_memory_are_read_as_they_are_called() {
        // Experts of 6 GB, 600 MB a token; 4,294,967,296 - 1,100,000,000 bytes hold 53.2 % of them.
        var demand = new HandDemand();
        demand.warm = 6_000_000_000L;
        demand.experts = 6_000_000_000L;
        demand.expertsPerToken = 600_000_000;
        demand.kvAfterPrompt = 0;
        demand.macs = 0;
        double missed = 600e6 * (1 - 3_194_967_296.0 / 6e9);
        var verdict =
                Feasibility.of(demand.demand(), HandDemand.faulting(HandDemand.device(), 400e6), 0);
        assertThat(verdict.verdict()).isInstanceOf(Verdict.Streamed.class);
        is(
                verdict.speed().decode(),
                1 / (0.02 + missed / 400e6),
                1 / (0.0125 + 0.45 * missed / 400e6));
        assertThat(verdict.speed().limit()).isEqualTo(Limit.EXPERT_MISSES);
    }

    @Test
    void rows_of_a_per_layer_table_do_not_bound_decoding() {
        // 5,000 bytes in 2 pages; memory holds all but a few rows, so that few reads miss.
        var demand = new HandDemand();
        demand.ple = 4_000_000_000L;
        demand.plePerToken = 5000;
        demand.pleReads = 2;
        demand.warm = 4_000_000_000L;
        demand.kvAfterPrompt = 0;
        demand.macs = 0;
        var device =
                HandDemand.device()
                        .storage(
                                new Storage(
                                        null,
                                        Figure.of(281e6),
                                        Figure.of(4096 * 8000.0),
                                        null,
                                        null));
        double rows = 3_194_967_296.0 / 5000;
        double missed = 2 * (1 - (Math.log(rows) + 0.5772) / (Math.log(800_000) + 0.5772));
        double page = 1 / 8000.0;
        is(
                demand.on(device).decode(),
                1 / (0.02 + missed * (page + 131_072 / 281e6)),
                1 / (0.0125 + missed * page));
        assertThat(demand.on(device).limit()).isEqualTo(Limit.DRAM);
    }

    @Test
    void faults_are_slower_than_sequential_reads() {
        var linux = HandDemand.device().storageMbPerSecond(780).random4kIops(12_103);
        assertThat(new Paging(linux).faultingLow).isCloseTo(523e6, within(1e6));
        assertThat(new Paging(linux).faultingHigh).isCloseTo(523e6, within(1e6));
        // 32 KiB in 4.1 us and a request of 105 to 78 us.
        var mac = new Paging(HandDemand.device().os("macos").storageMbPerSecond(8000));
        assertThat(mac.faultingLow).isCloseTo(300e6, within(1e6));
        assertThat(mac.faultingHigh).isCloseTo(399e6, within(1e6));
        assertThat(new Paging(HandDemand.device()).faultingHigh).isZero();
    }

    @Test
    void a_small_read_that_nobody_states_lies_between_the_ends_of_its_kind() {
        var bare = new Paging(HandDemand.device());
        assertThat(bare.latencyLow).isCloseTo(28.25e-6, within(1e-8));
        assertThat(bare.latencyHigh).isCloseTo(273.07e-6, within(1e-8));
        // 2 GB/s: 65.5 us for 128 KiB.
        var ufs =
                new Paging(
                        HandDemand.device()
                                .storage(new Storage("UFS 3.1", Figure.of(2e9), null, null, null)));
        assertThat(ufs.latencyHigh).isCloseTo(82.62e-6, within(1e-8));
        assertThat(ufs.faultingLow / (131_072 / (82.62e-6 + 65.536e-6))).isCloseTo(1, within(1e-4));
        assertThat(ufs.faultingHigh / (131_072 / (28.25e-6 + 65.536e-6)))
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void a_neural_unit_shares_the_memory_of_the_system() {
        // The device's GPU has 1,000 GB/s, but nothing lies in it: 1.1 GB at 50 and 80 GB/s.
        var demand = new HandDemand();
        demand.efficiency =
                new Efficiency(
                        "npu",
                        new Efficiency.Share(0.5, 0.8),
                        new Efficiency.Share(0, 0),
                        new Efficiency.Share(0, 0),
                        new Efficiency.Share(0, 0),
                        0,
                        false,
                        false,
                        "by hand");
        var device = HandDemand.device().gpuTflops(8).gpuMemory(2, 1000);
        var speed = demand.on(device.npuTops(40));
        is(speed.decode(), 50 / 1.1, 80 / 1.1);
        assertThat(speed.prefillReason())
                .isEqualTo(
                        "no measurement tells what share of the neural unit's arithmetic peak"
                                + " prompts reach");
        assertThat(demand.on(device).prefillReason())
                .isEqualTo("the neural unit's arithmetic peak on hand is not known");
    }

    @Test
    void a_window_halves_no_more_than_its_own_square() {
        // 1,024 tokens: half a square; of a window of 256 it is 256 x 1,024 - 256 x 256 / 2.
        assertThat(DemandCount.pairs(0, 1024)).isEqualTo(524_288);
        assertThat(DemandCount.pairs(1024, 1024)).isEqualTo(524_288);
        assertThat(DemandCount.pairs(4096, 1024)).isEqualTo(524_288);
        assertThat(DemandCount.pairs(256, 1024)).isEqualTo(229_376);
    }

    @Test
    void a_prompt_fits_the_context_of_one_sequence() {
        var shared = Dhurandhar.model("qwen3-0.6b").context(2048).slots(4).set("unified", false);
        assertThat(shared.footprint().demand().prompt()).isEqualTo(512);
        assertThat(shared.footprint().demand().context()).isEqualTo(512);
        assertThat(shared.set("unified", true).footprint().demand().prompt()).isEqualTo(1024);
    }

    /// A table of 4 GB on a device whose storage is not known.
    private static HandDemand rows(int reads) {
        var demand = new HandDemand();
        demand.ple = 4_000_000_000L;
        demand.plePerToken = 5000;
        demand.pleReads = reads;
        demand.warm = 4_000_000_000L;
        demand.kvAfterPrompt = 0;
        demand.macs = 0;
        return demand;
    }

    @Test
    void rows_from_storage_of_which_nothing_is_known_widen_the_range() {
        // A page takes 28.2 us at least; at most 273 us and 128 KiB at 281 MB/s.
        double held = 3_194_967_296.0 / 5000;
        double missed = 2 * (1 - (Math.log(held) + 0.5772) / (Math.log(800_000) + 0.5772));
        double fast = missed * 4096 / 145e6;
        double slow = missed * (4096 / 15e6 + 131_072 / 281e6);
        is(rows(2).on(HandDemand.device()).decode(), 1 / (0.02 + slow), 1 / (0.0125 + fast));
        var many = rows(100_000).on(HandDemand.device());
        assertThat(many.decode()).isNull();
        assertThat(many.reason())
                .isEqualTo(
                        "how long the storage of hand takes for a small read is not known: the"
                                + " range would be wider than a factor of 3");
        assertThat(rows(100_000).on(HandDemand.device().random4kIops(8000)).reason())
                .startsWith("how much of what is read ahead around a row is used later");
    }

    @Test
    void a_table_on_the_heap_is_not_read_from_storage() {
        var demand = rows(100_000);
        demand.pleStreamed = 0;
        is(demand.on(HandDemand.device()).decode(), 50, 80);
    }

    @Test
    void cores_that_cannot_bind_do_not_widen_a_range() {
        // 0.1 GMAC at 6 GHz x 5 take 3 ms; 1.1 GB at 50 GB/s take 22.
        var demand = new HandDemand();
        demand.macs = 1e8;
        var bare = Device.named("bare").budgetMib(4096).memoryGbPerSecond(100);
        var speed = demand.on(bare);
        is(speed.decode(), 50 / 1.1, 80 / 1.1);
        assertThat(speed.restsOn())
                .contains(
                        "cores not known: 6 GHz together would compute as fast as memory is read");
    }

    @Test
    void figures_under_page_faults_name_their_own_source() {
        var demand = new HandDemand();
        demand.hot = 5_000_000_000L;
        demand.weights = 5_000_000_000L;
        demand.kvAfterPrompt = 0;
        var figure = new Figure(400e6, "a test of faults", Confidence.LOW);
        var device =
                HandDemand.slowMemory(HandDemand.device(), 100e9, 60e9)
                        .storage(new Storage(null, Figure.of(1e9), null, null, figure));
        assertThat(demand.on(device).restsOn())
                .contains(
                        "50-60 GB/s of memory: 0.5-0.8 of the peak, stated in code (medium"
                                + " confidence); at most what is sustained, stated in code (medium"
                                + " confidence)",
                        "400 MB/s under page faults, measured, a test of faults (low confidence)",
                        "0.27-0.75 of it while pages are taken away: two files on a Raspberry Pi"
                                + " 5");
    }

    @Test
    void one_line_shows_speeds_and_what_bounds_them() {
        assertThat(new HandDemand().on(HandDemand.device()).line())
                .isEqualTo(
                        "decode 20-40 tok/s (compute), prefill 43-85 tok/s, first token of a prompt"
                                + " of 1,024 12-24 s");
    }

    @Test
    void the_figures_that_a_range_rests_on_are_named() {
        assertThat(new HandDemand().on(HandDemand.device()).restsOn())
                .containsExactly(
                        "1,000.0 MB of weights and 100.0 MB of cache a token after a prompt of"
                                + " 1,024; 600.0 MB at 32,768",
                        "50-80 GB/s of memory: 0.5-0.8 of the peak, stated in code (medium"
                                + " confidence)",
                        "4 threads, 8.0 GHz together, 5-10 multiply-adds a cycle and thread while"
                                + " decoding",
                        "prompts: 0.25-0.5 of the arithmetic peak, 64-128 GMAC/s",
                        "measured: by hand");
    }
}
