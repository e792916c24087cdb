package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Origin;
import org.dhurandhar.model.Quantiser;
import org.dhurandhar.model.Recipe;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// What llama.cpp allocates for one model. The layout is made once, tensors once a recipe, caches
/// and graphs once for all recipes: they do not depend on how weights are stored. Not for several
/// threads at once.
final class LlamaAllocator implements Allocator {
    private static final int USUAL_BITS = 4;

    /// So many sets of buffers are kept: more than a matrix has contexts, and little memory.
    private static final int MOST_KEPT = 256;

    private final LlamaProfile profile;
    private final Model model;
    private final List<LlamaStored> stored = new ArrayList<>();
    private final List<LlamaBuffers> buffers = new ArrayList<>();
    private @Nullable GgufLayout file;
    private @Nullable Quantiser quantiser;
    private @Nullable LlamaGraphs graphs;
    private final Map<Kernels, Answer> latest = new EnumMap<>(Kernels.class);
    private final Map<Kernels, Answer> latestAssumed = new EnumMap<>(Kernels.class);

    /// What was asked for last, and what came of it.
    private record Answer(Request request, Allocation allocation) {}

    LlamaAllocator(LlamaProfile profile, Model model) {
        this.profile = profile;
        this.model = model;
    }

    /// Of a platform only the kernels matter: several kinds of devices in a row ask for the same.
    @Override
    public Allocation allocate(Request request) {
        var kernels = Kernels.of(request, profile);
        var answers = Kernels.assumed(request) ? latestAssumed : latest;
        var known = answers.get(kernels);
        if (known == null || !known.request().asksFor(request)) {
            known = new Answer(request, allocation(request, kernels));
            answers.put(kernels, known);
        }
        return known.allocation();
    }

    private Allocation allocation(Request request, Kernels kernels) {
        var layout = layout();
        var weights = stored(layout, request.quant(), kernels);
        var settings = settings(request);
        var memory = memory(weights, settings.context(shortestAlike(request)));
        var caches = memory.caches();
        var compute = memory.compute();
        var after = memory.request();
        var holdings = new Holdings(echo(request, settings, caches, weights.quant()));
        holdings.tensors = weights.tensors();
        holdings.mapped = memory.weights().mapped();
        holdings.heap = memory.weights().heap();
        holdings.kvFull = caches.full().bytes();
        holdings.kvSliding = caches.sliding().bytes();
        holdings.kvLayers = caches.full().layers().size() + caches.sliding().layers().size();
        holdings.state = memory.stateBytes();
        holdings.compute = new Range(compute.low(), compute.bytes(), compute.high());
        holdings.output = memory.outputBytes();
        holdings.repack = memory.weights().repacked();
        holdings.copied = weights.copied(settings);
        holdings.base = memory.baseBytes();
        holdings.touched = after.touched();
        holdings.checkpoints = after.checkpoints();
        holdings.scratch = after.scratch();
        holdings.libraries = profile.libraryPages();
        holdings.peak = new Range(after.low(), after.expected(), after.high());
        copies(holdings, weights, settings, kernels, Kernels.assumed(request));
        notes(holdings.notes, memory, weights, layout.architecture(), settings, kernels);
        holdings.efficiency = Efficiency.find(profile.speed(), request.backend());
        return holdings.allocation();
    }

    /// Past the length of a batch only the number of cells counts, and cells come in blocks.
    @Override
    public long shortestAlike(Request request) {
        long context = request.context();
        int batch = LlamaOptions.batch(request.options());
        int logical = batch > 0 ? batch : profile.batch();
        int physical = request.ubatch() > 0 ? request.ubatch() : profile.microBatch();
        long longestBatch = (long) Math.max(logical, physical) + profile.slidingExtraTokens();
        if (context <= longestBatch) {
            return context;
        }
        long padding = profile.cellPadding();
        return Math.max(longestBatch, (context - 1) / padding * padding + 1);
    }

    private GgufLayout layout() {
        var known = file;
        if (known == null) {
            known = model.gguf();
            LlamaArchitectures.check(model, known.architecture());
            file = known;
        }
        return known;
    }

    private LlamaStored stored(GgufLayout layout, @Nullable String quant, Kernels kernels) {
        var key = quant == null ? "" : quant;
        for (var known : stored) {
            if (known.of(key, kernels)) {
                return known;
            }
        }
        var made = likewise(key, kernels);
        if (made == null) {
            boolean own = quant == null && model.facts().origin() == Origin.GGUF;
            var recipe = quant == null ? Recipe.forBits(USUAL_BITS) : LlamaRuntime.recipe(quant);
            var tensors = own ? layout.tensors() : quantiser(layout).apply(recipe);
            made =
                    new LlamaStored(
                            key,
                            own ? "file" : recipe.name(),
                            LlamaStored.text(layout, tensors),
                            kernels);
        }
        stored.add(made);
        return made;
    }

    /// The same weights under other kernels, where they are known.
    private @Nullable LlamaStored likewise(String key, Kernels kernels) {
        for (var known : stored) {
            if (known.of(key)) {
                return known.with(kernels);
            }
        }
        return null;
    }

    private Quantiser quantiser(GgufLayout layout) {
        var known = quantiser;
        if (known == null) {
            known = new Quantiser(layout.unquantised());
            quantiser = known;
        }
        return known;
    }

    private LlamaMemory memory(LlamaStored weights, LlamaSettings settings) {
        var known = kept(settings);
        if (known == null) {
            LlamaRefusals.checkSizes(weights.layout(), settings);
        }
        try {
            var shared = graphs(weights.layout());
            if (known == null) {
                known = LlamaBuffers.of(shared, settings, profile);
                keep(known);
            }
            return LlamaMemory.of(shared.model(), known, weights.weights(settings), profile);
        } catch (ArithmeticException e) {
            throw LlamaMemory.contradiction(weights.layout().architecture(), e);
        }
    }

    private @Nullable LlamaBuffers kept(LlamaSettings settings) {
        for (var made : buffers) {
            if (made.settings().sameBuffers(settings)) {
                return made;
            }
        }
        return null;
    }

    private void keep(LlamaBuffers made) {
        if (buffers.size() >= MOST_KEPT) {
            buffers.clear();
        }
        buffers.add(made);
    }

    /// The same for all recipes: formats of weights are no part of it.
    private LlamaGraphs graphs(GgufLayout layout) {
        var known = graphs;
        if (known == null) {
            known = new LlamaGraphs(new LlamaHparams(layout));
            graphs = known;
        }
        return known;
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

    /// Says on which processor these copies are made, where another would make others.
    private static void copies(
            Holdings holdings,
            LlamaStored weights,
            LlamaSettings settings,
            Kernels kernels,
            boolean assumed) {
        if (assumed && settings.repack() && (holdings.repack > 0 || weights.copiedByArm())) {
            holdings.notes.add(Kernels.ASSUMED);
        } else if (holdings.repack > 0) {
            holdings.notes.add(kernels.note());
        }
    }

    private static void notes(
            List<String> notes,
            LlamaMemory memory,
            LlamaStored weights,
            String architecture,
            LlamaSettings settings,
            Kernels kernels) {
        if (settings.repack() && kernels == Kernels.AVX512 && weights.holdsQ2K()) {
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
    }
}
