package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Extent;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Origin;
import org.dhurandhar.model.Recipe;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// llama.cpp on the CPU: as its server, or through the library.
final class LlamaRuntime implements Runtime {
    private static final List<String> BACKENDS = List.of("cpu");
    private static final int USUAL_BITS = 4;

    private final LlamaProfile profile;

    private LlamaRuntime(LlamaProfile profile) {
        this.profile = profile;
    }

    static LlamaRuntime of(MapNode yaml) {
        return new LlamaRuntime(LlamaProfile.of(yaml));
    }

    @Override
    public String name() {
        return profile.name();
    }

    @Override
    public String version() {
        return profile.version();
    }

    @Override
    public List<String> backends() {
        return BACKENDS;
    }

    @Override
    public List<String> options() {
        return LlamaOptions.NAMES;
    }

    @Override
    public void checkQuant(String recipe) {
        recipe(recipe);
    }

    @Override
    public void checkBackend(String backend) {
        if (!BACKENDS.contains(backend)) {
            throw DhurandharException.unknownName("backend", backend, BACKENDS, "--backend cpu");
        }
    }

    @Override
    public void checkOption(String name, String value) {
        LlamaOptions.check(name, value);
    }

    private static Recipe recipe(String name) {
        if (!name.isEmpty()
                && name.length() <= 3
                && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Recipe.forBits(Integer.parseInt(name));
        }
        return Recipe.named(name);
    }

    @Override
    public Allocator allocator(Model model) {
        return request -> allocation(model, request);
    }

    private Allocation allocation(Model model, Request request) {
        var file = model.gguf();
        var quant = request.quant();
        LlamaArchitectures.check(model, file.architecture());
        boolean own = quant == null && model.facts().origin() == Origin.GGUF;
        var recipe = quant == null ? Recipe.forBits(USUAL_BITS) : recipe(quant);
        var tensors = own ? file.tensors() : recipe.apply(file.unquantised());
        var stored = text(file, tensors);
        var settings = settings(request);
        var memory = LlamaMemory.of(stored, settings, profile);
        var caches = memory.caches();
        var weights = memory.weights();
        var compute = memory.compute();
        var after = memory.request();
        return new Allocation(
                echo(request, settings, caches, own ? "file" : recipe.name()),
                stored.tensors(),
                weights.mapped(),
                weights.heap(),
                caches.full().bytes(),
                caches.sliding().bytes(),
                caches.full().layers().size() + caches.sliding().layers().size(),
                memory.stateBytes(),
                new Range(compute.low(), compute.bytes(), compute.high()),
                memory.outputBytes(),
                weights.repacked(),
                copied(stored, settings),
                memory.baseBytes(),
                after.touched(),
                after.checkpoints(),
                after.scratch(),
                profile.libraryPages(),
                new Range(after.low(), after.expected(), after.high()),
                0,
                Set.of(),
                List.of(),
                notes(memory, stored, settings),
                Efficiency.find(profile.speed(), request.backend()));
    }

    /// The tensors without encoders; where the file holds them in these formats, with their places.
    private static GgufLayout text(GgufLayout file, List<Tensor> tensors) {
        boolean placed = !file.extents().isEmpty() && tensors.equals(file.tensors());
        var kept = new ArrayList<Tensor>(tensors.size());
        var extents = new ArrayList<Extent>();
        for (int i = 0; i < tensors.size(); i++) {
            var tensor = tensors.get(i);
            if (tensor.role() != Role.VISION && tensor.role() != Role.AUDIO) {
                kept.add(tensor);
                if (placed) {
                    extents.add(file.extents().get(i));
                }
            }
        }
        return new GgufLayout(file.architecture(), file.metadata(), kept, extents);
    }

    private Set<String> copied(GgufLayout stored, LlamaSettings settings) {
        var names = new HashSet<String>();
        if (settings.repack()) {
            for (var tensor : stored.tensors()) {
                if (LlamaWeights.repacks(tensor, profile.avx512())) {
                    names.add(tensor.name());
                }
            }
        }
        return names;
    }

    private LlamaSettings settings(Request request) {
        var options = request.options();
        var settings =
                LlamaSettings.defaults()
                        .context(request.context())
                        .slots(request.slots(), LlamaOptions.flag(options, "unified"))
                        .kv(request.kvK(), request.kvV())
                        .flashAttention(LlamaOptions.flag(options, "flash-attention", true))
                        .batches(LlamaOptions.batch(options), request.ubatch())
                        .swaFull(LlamaOptions.flag(options, "swa-full", false))
                        .weights(
                                LlamaOptions.flag(options, "mmap", true)
                                        ? LoadMode.MMAP
                                        : LoadMode.NONE,
                                LlamaOptions.flag(options, "repack", true))
                        .embeddings(LlamaOptions.flag(options, "embeddings", false));
        int batch = request.ubatch() > 0 ? request.ubatch() : profile.microBatch();
        return settings.request((int) Math.min(batch, request.context()), 64);
    }

    private Allocation.Settings echo(
            Request request, LlamaSettings settings, LlamaCaches caches, String quant) {
        var options = new TreeMap<String, String>();
        options.put("unified", Boolean.toString(caches.streams() == 1 && unified(settings)));
        options.put("flash-attention", Boolean.toString(settings.flashAttention()));
        options.put("repack", Boolean.toString(settings.repack()));
        options.put("mmap", Boolean.toString(settings.loadMode().mapped()));
        options.put("swa-full", Boolean.toString(settings.swaFull()));
        options.put("embeddings", Boolean.toString(settings.embeddings()));
        options.put("batch", Integer.toString(caches.batch()));
        return new Allocation.Settings(
                request.context(),
                quant,
                word(settings.kType()),
                word(settings.vType()),
                profile.name(),
                request.backend(),
                caches.slots(),
                caches.microBatch(),
                options);
    }

    private boolean unified(LlamaSettings settings) {
        var asked = settings.unified();
        return asked != null ? asked : settings.slots() == 0 && profile.unifiedByDefault();
    }

    private static String word(WeightFormat format) {
        return format.label().toLowerCase(Locale.ROOT);
    }

    private List<String> notes(LlamaMemory memory, GgufLayout stored, LlamaSettings settings) {
        var notes = new ArrayList<String>();
        var architecture = stored.architecture();
        if (settings.repack() && profile.avx512() && holds(stored, WeightFormat.Q2_K)) {
            notes.add(
                    "Q2_K is copied into the CPU's own order only with AVX-512, which is assumed");
        }
        if (architecture.equals(LlamaArchitectures.GENERIC)) {
            notes.add("the figures stand for a plain transformer of that shape");
        } else if (!memory.knownArchitecture()) {
            notes.add(
                    "the graph of architecture "
                            + architecture
                            + " is not known: the compute buffer is a range");
        }
        return notes;
    }

    private static boolean holds(GgufLayout stored, WeightFormat format) {
        for (var tensor : stored.tensors()) {
            if (tensor.format() == format) {
                return true;
            }
        }
        return false;
    }
}
