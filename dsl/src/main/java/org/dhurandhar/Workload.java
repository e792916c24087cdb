package org.dhurandhar;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.memory.Footprinter;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Origin;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.progress.InterruptedWork;
import org.dhurandhar.runtime.Platform;
import org.dhurandhar.runtime.Request;
import org.dhurandhar.runtime.Runtime;
import org.dhurandhar.runtime.Runtimes;
import org.jspecify.annotations.Nullable;

/// A model and how it is to be run. Each setting gives a new value; order does not matter and the
/// last one wins.
public final class Workload {
    private static final long DEFAULT_CONTEXT = 32_768;
    private static final int MOST_UBATCH = 65_536;
    private static final double FASTEST = 1e6;

    private final Model model;
    private final Draft settings;

    /// Settings in the making; copied for each change and not touched after that.
    private static final class Draft {
        long context = DEFAULT_CONTEXT;
        @Nullable String quant;
        WeightFormat kvK = WeightFormat.F16;
        WeightFormat kvV = WeightFormat.F16;
        String runtime = "llama.cpp";

        /// The runtime of that name, once it was looked up.
        @Nullable Runtime known;

        @Nullable String backend;
        int slots;
        int ubatch;

        /// Images are what most users bring; sound is asked for.
        Set<Encoder> encoders = Set.of(Encoder.VISION);

        double target;
        Map<String, String> options = Map.of();

        Draft() {}

        Draft(Draft other) {
            context = other.context;
            quant = other.quant;
            kvK = other.kvK;
            kvV = other.kvV;
            runtime = other.runtime;
            known = other.known;
            backend = other.backend;
            slots = other.slots;
            ubatch = other.ubatch;
            encoders = other.encoders;
            target = other.target;
            options = other.options;
        }

        List<Object> values() {
            return List.of(
                    context,
                    String.valueOf(quant),
                    kvK,
                    kvV,
                    runtime,
                    String.valueOf(backend),
                    slots,
                    ubatch,
                    encoders,
                    target,
                    options);
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

    /// Tokens of context, from 1 to the model's limit. In llama.cpp all slots share them; in MLC
    /// and transformers each slot has so many.
    ///
    /// @throws DhurandharException where it is out of range
    public Workload context(long tokens) {
        checkContext(tokens, "context(%1$d)   or   --context-tokens %1$d");
        return with(d -> d.context = tokens);
    }

    /// @param words what to type instead; `%1$d` stands for a length
    void checkContext(long tokens, String words) {
        long stated = model.facts().maxContext();
        long max = mostContext();
        if (tokens < 1 || tokens > max) {
            throw DhurandharException.because(
                            "InvalidSetting",
                            "context of " + tokens + (tokens == 1 ? " token" : " tokens"))
                    .expected(
                            stated == max
                                    ? "1 to %d, the limit of %s".formatted(max, model.name())
                                    : "1 to %d".formatted(max))
                    .fix(words.formatted(usual(max)));
        }
    }

    /// The runtime's usual recipe for a number of bits; the result names it.
    public Workload quant(int bits) {
        return quant(Integer.toString(bits));
    }

    /// A recipe by name, such as `Q4_K_M`.
    ///
    /// @throws DhurandharException where no recipe has the name
    public Workload quant(String recipe) {
        Runtimes.checkQuant(runtime(), Given.value(recipe, "quant"));
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
        var k = KvTypes.named(Given.value(keys, "kv"));
        var v = KvTypes.named(Given.value(values, "kv"));
        return with(d -> {
            d.kvK = k;
            d.kvV = v;
        });
    }

    /// The program that runs the model, such as `llama.cpp`.
    ///
    /// @throws DhurandharException where no runtime has the name
    public Workload runtime(String name) {
        var runtime = Runtimes.named(Given.value(name, "runtime"));
        return with(d -> {
            d.runtime = runtime.name();
            d.known = runtime;
        });
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
        var text = Given.value(value, "set").toString().strip().toLowerCase(Locale.ROOT);
        var key = Given.value(name, "set").strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (key) {
            case "ubatch" -> {
                int ubatch = within("ubatch", number("ubatch", text), 1, MOST_UBATCH);
                yield with(d -> d.ubatch = ubatch);
            }
            case "backend" -> {
                Runtimes.checkBackend(runtime(), text);
                yield with(d -> d.backend = text);
            }
            case "keep-audio" -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw DhurandharException.because(
                                    "InvalidSetting", "keep-audio of \"" + text + "\"")
                            .expected("true or false")
                            .fix("set(\"keep-audio\", true)   or   --keep-audio");
                }
                yield text.equals("true") ? keeping(Encoder.AUDIO) : without(Encoder.AUDIO);
            }
            default -> {
                var runtime = runtime();
                if (!runtime.options().contains(key)) {
                    throw DhurandharException.unknownName(
                            "setting",
                            name,
                            Dhurandhar.settings(settings.runtime),
                            "set(\"flash-attention\", false)   or   --set flash-attention=false");
                }
                runtime.checkOption(key, text);
                var options = new LinkedHashMap<>(settings.options);
                options.put(key, text);
                yield with(d -> d.options = Map.copyOf(options));
            }
        };
    }

    /// The model without these encoders. Where nothing is said a vision encoder counts and an audio
    /// encoder does not, see `set("keep-audio", true)`.
    public Workload without(Encoder... kinds) {
        var left = EnumSet.noneOf(Encoder.class);
        left.addAll(settings.encoders);
        for (var kind : Given.value(kinds, "without")) {
            left.remove(Given.value(kind, "without"));
        }
        return with(d -> d.encoders = Set.copyOf(left));
    }

    private Workload keeping(Encoder kind) {
        var kept = EnumSet.of(kind);
        kept.addAll(settings.encoders);
        return with(d -> d.encoders = Set.copyOf(kept));
    }

    /// The decode speed that is wanted, in tokens a second: verdicts say where it is missed, and
    /// solutions reach it with the low end of the predicted range at the end of the context.
    ///
    /// @throws DhurandharException where it is not above 0
    public Workload target(double tokensPerSecond) {
        if (!(tokensPerSecond > 0) || tokensPerSecond > FASTEST) {
            throw DhurandharException.because("InvalidSetting", "target of " + tokensPerSecond)
                    .expected("a speed above 0, in tokens a second")
                    .fix("target(15)   or   --target-decode-tps 15");
        }
        return with(d -> d.target = tokensPerSecond);
    }

    /// What the model takes, component by component.
    ///
    /// @throws DhurandharException where the runtime would refuse, with its reason
    public Footprint footprint() {
        return footprint(Platform.ANY);
    }

    Footprint footprint(Platform platform) {
        return footprint(platform, footprinter());
    }

    /// The footprint by a footprinter of the same model and runtime, which may keep what it worked
    /// out for other settings.
    Footprint footprint(Platform platform, Footprinter footprinter) {
        InterruptedWork.check();
        return footprinter.footprint(request(platform), settings.encoders);
    }

    /// Works out footprints of this model under this runtime, whatever the other settings.
    Footprinter footprinter() {
        return new Footprinter(model, runtime());
    }

    /// What the runtime is asked for.
    Request request(Platform platform) {
        var s = settings;
        return new Request(
                s.context, s.quant, s.kvK, s.kvV, backend(), s.slots, s.ubatch, s.options,
                platform);
    }

    /// What computes: as asked for, else the runtime's usual one.
    private String backend() {
        var asked = settings.backend;
        return asked == null ? runtime().backends().getFirst() : asked;
    }

    Runtime runtime() {
        var runtime = settings.known;
        if (runtime == null) {
            runtime = Runtimes.named(settings.runtime);
            settings.known = runtime;
        }
        return runtime;
    }

    long context() {
        return settings.context;
    }

    /// The longest context that can be asked for.
    long mostContext() {
        long stated = model.facts().maxContext();
        return stated > 0 ? Math.min(stated, Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }

    /// Wanted tokens a second, or 0.
    double target() {
        return settings.target;
    }

    /// The model's own name of its weights' formats, or the runtime's usual one.
    Workload usualQuant() {
        return with(d -> d.quant = null);
    }

    /// Whether the model is a file with formats of its own.
    boolean ownQuant() {
        return model.facts().origin() == Origin.GGUF;
    }

    /// The model on a device, by name or by the path of its profile.
    ///
    /// @throws DhurandharException where no device has the name
    public Deployment on(String device) {
        return on(Devices.find(Given.value(device, "on")));
    }

    /// The model on the device that a YAML file describes.
    public Deployment on(Path device) {
        return on(Devices.read(Given.value(device, "on")));
    }

    /// The model on a device.
    public Deployment on(Device device) {
        return new Deployment(this, Given.value(device, "on"));
    }

    /// The model on several devices, by name or by the paths of their profiles.
    ///
    /// @throws DhurandharException where no device has a name, or one is named twice
    public Fleet on(String first, String second, String... others) {
        return Fleet.of(this, Chosen.devices(first, second, others));
    }

    /// The model on several devices.
    ///
    /// @throws DhurandharException where one is named twice
    public Fleet on(Device first, Device second, Device... others) {
        return Fleet.of(this, Chosen.devices(first, second, others));
    }

    /// The model on every device that can be found by name.
    public Fleet onAll() {
        return Fleet.of(this, Devices.all());
    }

    /// The model with several contexts, side by side.
    ///
    /// @throws DhurandharException where there is none, one is out of the model's range or given
    ///   twice
    public Sweep contexts(long... tokens) {
        return Sweep.of(this).contexts(tokens);
    }

    /// The model with several recipes, by bits, side by side.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Sweep quants(int... bits) {
        return Sweep.of(this).quants(bits);
    }

    /// The model with several recipes, by name or bits, side by side.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Sweep quants(String... recipes) {
        return Sweep.of(this).quants(recipes);
    }

    private Workload with(Consumer<Draft> change) {
        var draft = new Draft(settings);
        change.accept(draft);
        return new Workload(model, draft);
    }

    private static int within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw DhurandharException.because("InvalidSetting", name + " of " + value)
                    .expected(range(name, low, high))
                    .fix(
                            name.equals("slots")
                                    ? "slots(1)   or   --slots 1"
                                    : "set(\"ubatch\", 512)   or   --ubatch 512");
        }
        return value;
    }

    private static String range(String name, int low, int high) {
        return low + " to " + high + (name.equals("ubatch") ? " tokens" : "");
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw DhurandharException.because("InvalidSetting", name + " of \"" + text + "\"")
                    .expected(range(name, 1, MOST_UBATCH))
                    .fix("set(\"ubatch\", 512)   or   --ubatch 512");
        }
    }

    /// The recipe in words, as the result will name it.
    String recipe() {
        try {
            var name = runtime().recipe(model, settings.quant);
            return name.equals("file") ? "the file's own types" : name;
        } catch (DhurandharException notOffered) {
            return String.valueOf(settings.quant);
        }
    }

    /// Recipes that the runtime stores weights by.
    List<String> recipes() {
        return runtime().recipes();
    }

    /// How it is run beside context and recipe, in one line.
    String manner() {
        var s = settings;
        var goal = s.target > 0 ? ", target " + Numbers.plain(s.target) + " tok/s" : "";
        return "KV %s/%s, %s on %s, %s%s%s"
                .formatted(
                        KvTypes.word(s.kvK),
                        KvTypes.word(s.kvV),
                        s.runtime,
                        backend(),
                        slots(),
                        goal,
                        changes().replace("\nset: ", ", set "));
    }

    /// What `set` changed, or an empty text.
    private String changes() {
        var changed = new TreeMap<>(settings.options);
        if (settings.ubatch > 0) {
            changed.put("ubatch", Integer.toString(settings.ubatch));
        }
        if (settings.encoders.contains(Encoder.AUDIO)) {
            changed.put("keep-audio", "true");
        }
        if (!settings.encoders.contains(Encoder.VISION)) {
            changed.put("without", "vision");
        }
        var out = new StringBuilder();
        for (var entry : changed.entrySet()) {
            out.append(out.isEmpty() ? "\nset: " : ", ")
                    .append(entry.getKey())
                    .append('=')
                    .append(entry.getValue());
        }
        return out.toString();
    }

    /// Whether the other is the same model with the same settings.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Workload w
                && settings.values().equals(w.settings.values())
                && model.facts().equals(w.model.facts())
                && model.tensors().equals(w.model.tensors())
                && model.layers().equals(w.model.layers());
    }

    @Override
    public int hashCode() {
        return 31 * model.facts().hashCode() + settings.values().hashCode();
    }

    @Override
    public String toString() {
        var s = settings;
        return """
        %s
        %,d %s, %s, KV %s/%s, %s on %s, %s%s%s
        next: context(n) quant(bits) kv(type) slots(n) runtime(name) set(name, value) target(tps)
              footprint()  on("pixel-10-pro")  onAll()  contexts(n, ...)  quants(bits, ...)\
        """
                .formatted(
                        model,
                        s.context,
                        s.context == 1 ? "token" : "tokens",
                        recipe(),
                        KvTypes.word(s.kvK),
                        KvTypes.word(s.kvV),
                        s.runtime,
                        backend(),
                        slots(),
                        s.target > 0 ? ", target " + Numbers.plain(s.target) + " tok/s" : "",
                        changes());
    }

    private String slots() {
        return switch (settings.slots) {
            case 0 -> "default slots";
            case 1 -> "1 slot";
            default -> settings.slots + " slots";
        };
    }
}
