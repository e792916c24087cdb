package org.dhurandhar.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.model.WeightFormat.F16;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.model.Models;
import org.dhurandhar.runtime.Platform;
import org.dhurandhar.runtime.Request;
import org.dhurandhar.runtime.Residence;
import org.dhurandhar.runtime.Runtime;
import org.dhurandhar.runtime.Runtimes;
import org.junit.jupiter.api.Test;

/// Rows of a footprint and the allocation agree on what lies in a GPU's own memory.
final class GpuRowsTest {
    private static final List<String> MODELS = List.of("gemma-4-e2b", "qwen3-0.6b", "mamba2-2.7b");

    @Test
    void rows_on_the_gpu_are_what_the_allocation_holds_there() {
        var compared = new ArrayList<String>();
        for (var name : Runtimes.names()) {
            var runtime = Runtimes.named(name);
            for (var backend : runtime.backends()) {
                for (var os : List.of("linux", "windows", "other")) {
                    for (var model : MODELS) {
                        if (agree(runtime, backend, new Platform(os, "x86-64", true), model)) {
                            compared.add(name + " " + backend);
                        }
                    }
                }
            }
        }
        assertThat(compared)
                .contains("llama.cpp gpu", "litert-lm gpu", "mlc gpu", "transformers gpu");
    }

    /// Whether anything lies there.
    private static boolean agree(Runtime runtime, String backend, Platform platform, String name) {
        var model = Models.named(name);
        var allocation =
                runtime.allocate(
                        model,
                        new Request(2048, null, F16, F16, backend, 1, 0, Map.of(), platform));
        var footprint = Footprint.of(model, allocation, Set.of());
        long rows = 0;
        for (var row : footprint.components()) {
            rows += row.residence() == Residence.GPU ? row.bytes() : 0;
        }
        assertThat(rows)
                .describedAs("%s %s %s %s", runtime.name(), backend, platform, name)
                .isEqualTo(allocation.gpu())
                .isEqualTo(footprint.total(Residence.GPU));
        return rows > 0;
    }
}
