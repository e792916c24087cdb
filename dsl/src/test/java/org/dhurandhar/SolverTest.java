package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Demand;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Verdict;
import org.dhurandhar.runtime.Runtimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Solutions are what a loop over every candidate finds, each worked out from scratch. 500 cases:
/// 300 of contexts, 120 of recipes, 80 of budgets.
final class SolverTest {
    private static final long SEED = 20_25;
    private static final double MIB = 1 << 20;
    private static final int BLOCK = 256;
    private static final long MARGIN = 1 << 20;

    /// Longer than every batch here: past it only whole blocks of cells count.
    private static final int EVERY_ONE = 2_816;

    @TempDir static Path folder;

    /// One way to be run, and what each candidate takes; worked out one by one, each from scratch.
    record Table(Workload workload, List<Long> candidates, List<@Nullable Demand> demands) {
        static Table of(Workload workload, Iterable<Long> contexts) {
            var candidates = new ArrayList<Long>();
            var demands = new ArrayList<@Nullable Demand>();
            for (long tokens : contexts) {
                candidates.add(tokens);
                demands.add(demand(workload.context(tokens)));
            }
            return new Table(workload, candidates, demands);
        }

        long least() {
            return demands.stream()
                    .mapToLong(d -> d == null ? most() : d.needed())
                    .min()
                    .orElseThrow();
        }

        long most() {
            return demands.stream().mapToLong(d -> d == null ? 0 : d.needed()).max().orElseThrow();
        }
    }

    private static @Nullable Demand demand(Workload workload) {
        try {
            return workload.on(device(1 << 20)).footprint().demand();
        } catch (DhurandharException e) {
            assertThat(e.kind()).isEqualTo("Refused");
            return null;
        }
    }

    private static Device device(long budget) {
        return Device.named("bench")
                .os("linux")
                .budgetMib(budget / MIB)
                .arch("arm64")
                .memoryGbPerSecond(25.6)
                .cores(4, 2.4, 256, true)
                .storageMbPerSecond(780)
                .random4kIops(12_000);
    }

    /// The definition of fitting, written once more.
    private static boolean fits(@Nullable Demand demand, Device device, double target) {
        if (demand == null) {
            return false;
        }
        var feasibility = Feasibility.of(demand, device, target);
        boolean holds =
                feasibility.verdict() instanceof Verdict.Resident
                        || feasibility.verdict() instanceof Verdict.Streamed;
        var decode = feasibility.speed().decodeFull();
        return holds && (target == 0 || (decode != null && decode.low() >= target));
    }

    private static @Nullable Long longest(Table table, Device device, double target) {
        Long best = null;
        for (int i = 0; i < table.candidates.size(); i++) {
            if (fits(table.demands.get(i), device, target)) {
                best = table.candidates.get(i);
            }
        }
        return best;
    }

    private static Path tiny(String name, String config) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"), "name: " + name + "\nconfig:\n" + config);
    }

    private static List<Workload> tinyOnes() throws IOException {
        var list = new ArrayList<Workload>();
        list.add(
                Dhurandhar.model(
                        tiny(
                                "tiny-llama",
                                """
                                  model_type: llama
                                  hidden_size: 256
                                  num_hidden_layers: 3
                                  num_attention_heads: 4
                                  intermediate_size: 512
                                  vocab_size: 1024
                                  max_position_embeddings: 3000
                                """)));
        list.add(
                Dhurandhar.model(
                        tiny(
                                "tiny-gemma",
                                """
                                  model_type: gemma3_text
                                  hidden_size: 256
                                  num_hidden_layers: 6
                                  num_attention_heads: 4
                                  num_key_value_heads: 2
                                  head_dim: 64
                                  intermediate_size: 512
                                  vocab_size: 1024
                                  sliding_window: 128
                                  sliding_window_pattern: 3
                                  max_position_embeddings: 3100
                                """)));
        list.add(
                Dhurandhar.model(
                        tiny(
                                "tiny-moe",
                                """
                                  model_type: mixtral
                                  hidden_size: 256
                                  num_hidden_layers: 2
                                  num_attention_heads: 4
                                  num_key_value_heads: 4
                                  intermediate_size: 512
                                  num_local_experts: 4
                                  num_experts_per_tok: 2
                                  vocab_size: 1024
                                  max_position_embeddings: 2900
                                """)));
        return list;
    }

    private static Workload settings(Workload workload, Random random) {
        var w = workload;
        if (random.nextBoolean()) {
            w = w.slots(1 + random.nextInt(3));
        }
        if (random.nextBoolean()) {
            w = w.kv(random.nextBoolean() ? "q8_0" : "f32");
        }
        if (random.nextBoolean()) {
            w = w.set("ubatch", 1 << (4 + random.nextInt(6)));
        }
        if (random.nextInt(3) == 0) {
            w = w.set("batch", 1 << (6 + random.nextInt(5)));
        }
        if (random.nextInt(3) == 0) {
            w = w.set("repack", false);
        }
        if (random.nextInt(4) == 0) {
            w = w.set("swa-full", true);
        }
        return w;
    }

    /// Every context of small models, from 1 to their limits.
    private static List<Table> smallTables(Random random) throws IOException {
        var tables = new ArrayList<Table>();
        for (var tiny : tinyOnes()) {
            tables.add(everyContext(settings(tiny, random)));
            tables.add(everyContext(settings(tiny, random)));
        }
        for (var runtime : Dhurandhar.runtimes()) {
            if (!runtime.startsWith("llama")) {
                var backend = Runtimes.named(runtime).backends().getFirst();
                var tiny = tinyOnes().getFirst().runtime(runtime).set("backend", backend);
                tables.add(everyContext(tiny));
            }
        }
        return tables;
    }

    private static Table everyContext(Workload workload) {
        var all = new ArrayList<Long>();
        for (long tokens = 1; tokens <= workload.mostContext(); tokens++) {
            all.add(tokens);
        }
        return Table.of(workload, all);
    }

    /// The first and the last context of every block of cells past the longest batch.
    private static Table largeTable(Workload workload) {
        var ends = new TreeSet<Long>();
        long most = workload.mostContext();
        for (long end = EVERY_ONE; end < most; end += BLOCK) {
            ends.add(end);
            ends.add(end + 1);
        }
        ends.add(most);
        return Table.of(workload, ends);
    }

    /// A budget at which something changes, or near it.
    private static long budget(Table table, Random random) {
        var demand = table.demands.get(random.nextInt(table.demands.size()));
        long least = table.least();
        if (random.nextInt(8) == 0) {
            return least - 1 - random.nextLong(MARGIN);
        }
        if (demand == null || random.nextInt(8) == 0) {
            return least - MARGIN + random.nextLong(table.most() - least + 2 * MARGIN);
        }
        return (random.nextBoolean() ? demand.needed() : demand.all()) + random.nextInt(-1, 2);
    }

    /// A speed that some candidate just reaches, or 0.
    private static double target(Table table, Device device, Random random) {
        var demand = table.demands.get(random.nextInt(table.demands.size()));
        if (demand == null || random.nextInt(3) > 0) {
            return 0;
        }
        var decode = Feasibility.of(demand, device, 0).speed().decodeFull();
        return decode == null ? 5 : decode.low();
    }

    @Test
    void the_largest_context_is_that_of_a_loop_over_every_context() throws IOException {
        var random = new Random(SEED);
        int none = 0;
        int between = 0;
        var tables = smallTables(random);
        for (int i = 0; i < 240; i++) {
            var table = tables.get(i % tables.size());
            var device = device(budget(table, random));
            double target = target(table, device, random);
            var asked = target > 0 ? table.workload.target(target) : table.workload;
            var expected = longest(table, device, target);
            none += expected == null ? 1 : 0;
            between += expected != null && expected < asked.mostContext() ? 1 : 0;
            agree(asked, device, expected);
        }
        assertThat(none).as("cases without an answer").isBetween(10, 120);
        assertThat(between).as("cases between the ends").isGreaterThan(100);
    }

    @Test
    void the_largest_context_of_large_models_is_that_of_a_loop_over_every_block() {
        var random = new Random(SEED);
        for (var workload :
                List.of(
                        Dhurandhar.model("qwen3-4b").slots(1).kv(8),
                        Dhurandhar.model("qwen3-0.6b"),
                        Dhurandhar.model("phi-3-mini-4k").quant(3))) {
            var table = largeTable(workload);
            for (int i = 0; i < 20; i++) {
                Device device;
                Long expected;
                do {
                    device = device(budget(table, random));
                    expected = longest(table, device, 0);
                } while (expected == null);
                agree(workload, device, expected);
            }
        }
    }

    private static void agree(Workload workload, Device device, @Nullable Long expected) {
        var answer = workload.on(device).maxContext();
        assertThat(answer.found() ? answer.value() : null)
                .as("%s%n%s%n%s", workload, device, answer)
                .isEqualTo(expected);
        assertThat(answer.found()).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(answer.deployment().fits()).isTrue();
        }
    }

    @Test
    @Timeout(20)
    void a_search_ends_where_neither_memory_nor_the_model_bounds_the_context() {
        var mamba = Dhurandhar.model("mamba2-2.7b");
        var pi = "raspberry-pi-5-8gb";
        var slow = mamba.target(100).on(pi);
        assertThat(slow.maxContext().found()).isFalse();
        assertThat(slow.maxContext().why())
                .startsWith("not even 1 token reaches 100 tok/s: decodes ")
                .endsWith("the target is 100");
        assertThat(slow.toString()).contains("no change of a single setting makes it fit");
        var unknown = Dhurandhar.model("qwen3-0.6b").runtime("transformers").target(1);
        for (var workload : List.of(unknown, unknown.slots(1).set("ubatch", 1))) {
            var answer = workload.on("laptop-nvme").maxContext();
            assertThat(answer.found()).isFalse();
            assertThat(answer.why()).startsWith("not even 1 token is known to reach 1 tok/s: ");
            assertThat(workload.on("laptop-nvme").toString()).contains("laptop-nvme");
        }
        var free = mamba.on(pi).maxContext();
        assertThat(free.value()).isEqualTo(mamba.mostContext());
        assertThat(free.why()).endsWith("the model states no limit");
    }

    @Test
    void changes_offered_do_not_shorten_what_a_slot_can_hold() {
        for (var name : List.of("qwen3-4b", "gemma4-e2b", "smollm2-1.7b")) {
            for (var device : Dhurandhar.devices()) {
                for (var change : Dhurandhar.model(name).slots(4).on(device).changes()) {
                    assertThat(change.word()).doesNotContain("unified", "embeddings");
                }
            }
        }
    }

    /// Quants of one workload, each from scratch: name, bits a weight, demand.
    record Quant(String name, double bits, Demand demand) {}

    @Test
    void the_best_quant_is_that_of_a_loop_over_every_recipe() throws IOException {
        var random = new Random(SEED);
        var workloads = new ArrayList<>(tinyOnes());
        for (var name : List.of("gemma4-e2b", "qwen3-4b", "granite-4.0-h-tiny")) {
            workloads.add(Dhurandhar.model(name).context(4096).slots(1));
        }
        for (var workload : workloads) {
            var quants = new ArrayList<Quant>();
            for (var name : Runtimes.named("llama.cpp").recipes()) {
                var footprint = workload.quant(name).on(device(1 << 20)).footprint();
                double bytes = 0;
                double weights = 0;
                for (var tensor : footprint.allocation().tensors()) {
                    bytes += tensor.bytes();
                    weights += tensor.elements();
                }
                quants.add(new Quant(name, 8 * bytes / weights, footprint.demand()));
            }
            for (int i = 0; i < 20; i++) {
                var near = quants.get(random.nextInt(quants.size())).demand;
                var device = device(near.needed() + random.nextInt(-1, 2));
                var decode = Feasibility.of(near, device, 0).speed().decodeFull();
                double target = i % 3 == 0 && decode != null ? decode.low() : 0;
                Quant best = null;
                for (var quant : quants) {
                    if (fits(quant.demand, device, target)
                            && (best == null || quant.bits > best.bits)) {
                        best = quant;
                    }
                }
                var asked = target > 0 ? workload.target(target) : workload;
                var answer = asked.on(device).bestQuant();
                assertThat(answer.found() ? answer.value() : null)
                        .as("%s%n%s", device, answer)
                        .isEqualTo(best == null ? null : best.name);
            }
        }
    }

    @Test
    void the_smallest_budget_is_that_of_a_loop_over_budgets() throws IOException {
        var random = new Random(SEED);
        var workloads = new ArrayList<>(tinyOnes());
        for (var name :
                List.of("gemma4-e2b", "gpt-oss-20b", "qwen3-4b", "mixtral-8x7b", "gemma-3n-e2b")) {
            workloads.add(Dhurandhar.model(name).context(4096).set("repack", random.nextBoolean()));
        }
        int none = 0;
        for (var workload : workloads) {
            var demand = workload.on(device(1 << 20)).footprint().demand();
            for (int i = 0; i < 10; i++) {
                long between =
                        demand.needed() + random.nextLong(demand.all() - demand.needed() + 1);
                var decode = Feasibility.of(demand, device(between), 0).speed().decodeFull();
                double target = decode == null ? 5 : decode.low() * (i == 0 ? 2 : 1);
                var expected = smallest(demand, target);
                none += expected == null ? 1 : 0;
                var answer = workload.on(device(1 << 20)).neededBudget(target);
                assertThat(answer.found() ? answer.value() : null)
                        .as("%s%n%s", workload, answer)
                        .isEqualTo(expected);
            }
        }
        assertThat(none).as("cases without an answer").isBetween(5, 40);
    }

    /// Coarse steps from half of what is needed to beyond everything, then every byte of the step
    /// where it first fits.
    private static @Nullable Long smallest(Demand demand, double target) {
        long from = demand.needed() / 2;
        long end = demand.all() + MARGIN;
        long step = 1 + (long) Math.sqrt((double) (end - from));
        for (long budget = from + step; budget <= end + step; budget += step) {
            if (fits(demand, device(budget), target)) {
                for (long bytes = budget - step + 1; bytes <= budget; bytes++) {
                    if (fits(demand, device(bytes), target)) {
                        return bytes;
                    }
                }
            }
        }
        return null;
    }
}
