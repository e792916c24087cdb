package org.dhurandhar.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.Platform;
import org.dhurandhar.runtime.Request;
import org.dhurandhar.runtime.Residence;
import org.dhurandhar.runtime.Runtimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FootprinterTest {
    private static final Set<Encoder> ENCODERS = Set.of(Encoder.VISION);
    private static final Platform[] PLATFORMS = {
        Platform.ANY, new Platform("android", "arm64", false), new Platform("ios", "arm64", false)
    };

    @ParameterizedTest
    @ValueSource(strings = {"gemma-4-e2b", "gpt-oss-20b", "granite-4.0-h-tiny", "llama-3.2-1b"})
    void what_is_shared_changes_no_figure(String name) {
        var model = Models.named(name);
        var runtime = Runtimes.named("llama.cpp");
        var footprinter = new Footprinter(model, runtime);
        for (var quant : new String[] {"4", "8", "4"}) {
            for (long context : new long[] {512, 8192, 32_768, 8192}) {
                for (var platform : PLATFORMS) {
                    var request =
                            new Request(
                                    context,
                                    quant,
                                    WeightFormat.F16,
                                    WeightFormat.F16,
                                    "cpu",
                                    0,
                                    0,
                                    Map.of(),
                                    platform);
                    var shared = footprinter.footprint(request, ENCODERS);
                    var alone = Footprint.of(model, runtime.allocate(model, request), ENCODERS);
                    assertThat(shared.demand()).isEqualTo(alone.demand());
                    assertThat(shared.components()).isEqualTo(alone.components());
                    assertThat(shared.peak()).isEqualTo(alone.peak());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemma-4-e2b", "gpt-oss-20b", "granite-4.0-h-tiny"})
    void sums_are_those_of_the_rows(String name) {
        var footprint = org.dhurandhar.Dhurandhar.model(name).footprint();
        for (var residence : Residence.values()) {
            assertThat(footprint.total(residence))
                    .isEqualTo(
                            footprint.components().stream()
                                    .filter(row -> row.residence() == residence)
                                    .mapToLong(Component::bytes)
                                    .sum());
        }
    }
}
