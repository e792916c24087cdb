package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dhurandhar.device.Devices;
import org.dhurandhar.report.Plot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One model on any number of devices.
final class AssessmentReportTest {
    @ParameterizedTest
    @CsvSource({"gemma4-e2b, llama.cpp", "gemma4-e2b, litert-lm", "llama-3.2-1b, executorch"})
    void each_verdict_is_that_of_the_model_on_the_device_alone(String model, String runtime) {
        var workload = Dhurandhar.model(model).runtime(runtime).target(15);
        var assessment = Assessments.of(workload, Devices.all(), false);
        for (var verdict : assessment.verdicts()) {
            var alone = workload.on(verdict.device()).feasibility();
            assertThat(verdict).isEqualTo(alone);
        }
        assertThat(assessment.verdicts().size() + refusals(assessment.notes()))
                .isEqualTo(Devices.all().size());
    }

    private static long refusals(List<String> notes) {
        return notes.stream().filter(note -> note.startsWith("no verdict for ")).count();
    }

    @Test
    void one_device_has_the_components_of_its_platform() {
        var workload = Dhurandhar.model("gemma4-e2b");
        var device = Devices.find("pixel-10-pro");
        var assessment = Assessments.of(workload, List.of(device), false);
        assertThat(assessment.footprint().components())
                .isEqualTo(workload.on(device).footprint().components());
        assertThat(assessment.title())
                .startsWith("gemma-4-e2b needs ")
                .endsWith("of 8,192 on pixel-10-pro: RESIDENT");
        assertThat(assessment.notes())
                .noneMatch(note -> note.startsWith("components are those of"));
    }

    @Test
    void several_platforms_are_said_to_differ_from_the_components() {
        var assessment = Assessments.of(Dhurandhar.model("gemma4-e2b"), Devices.all(), false);
        assertThat(assessment.title())
                .matches("gemma-4-e2b on \\d+ devices: \\d+ RESIDENT, \\d+ STREAMED.*");
        assertThat(assessment.notes()).anyMatch(note -> note.startsWith("components are those of"));
        assertThat(assessment.text(100)).contains("\nnote: components are those of");
        assertThat(assessment.json()).contains("components are those of");
    }

    /// The budget cuts the bar where the verdict says: anonymous and transient first, then hot.
    @Test
    void the_plot_stacks_what_a_verdict_compares() {
        var assessment = Assessments.of(Dhurandhar.model("gemma4-e2b"), Devices.all(), false);
        var plot = (Plot.StackedBars) assessment.plot();
        assertThat(plot.parts()).containsExactly("anonymous", "transient", "hot", "warm");
        for (int i = 0; i < plot.bars().size(); i++) {
            var bar = plot.bars().get(i);
            var demand = assessment.verdicts().get(i).demand();
            assertThat(bar.values().get(0) + bar.values().get(1))
                    .isEqualTo((double) demand.pinned());
            assertThat(bar.values().get(0) + bar.values().get(1) + bar.values().get(2))
                    .isEqualTo((double) demand.needed());
            assertThat(bar.values().stream().mapToDouble(v -> v).sum())
                    .isEqualTo((double) demand.all());
        }
    }

    @Test
    void a_deployment_gives_its_grids_and_its_plot() {
        var deployment = Dhurandhar.model("llama-3.2-1b").on("pixel-10-pro");
        assertThat(deployment.grids()).extracting("name").containsExactly("Verdicts", "Components");
        assertThat(deployment.table().stringColumn("verdict").get(0)).isEqualTo("RESIDENT");
        assertThat(deployment.plot()).isInstanceOf(Plot.StackedBars.class);
        assertThat(deployment.footprint().plot()).isInstanceOf(Plot.StackedBars.class);
        assertThat(deployment.footprint().csv())
                .startsWith("component,size_bytes,residence,format,note\r\n\"KV cache, full\",");
    }
}
