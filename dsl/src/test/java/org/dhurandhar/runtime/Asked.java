package org.dhurandhar.runtime;

import java.util.Map;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// A request in the making.
record Asked(
        String runtime,
        String model,
        long context,
        @Nullable String quant,
        String backend,
        Platform platform,
        Map<String, String> options) {
    static final Platform ANDROID = new Platform("android", "arm64", false);
    static final Platform IOS = new Platform("ios", "arm64", false);
    static final Platform WINDOWS = new Platform("windows", "x86-64", false);
    static final Platform DESKTOP = new Platform("linux", "x86-64", true);

    static Asked of(String runtime, String model, long context) {
        return new Asked(runtime, model, context, null, "cpu", Platform.ANY, Map.of());
    }

    Asked quant(String recipe) {
        return new Asked(runtime, model, context, recipe, backend, platform, options);
    }

    Asked gpu() {
        return on("gpu");
    }

    Asked on(String processor) {
        return new Asked(runtime, model, context, quant, processor, platform, options);
    }

    Asked on(Platform system) {
        return new Asked(runtime, model, context, quant, backend, system, options);
    }

    Asked set(String name, String value) {
        return new Asked(runtime, model, context, quant, backend, platform, Map.of(name, value));
    }

    Allocation allocation() {
        return allocation(WeightFormat.F16, 1);
    }

    Allocation allocation(WeightFormat kv, int slots) {
        return Runtimes.named(runtime)
                .allocate(
                        source(),
                        new Request(context, quant, kv, kv, backend, slots, 0, options, platform));
    }

    Model source() {
        return Models.named(model);
    }

    static long extra(Allocation allocation, String name) {
        return allocation.extras().stream()
                .filter(e -> e.name().equals(name))
                .mapToLong(Extra::bytes)
                .sum();
    }
}
