package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dhurandhar.device.Device;
import org.dhurandhar.report.Plot;
import org.junit.jupiter.api.Test;

final class FleetTest {
    private static Workload small() {
        return Dhurandhar.model("qwen3-0.6b");
    }

    @Test
    void a_cell_is_what_the_deployment_says() {
        var matrix =
                Dhurandhar.compare("qwen3-0.6b", "gemma4-e2b")
                        .target(10)
                        .kv(8)
                        .contexts(2048, 16_384)
                        .quants("Q4_0", "8")
                        .on("galaxy-s25", "iphone-16-pro", "budget-emmc-phone");
        var cells = matrix.cells().toList();
        assertThat(cells).hasSize(2 * 2 * 2 * 3);
        for (var cell : cells) {
            var deployment =
                    Dhurandhar.model(cell.model())
                            .target(10)
                            .kv(8)
                            .context(cell.context())
                            .quant(cell.quant())
                            .on(cell.device());
            assertThat(cell.feasibility()).as(cell.toString()).isEqualTo(deployment.feasibility());
            assertThat(cell.fits()).isEqualTo(deployment.fits());
        }
    }

    @Test
    void cells_come_by_model_then_recipe_then_context_then_device() {
        assertThat(
                        small().contexts(1024, 4096)
                                .quants(4, 8)
                                .on("laptop-nvme", "galaxy-s25")
                                .cells()
                                .map(c -> c.quant() + " " + c.context() + " " + c.device())
                                .limit(5))
                .containsExactly(
                        "Q4_K_M 1024 laptop-nvme",
                        "Q4_K_M 1024 galaxy-s25",
                        "Q4_K_M 4096 laptop-nvme",
                        "Q4_K_M 4096 galaxy-s25",
                        "Q8_0 1024 laptop-nvme");
    }

    @Test
    void a_fleet_names_the_devices_that_fit() {
        var little = Device.named("little").os("linux").budgetMib(64);
        var large = Device.named("large").os("linux").budgetMib(65_536);
        var fleet = small().on(little, large);
        assertThat(fleet.fits()).containsExactly(large);
        assertThat(fleet.title()).isEqualTo("qwen3-0.6b fits 1 of 2 devices: large");
        assertThat(small().onAll().devices()).hasSize(Dhurandhar.devices().size());
    }

    @Test
    void a_table_has_one_typed_row_a_cell() {
        var table = small().contexts(1024, 4096).quants(4, 8).on("laptop-nvme").table();
        assertThat(table.rowCount()).isEqualTo(4);
        assertThat(table.columnNames().getFirst()).isEqualTo("model");
    }

    @Test
    void a_sweep_without_devices_compares_memory() {
        var sweep = small().contexts(1024, 4096);
        assertThat(sweep.cells()).allMatch(c -> c.feasibility() == null && c.demand() != null);
        assertThat(sweep.title()).startsWith("qwen3-0.6b needs ").contains("1,024 tokens");
        assertThat(sweep.plot()).isInstanceOf(Plot.Lines.class);
    }

    @Test
    void verdicts_of_models_and_devices_are_a_heat_map() {
        var plot = Dhurandhar.compare("qwen3-0.6b", "gemma4-e2b").onAll().plot();
        assertThat(plot).isInstanceOf(Plot.HeatMap.class);
        var map = (Plot.HeatMap) plot;
        assertThat(map.columns()).containsExactly("qwen3-0.6b", "gemma-4-e2b");
        assertThat(map.rows()).isEqualTo(Dhurandhar.devices());
    }

    @Test
    void a_model_that_the_runtime_refuses_is_a_cell_with_the_reason() {
        var comparison = Dhurandhar.compare("qwen3-0.6b", "zaya1-8b").on("laptop-nvme");
        var last = comparison.cells().toList().getLast();
        assertThat(last.verdict()).isEqualTo("REFUSED");
        assertThat(last.refusal()).startsWith("llama.cpp does not run");
        assertThat(comparison.notes()).containsExactly("zaya1-8b: " + last.refusal());
        var alone = Dhurandhar.compare("zaya1-8b").on("laptop-nvme");
        assertThatThrownBy(alone::title).hasMessageStartingWith("Refused: llama.cpp");
    }

    @Test
    void the_memory_of_a_gpu_stands_beside_what_was_compared_with_it() {
        var model = Dhurandhar.model("mixtral-8x7b").set("backend", "gpu");
        var pc = "desktop-rtx-4090";
        var verdict = model.on(pc).feasibility();
        assertThat(verdict.overGpu()).isTrue();
        assertThat(verdict.limitBytes()).isEqualTo(verdict.device().compute().gpuMemoryBytes());
        assertThat(model.on(pc).title()).contains(" of the 24,576 of the GPU on ");
        var row = model.on(pc).grids().getFirst().rows().getFirst();
        assertThat(row)
                .containsSubsequence(
                        verdict.limitBytes(), verdict.verdict().needed(), verdict.headroomBytes());
        for (var plot : List.of(model.on(pc).plot(), model.on(pc).bestQuant().plot())) {
            var bars = (Plot.StackedBars) plot;
            assertThat(bars.parts()).endsWith("gpu");
            assertThat(bars.bars())
                    .filteredOn(bar -> bar.label().endsWith(", GPU"))
                    .isNotEmpty()
                    .allMatch(bar -> bar.limit() == 24_576.0 * (1 << 20))
                    .allMatch(bar -> bar.values().getLast() > bar.limit());
        }
        assertThat(model.on(pc).changes())
                .isNotEmpty()
                .allMatch(change -> change.compared().contains(" MiB, and the GPU "));
        assertThat(model.on(pc).maxContext().why()).contains("the GPU needs ");
        var lines = (Plot.Lines) model.contexts(2048, 4096).on(pc).plot();
        assertThat(lines.limits())
                .extracting(Plot.Limit::name)
                .containsExactly("budget of " + pc, "GPU memory of " + pc);
        assertThat(lines.lines()).hasSize(2);
    }

    @Test
    void settings_that_differ_between_models_are_told_for_each() {
        var alike = Dhurandhar.compare("qwen3-0.6b", "gemma4-e2b").kv(8).on("laptop-nvme");
        assertThat(alike.summary().getFirst()).contains("KV q8_0/q8_0");
        assertThat(alike.json()).contains("\"settings\" : \"KV q8_0/q8_0");
        var comparison =
                alike.with(m -> m.model().name().startsWith("qwen") ? m.kv(16).target(2) : m);
        assertThat(comparison.summary())
                .anyMatch(line -> line.startsWith("qwen3-0.6b: KV f16/f16"))
                .anyMatch(line -> line.startsWith("gemma-4-e2b: KV q8_0/q8_0"));
        assertThat(comparison.json())
                .contains(
                        "\"target_tps\" : null",
                        "\"settings\" : null",
                        "\"qwen3-0.6b\" : \"KV f16/f16",
                        "\"gemma-4-e2b\" : \"KV q8_0/q8_0");
    }

    @Test
    void recipes_that_models_name_differently_stand_under_what_was_asked_for() {
        var comparison =
                Dhurandhar.compare("gemma4-e2b", "qwen3-4b")
                        .runtime("litert-lm")
                        .quants(4, 8)
                        .on("pixel-10-pro");
        var pivot = comparison.grids().getLast();
        for (var row : pivot.rows()) {
            assertThat(row).hasSameSizeAs(pivot.columns());
        }
        assertThat(pivot.columns()).extracting(c -> c.heading()).containsExactly("Model", "4", "8");
        var map = (Plot.HeatMap) comparison.plot();
        assertThat(map.cells()).allMatch(row -> row.size() == map.columns().size());
        assertThat(comparison.text(100)).contains("qwen3-4b");
        assertThat(comparison.table().rowCount()).isEqualTo(4);
    }

    @Test
    void recipes_are_checked_for_each_model_and_again_when_settings_change() {
        assertThatThrownBy(() -> Dhurandhar.compare("gemma4-e2b", "qwen3-4b").quants("4", "Q4_K_M"))
                .hasMessageContaining("recipe Q4_K_M is given twice");
        var comparison = Dhurandhar.compare("gemma4-e2b", "qwen3-4b").quants("4", "q4f16_1");
        assertThatThrownBy(() -> comparison.runtime("mlc"))
                .hasMessageContaining("recipe q4f16_1 is given twice");
    }

    @Test
    void models_keep_their_usual_contexts_where_none_is_given() {
        var comparison = Dhurandhar.compare("qwen3-0.6b", "smollm2-1.7b").on("laptop-nvme");
        assertThat(comparison.cells().map(Cell::context)).containsExactly(32_768L, 8_192L);
        assertThat(comparison.summary().getFirst())
                .contains("32,768 tokens for qwen3-0.6b", "8,192 tokens for smollm2-1.7b");
    }

    @Test
    void the_smallest_changes_turn_the_verdict_and_keep_most_first() {
        var phone = Dhurandhar.model("qwen3-4b").on("raspberry-pi-5-8gb");
        assertThat(phone.fits()).isFalse();
        var changes = phone.changes();
        assertThat(changes).isNotEmpty();
        assertThat(changes)
                .isSortedAccordingTo((a, b) -> Double.compare(b.kept(), a.kept()))
                .allMatch(c -> c.feasibility().headroomBytes() >= 0);
        assertThat(phone.explain()).contains("fits with " + changes.getFirst().word() + ": needs ");
        assertThat(small().on("laptop-nvme").changes()).isEmpty();
    }

    @Test
    void an_answer_says_what_bounds_it() {
        var answer = Dhurandhar.model("qwen3-4b").on("galaxy-s25").maxContext();
        assertThat(answer.toString())
                .startsWith("largest context of qwen3-4b on galaxy-s25: ")
                .contains(" of 6,144 MiB", "one token more: ");
        assertThat(answer.deployment().fits()).isTrue();
        assertThat(small().on("laptop-nvme").maxContext().toString()).contains("the model's limit");
        var none = Dhurandhar.model("qwen3-4b").on("low-tier-mobile-emmc").maxContext();
        assertThat(none.found()).isFalse();
        assertThatThrownBy(none::value)
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith(
                        "NoAnswer: largest context of qwen3-4b on low-tier-mobile-emmc: not even 1"
                                + " token fits: ");
    }

    @Test
    void no_memory_helps_where_dram_is_too_slow() {
        var answer = Dhurandhar.model("qwen3-4b").context(4096).on("galaxy-s25").neededBudget(500);
        assertThat(answer.found()).isFalse();
        assertThat(answer.why())
                .startsWith("no budget helps, with all of it in memory DRAM bounds it");
        assertThat(small().on("galaxy-s25").neededBudget().found()).isTrue();
    }

    @Test
    void lists_are_not_empty_and_name_nothing_twice() {
        assertThatThrownBy(() -> small().contexts())
                .hasMessage(
                        """
                        InvalidSetting: contexts of nothing
                          expected: at least one
                          try:    contexts(4096, 32768)   or   --contexts 4096,32768\
                        """);
        assertThatThrownBy(() -> Dhurandhar.compare("qwen3-0.6b", "smollm2-1.7b").contexts(16_384))
                .hasMessageContaining("1 to 8192, the limit of smollm2-1.7b");
        var calls =
                List.<ThrowingCallable>of(
                        () -> small().contexts(1024, 1024),
                        () -> small().contexts(0),
                        () -> small().quants(4, 7),
                        () -> small().quants("4", "Q4_K_M"),
                        () -> small().quants(new String[0]),
                        () -> small().on("galaxy-s25", "Galaxy S25"),
                        () -> small().contexts(1024).on(new String[0]),
                        () -> small().target(0),
                        () -> small().target(Double.NaN),
                        () -> small().on("galaxy-s25").neededBudget(-1),
                        () -> Dhurandhar.compare(),
                        () -> Dhurandhar.compare("qwen3-0.6b", "Qwen3 0.6B"));
        for (var call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(DhurandharException.class)
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
        }
    }

    @Test
    void a_plot_of_very_many_contexts_is_a_line_through_some_of_them_and_both_ends() {
        var sweep =
                Dhurandhar.model("llama-3.2-1b").contexts(LongStream.rangeClosed(1, 500).toArray());
        var lines = (Plot.Lines) sweep.plot();
        var points = lines.lines().getFirst().points();
        assertThat(points).hasSizeBetween(30, 66);
        assertThat(points.getFirst().x()).isEqualTo(1);
        assertThat(points.getLast().x()).isEqualTo(500);
    }
}
