package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.device.Devices;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssessmentsTest {
    @ParameterizedTest
    @CsvSource({
        "gemma4-e2b, llama.cpp, cpu",
        "gemma4-e2b, llama.cpp, gpu",
        "gemma4-e2b, litert-lm, cpu",
        "qwen3-0.6b, executorch, cpu",
        "qwen3-0.6b, transformers, gpu"
    })
    void a_device_among_many_gets_the_verdict_that_it_gets_alone(
            String model, String runtime, String backend) {
        var workload = Dhurandhar.model(model).runtime(runtime).set("backend", backend).target(15);

        var together = Assessments.of(workload, Devices.all(), false).verdicts();

        assertThat(together)
                .hasSameSizeAs(Devices.names())
                .allSatisfy(verdict -> {
                    var alone = workload.on(verdict.device()).feasibility();
                    assertThat(verdict.demand()).isEqualTo(alone.demand());
                    assertThat(verdict.verdict()).isEqualTo(alone.verdict());
                });
    }
}
