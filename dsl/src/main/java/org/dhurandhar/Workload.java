package org.dhurandhar;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.Request;
import org.dhurandhar.runtime.Runtimes;
import org.jspecify.annotations.Nullable;

/// A model and how it is to be run. Each setting gives a new value; order does not matter and the
/// last one wins.
public final class Workload {
    private static final long DEFAULT_CONTEXT = 32_768;

    private final Model model;
    private final Draft settings;

    /// Settings in the making; copied for each change and not touched after that.
    private static final class Draft {
        long context = DEFAULT_CONTEXT;
        @Nullable String quant;
        WeightFormat kvK = WeightFormat.F16;
        WeightFormat kvV = WeightFormat.F16;
        String runtime = "llama.cpp";
        String backend = "cpu";
        int slots;
        int ubatch;
        boolean keepAudio;
        Map<String, String> options = Map.of();

        Draft() {}

        Draft(Draft other) {
            context = other.context;
            quant = other.quant;
            kvK = other.kvK;
            kvV = other.kvV;
            runtime = other.runtime;
            backend = other.backend;
            slots = other.slots;
            ubatch = other.ubatch;
            keepAudio = other.keepAudio;
            options = other.options;
        }
    }

    private Workload(Model model, Draft settings) {
        this.model = model;
        this.settings = settings;
    }

    static Workload of(Model model) {
        var draft = new Draft();
        long max = model.facts().maxContext();
        draft.context = usual(max);
        return new Workload(model, draft);
    }

    private static long usual(long max) {
        return max > 0 ? Math.min(max, DEFAULT_CONTEXT) : DEFAULT_CONTEXT;
    }

    /// The model.
    public Model model() {
        return model;
    }

    /// Tokens of context, from 1 to the model's limit.
    ///
    /// @throws DhurandharException where it is out of range
    public Workload context(long tokens) {
        long stated = model.facts().maxContext();
        long max = stated > 0 ? Math.min(stated, Integer.MAX_VALUE) : Integer.MAX_VALUE;
        if (tokens < 1 || tokens > max) {
            throw DhurandharException.because("InvalidSetting", "context of " + tokens + " tokens")
                    .expected(
                            stated == max
                                    ? "1 to %d, the limit of %s".formatted(max, model.name())
                                    : "1 to %d".formatted(max))
                    .fix("context(%1$d)   or   --context-tokens %1$d".formatted(usual(max)));
        }
        return with(d -> d.context = tokens);
    }

    /// The runtime's usual recipe for a number of bits; the result names it.
    public Workload quant(int bits) {
        return quant(Integer.toString(bits));
    }

    /// A recipe by name, such as `Q4_K_M`.
    ///
    /// @throws DhurandharException where no recipe has the name
    public Workload quant(String recipe) {
        Runtimes.named(settings.runtime).checkQuant(recipe);
        return with(d -> d.quant = recipe);
    }

    /// Cached keys and values at 4, 5, 8, 16 or 32 bits: `q4_0`, `q5_0`, `q8_0`, `f16`, `f32`.
    ///
    /// @throws DhurandharException where there is no cache type of that many bits
    public Workload kv(int bits) {
        return kv(KvTypes.ofBits(bits));
    }

    /// Cached keys and values in one format, such as `q8_0`.
    public Workload kv(String format) {
        return kv(format, format);
    }

    /// Cached keys in one format, values in another.
    ///
    /// @throws DhurandharException where the runtime has no such cache type
    public Workload kv(String keys, String values) {
        var k = KvTypes.named(keys);
        var v = KvTypes.named(values);
        return with(d -> {
            d.kvK = k;
            d.kvV = v;
        });
    }

    /// The program that runs the model, such as `llama.cpp`.
    ///
    /// @throws DhurandharException where no runtime has the name
    public Workload runtime(String name) {
        var runtime = Runtimes.named(name);
        return with(d -> d.runtime = runtime.name());
    }

    /// Sequences served at once, 1 to 256.
    ///
    /// @throws DhurandharException where it is out of range
    public Workload slots(int count) {
        int checked = within("slots", count, 1, 256);
        return with(d -> d.slots = checked);
    }

    /// A setting by the runtime's own name, such as `set("flash-attention", false)`; `ubatch`,
    /// `backend` and `keep-audio` are known to every runtime.
    ///
    /// @throws DhurandharException where the runtime has no such setting or the value is impossible
    public Workload set(String name, Object value) {
        var text = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
        var key = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (key) {
            case "ubatch" -> {
                int ubatch = within("ubatch", number("ubatch", text), 1, 65_536);
                yield with(d -> d.ubatch = ubatch);
            }
            case "backend" -> {
                Runtimes.named(settings.runtime).checkBackend(text);
                yield with(d -> d.backend = text);
            }
            case "keep-audio" -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw DhurandharException.because(
                                    "InvalidSetting", "keep-audio of \"" + text + "\"")
                            .expected("true or false")
                            .fix("set(\"keep-audio\", true)   or   --keep-audio");
                }
                boolean keep = text.equals("true");
                yield with(d -> d.keepAudio = keep);
            }
            default -> {
                Runtimes.named(settings.runtime).checkOption(key, text);
                var options = new LinkedHashMap<>(settings.options);
                options.put(key, text);
                yield with(d -> d.options = Map.copyOf(options));
            }
        };
    }

    /// What the model takes, component by component.
    ///
    /// @throws DhurandharException where the runtime would refuse, with its reason
    public Footprint footprint() {
        var s = settings;
        var request =
                new Request(
                        s.context, s.quant, s.kvK, s.kvV, s.backend, s.slots, s.ubatch, s.options);
        return Footprint.of(model, Runtimes.named(s.runtime).allocate(model, request), s.keepAudio);
    }

    /// The model on a device, by name or by the path of its profile.
    ///
    /// @throws DhurandharException where no device has the name
    public Deployment on(String device) {
        return on(Devices.find(device));
    }

    /// The model on the device that a YAML file describes.
    public Deployment on(Path device) {
        return on(Devices.read(device));
    }

    /// The model on a device.
    public Deployment on(Device device) {
        return new Deployment(this, device);
    }

    /// Where each figure comes from.
    public String explain() {
        return Explanation.of(footprint());
    }

    private Workload with(Consumer<Draft> change) {
        var draft = new Draft(settings);
        change.accept(draft);
        return new Workload(model, draft);
    }

    private static int within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw DhurandharException.because("InvalidSetting", name + " of " + value)
                    .expected(low + " to " + high)
                    .fix(
                            name.equals("slots")
                                    ? "slots(1)   or   --slots 1"
                                    : "set(\"ubatch\", 512)   or   --ubatch 512");
        }
        return value;
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw DhurandharException.because("InvalidSetting", name + " of \"" + text + "\"")
                    .expected("a whole number")
                    .fix("set(\"ubatch\", 512)   or   --ubatch 512");
        }
    }

    @Override
    public String toString() {
        var s = settings;
        return """
        %s
        %,d tokens, %s, KV %s/%s, %s, %s
        next: context(n) quant(bits) kv(type) slots(n) runtime(name) set(name, value)
              footprint()  on("pixel-10-pro")  explain()\
        """
                .formatted(
                        model,
                        s.context,
                        s.quant == null ? "usual 4-bit recipe" : s.quant,
                        KvTypes.word(s.kvK),
                        KvTypes.word(s.kvV),
                        s.runtime,
                        s.slots == 0 ? "default slots" : s.slots + " slots");
    }
}
