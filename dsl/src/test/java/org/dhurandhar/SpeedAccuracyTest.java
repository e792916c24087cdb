package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.model.Models;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Published speeds lie in predicted ranges.
final class SpeedAccuracyTest {
    @Test
    void published_speeds_lie_in_predicted_ranges() {
        var rows = SpeedAccuracy.rows();
        System.out.print(SpeedAccuracy.markdown());
        var named = rows.stream().filter(SpeedAccuracy.Row::slug).toList();
        assertThat(named).hasSizeGreaterThanOrEqualTo(15);
        long inside = named.stream().filter(SpeedAccuracy.Row::inside).count();
        assertThat((double) inside / named.size()).isGreaterThanOrEqualTo(0.9);
        assertThat(rows).allMatch(SpeedAccuracy.Row::narrow);
        assertThat(named).allMatch(SpeedAccuracy.Row::prefillMet);
    }

    @Test
    void a_file_larger_than_memory_thrashes() {
        var thrash =
                SpeedAccuracy.rows().stream()
                        .filter(row -> row.weights().contains("larger than RAM"))
                        .toList();
        assertThat(thrash).isNotEmpty();
        assertThat(thrash).allMatch(row -> row.verdict().equals("THRASH"));
        assertThat(thrash).allMatch(row -> row.factor() <= 3 && row.inside());
    }

    @ParameterizedTest
    @CsvSource({
        "llama.cpp, cpu",
        "llama.cpp, gpu",
        "llama.cpp, npu",
        "litert-lm, cpu",
        "litert-lm, gpu",
        "executorch, cpu",
        "mlc, gpu"
    })
    void no_range_is_wider_than_three_times_its_low_end(String runtime, String backend) {
        var devices = Devices.all();
        int seen = 0;
        for (var model : Models.names()) {
            for (var context : List.of(1L, 4096L, 32_768L)) {
                var footprint = footprint(model, runtime, backend, context);
                for (var device : footprint == null ? List.<Device>of() : devices) {
                    var speed = Feasibility.of(footprint, device).speed();
                    var ranges =
                            Stream.of(
                                    speed.decode(),
                                    speed.decodeFull(),
                                    speed.prefill(),
                                    speed.firstTokenSeconds());
                    ranges.filter(Objects::nonNull)
                            .forEach(range ->
                                    assertThat(range.high() / range.low())
                                            .as("%s %s on %s: %s", model, context, device, range)
                                            .isLessThanOrEqualTo(3));
                    seen += speed.decode() == null ? 0 : 1;
                }
            }
        }
        assertThat(seen).isGreaterThan(100);
    }

    /// A footprint without second copies, or null where the runtime refuses the model.
    private static @Nullable Footprint footprint(
            String model, String runtime, String backend, long context) {
        try {
            var workload = Dhurandhar.model(model).runtime(runtime).set("backend", backend);
            var copied = runtime.equals("llama.cpp") ? workload.set("repack", false) : workload;
            return copied.context(context).footprint();
        } catch (DhurandharException refused) {
            return null;
        }
    }
}
