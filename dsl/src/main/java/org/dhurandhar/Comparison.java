package org.dhurandhar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.dhurandhar.model.Encoder;

/// Several models run alike, side by side, and on any number of devices. Each setting gives a new
/// value and is checked against every model.
public final class Comparison extends MatrixReport {
    private Comparison(Matrix matrix) {
        super(matrix);
    }

    static Comparison of(List<Workload> models) {
        var names = new ArrayList<String>();
        for (var model : models) {
            names.add(model.model().name());
        }
        Chosen.once("model", names, "name each model once");
        Chosen.filled(
                models,
                "compare",
                "compare(\"gemma4-e2b\", \"qwen3-4b\")   or   ./dhurandhar compare gemma4-e2b"
                        + " qwen3-4b --on pixel-10-pro");
        return new Comparison(new Matrix(models, List.of(), List.of(), List.of()));
    }

    /// With settings that are spelt as for one model.
    ///
    /// ```java
    /// Dhurandhar.compare("gemma4-e2b", "qwen3-4b").with(m -> m.context(8192).kv(8).slots(1))
    /// ```
    ///
    /// @throws DhurandharException where a setting is impossible for one of the models
    public Comparison with(UnaryOperator<Workload> settings) {
        var changed = new ArrayList<Workload>();
        for (var model : matrix.models()) {
            changed.add(settings.apply(model));
        }
        return new Comparison(matrix.models(changed));
    }

    /// Tokens of context.
    ///
    /// @throws DhurandharException where it is out of the range of a model
    public Comparison context(long tokens) {
        return with(w -> w.context(tokens));
    }

    /// The runtime's usual recipe for a number of bits.
    public Comparison quant(int bits) {
        return with(w -> w.quant(bits));
    }

    /// A recipe by name, such as `Q4_K_M`.
    ///
    /// @throws DhurandharException where no recipe has the name
    public Comparison quant(String recipe) {
        return with(w -> w.quant(recipe));
    }

    /// Cached keys and values at 4, 5, 8, 16 or 32 bits.
    public Comparison kv(int bits) {
        return with(w -> w.kv(bits));
    }

    /// Cached keys and values in one format, such as `q8_0`.
    public Comparison kv(String format) {
        return with(w -> w.kv(format));
    }

    /// Cached keys in one format, values in another.
    public Comparison kv(String keys, String values) {
        return with(w -> w.kv(keys, values));
    }

    /// The program that runs the models, such as `llama.cpp`.
    ///
    /// @throws DhurandharException where no runtime has the name
    public Comparison runtime(String name) {
        return with(w -> w.runtime(name));
    }

    /// Sequences served at once, 1 to 256.
    public Comparison slots(int count) {
        return with(w -> w.slots(count));
    }

    /// A setting by the runtime's own name, such as `set("flash-attention", false)`.
    ///
    /// @throws DhurandharException where the runtime has no such setting or the value is impossible
    public Comparison set(String name, Object value) {
        return with(w -> w.set(name, value));
    }

    /// The models without these encoders.
    public Comparison without(Encoder... kinds) {
        return with(w -> w.without(kinds));
    }

    /// The decode speed that is wanted, in tokens a second.
    ///
    /// @throws DhurandharException where it is not above 0
    public Comparison target(double tokensPerSecond) {
        return with(w -> w.target(tokensPerSecond));
    }

    /// With several contexts.
    ///
    /// @throws DhurandharException where there is none, one is out of the range of a model or given
    ///   twice
    public Comparison contexts(long... tokens) {
        return new Comparison(matrix.contexts(tokens));
    }

    /// With several recipes, by bits.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Comparison quants(int... bits) {
        return quants(Sweep.texts(bits));
    }

    /// With several recipes, by name or bits.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Comparison quants(String... recipes) {
        return new Comparison(matrix.quants(Arrays.asList(Given.value(recipes, "quants"))));
    }

    /// On these devices, by name or by the paths of their profiles.
    ///
    /// @throws DhurandharException where no device has a name, or one is named twice
    public Comparison on(String... devices) {
        return new Comparison(matrix.on(Chosen.devices(Arrays.asList(Given.value(devices, "on")))));
    }

    /// On these devices.
    ///
    /// @throws DhurandharException where one is named twice
    public Comparison on(Device... devices) {
        return new Comparison(
                matrix.on(Chosen.distinct(Arrays.asList(Given.value(devices, "on")))));
    }

    /// On every device that can be found by name.
    public Comparison onAll() {
        return new Comparison(matrix.on(Devices.all()));
    }

    @Override
    String schema() {
        return "dhurandhar/comparison/1";
    }

    @Override
    String next() {
        return "next: context(n) quant(bits) kv(type) ... on(device, ...)  onAll()  plot()";
    }
}
