package org.dhurandhar.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.device.Device;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// More memory never makes a model slower.
final class MoreMemoryTest {
    private static final int STEPS = 200;

    private static Device device() {
        return HandDemand.device().storageMbPerSecond(2000).random4kIops(12_000);
    }

    private static double least(@Nullable Rate rate, double known) {
        return rate == null ? known : rate.low();
    }

    private static double most(@Nullable Rate rate, double known) {
        return rate == null ? known : rate.high();
    }

    /// Looks at speeds from the smallest budget that runs to one that holds everything.
    private static int rises(Demand demand, Device device) {
        double[] before = new double[6];
        double from = demand.pinned() / HandDemand.MIB;
        double to = demand.all() / HandDemand.MIB + 1;
        // What lies between THRASH and STREAMED is looked at closely.
        double edge = demand.needed() / HandDemand.MIB;
        int seen = 0;
        for (int i = 0; i <= STEPS + 2; i++) {
            double even = from + (to - from) * i / STEPS;
            double budget =
                    i <= STEPS ? even : i == STEPS + 1 ? edge * 0.999 : Math.ceil(edge) + 0.01;
            if (i == STEPS + 1) {
                before = new double[6];
            }
            var speed =
                    Feasibility.of(demand, device.budgetMib(Math.max(1, Math.ceil(budget))), 0)
                            .speed();
            double[] now = {
                least(speed.decode(), before[0]), most(speed.decode(), before[1]),
                least(speed.decodeFull(), before[2]), most(speed.decodeFull(), before[3]),
                least(speed.prefill(), before[4]), most(speed.prefill(), before[5])
            };
            for (int k = 0; k < now.length; k++) {
                assertThat(now[k])
                        .as("figure %s with %s MiB", k, budget)
                        .isGreaterThanOrEqualTo(before[k] * (1 - 1e-12));
            }
            seen += speed.prefill() == null ? 0 : 1;
            before = now;
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({
        "mixtral-8x7b, Q4_K_M, false",
        "mixtral-8x7b, Q4_0, true",
        "gpt-oss-20b, MXFP4, false",
        "gemma4-e2b, Q4_K_M, false",
        "gemma4-e4b, Q4_0, true",
        "llama-3.2-3b, Q8_0, false"
    })
    void more_budget_is_never_slower(String model, String quant, boolean repack) {
        var workload = Dhurandhar.model(model).quant(quant).context(4096);
        try {
            workload = workload.set("repack", repack);
        } catch (DhurandharException none) {
            assertThat(none).isNotNull();
        }
        assertThat(rises(workload.footprint().demand(), device())).isPositive();
    }

    @Test
    void experts_and_rows_are_read_again_beside_hot_pages_that_do_not_fit() {
        // 100 MB pinned, 100 MB hot, 6 GB of experts with 600 MB a token, rows in two pages.
        var demand = new HandDemand();
        demand.hot = 100_000_000;
        demand.weights = 700_000_000;
        demand.experts = 6_000_000_000L;
        demand.expertsPerToken = 600_000_000;
        demand.ple = 1_000_000_000;
        demand.plePerToken = 5000;
        demand.pleReads = 2;
        demand.warm = 7_000_000_000L;
        assertThat(rises(demand.demand(), HandDemand.faulting(device(), 400e6))).isPositive();
    }

    @Test
    void a_prompt_that_thrashes_reads_the_experts_of_each_batch() {
        // 100 MB hot and 6 GB of experts, two batches: 12.2 GB at 0.27 and 0.75 of 400 MB/s; memory
        // reads 2 x (0.1 + 6) GB at 50 and 80 GB/s and is the longer of it and 1 MMAC.
        var demand = new HandDemand();
        demand.hot = 100_000_000;
        demand.weights = 700_000_000;
        demand.warm = 6_000_000_000L;
        demand.experts = 6_000_000_000L;
        demand.expertsPerToken = 600_000_000;
        demand.promptMacs = 1e6;
        var device = HandDemand.faulting(HandDemand.device().budgetMib(100), 400e6);
        var prefill = demand.on(device).prefill();
        assertThat(prefill).isNotNull();
        if (prefill != null) {
            double slow = 12.2 / 0.4 / 0.27 + 12.2 / 50;
            double fast = 12.2 / 0.4 / 0.75 + 12.2 / 80;
            assertThat(prefill.low() * slow / 1024).isBetween(1 - 1e-6, 1 + 1e-6);
            assertThat(prefill.high() * fast / 1024).isBetween(1 - 1e-6, 1 + 1e-6);
        }
    }
}
