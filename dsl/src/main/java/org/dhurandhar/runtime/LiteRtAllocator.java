package org.dhurandhar.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// What LiteRT-LM holds for one model.
///
/// On a CPU the decoder is packed once into a cache file that is mapped from then on; tables are
/// mapped from the model's file. On a GPU the decoder is uploaded. What the operating system counts
/// differs: Linux and Android count resident file pages but no memory of a GPU's driver, Apple's
/// systems count buffers of the GPU but no clean file pages, Windows counts the whole mapped file
/// as committed.
final class LiteRtAllocator implements Allocator {
    private static final int FLOAT = 4;

    private final LiteRtRuntime runtime;
    private final LiteRtProfile profile;
    private final Model model;
    private final TextWeights weights;
    private final Map<String, Stored> stored = new HashMap<>();

    /// @param decoder bytes that every token reads
    /// @param tables bytes of the tables
    private record Stored(List<Tensor> tensors, long decoder, long tables) {}

    LiteRtAllocator(LiteRtRuntime runtime, LiteRtProfile profile, Model model) {
        this.runtime = runtime;
        this.profile = profile;
        this.model = model;
        weights = TextWeights.of(model, profile.name());
    }

    @Override
    public Allocation allocate(Request request) {
        runtime.checkBackend(request.backend());
        Refused.severalSlots(request, profile.name());
        boolean gpu = request.backend().equals("gpu");
        var format = gpu ? WeightFormat.F16 : WeightFormat.F32;
        Refused.otherCache(request, profile.name(), format);
        long cells = cells(request);
        int chunk =
                (int) Math.min(request.ubatch() > 0 ? request.ubatch() : profile.chunk(), cells);
        boolean cached = LlamaOptions.flag(request.options(), LiteRtRuntime.CACHED, true);
        var quant = runtime.recipe(model, request.quant());
        var build = quant.equals(LiteRtRuntime.MOBILE) ? profile.build(model) : null;
        var mine = stored(quant, build);
        var word = gpu ? "f16" : "f32";
        var holdings =
                new Holdings(
                        new Allocation.Settings(
                                request.context(),
                                quant,
                                word,
                                word,
                                profile.name(),
                                request.backend(),
                                1,
                                chunk,
                                Map.of(LiteRtRuntime.CACHED, Boolean.toString(cached))));
        var caches = TokenCaches.of(model.layers(), cells, false, 1, format);
        holdings.caches(caches);
        holdings.tensors = mine.tensors;
        var base = profile.base().of(1);
        var arena = profile.arenaRows().of((double) chunk * weights.hidden() * FLOAT);
        holdings.base = base.expected();
        holdings.compute = arena;
        holdings.touched = arena.expected();
        holdings.efficiency = Efficiency.find(profile.speed(), request.backend());
        var own = base.plus(arena).plus(caches.bytes());
        long file = build == null ? mine.decoder + mine.tables : build.file();
        if (gpu) {
            gpu(holdings, request.platform(), mine, own, base, file);
        } else {
            cpu(holdings, request.platform(), mine, own, cached, file);
        }
        if (build != null) {
            long others = Math.max(0, build.file() - mine.decoder - mine.tables);
            holdings.encoders = null;
            holdings.extra(
                    "encoders, drafter, tokenizer",
                    others,
                    Residence.WARM,
                    "other sections of the published file, loaded when needed");
        }
        notes(holdings, cells, build);
        return holdings.allocation();
    }

    /// Caches have the sizes that are exported, and all that is longer is refused.
    @Override
    public long shortestAlike(Request request) {
        long below = 0;
        for (long size : profile.exports()) {
            below = size < request.context() ? Math.max(below, size) : below;
        }
        return below + 1;
    }

    private long cells(Request request) {
        long cells = profile.cells(request.context());
        if (cells == 0) {
            long most = profile.exports().getLast();
            throw Refused.because(
                            profile.name(), "a context of %,d tokens".formatted(request.context()))
                    .expected("at most %,d, the largest cache exported".formatted(most))
                    .fix("--context-tokens " + most);
        }
        return cells;
    }

    private Stored stored(String quant, LiteRtProfile.@Nullable Build build) {
        var known = stored.get(quant);
        if (known == null) {
            List<Tensor> tensors;
            if (build != null) {
                tensors = LiteRtMix.of(weights, build);
            } else if (quant.equals(LiteRtRuntime.MOBILE)) {
                throw noBuild();
            } else {
                tensors = LiteRtRuntime.named(quant).apply(weights);
            }
            long decoder = TextWeights.bytes(LiteRtMix.decoder(tensors));
            known = new Stored(tensors, decoder, TextWeights.bytes(tensors) - decoder);
            stored.put(quant, known);
        }
        return known;
    }

    private DhurandharException noBuild() {
        return Refused.because(profile.name(), "%s as \"mobile\"".formatted(model.name()))
                .expected(
                        "a model with a published file of that mix: "
                                + String.join(
                                        ", ",
                                        profile.builds().stream()
                                                .map(LiteRtProfile.Build::model)
                                                .toList()))
                .fix("--quant int4");
    }

    private void cpu(
            Holdings holdings,
            Platform platform,
            Stored mine,
            Range own,
            boolean cached,
            long file) {
        holdings.mapped = mine.decoder + mine.tables;
        var counted = own;
        if (platform.windows()) {
            counted = counted.plus(committed(holdings, mine, file));
        } else if (!platform.apple()) {
            counted =
                    counted.plus(profile.packed().of((double) mine.decoder))
                            .plus(profile.tables().of((double) mine.tables));
        }
        if (!cached) {
            var first = profile.firstLoad().of((double) mine.decoder);
            holdings.extra(
                    "packed weights",
                    first.expected(),
                    Residence.ANONYMOUS,
                    "the first load packs them in memory before it writes the cache file");
            counted = counted.plus(first);
        }
        holdings.peak = counted;
    }

    private void gpu(
            Holdings holdings, Platform platform, Stored mine, Range own, Range base, long file) {
        holdings.mapped = mine.tables;
        holdings.offloaded = Offloaded.ALL_BUT_TABLES;
        var driver = profile.driver().of(1);
        holdings.extra("GPU driver", driver.expected(), Residence.ANONYMOUS, "inside the process");
        if (platform.apple()) {
            holdings.peak = own.plus(mine.decoder).plus(driver);
            return;
        }
        if (platform.windows() && !platform.ownGpuMemory()) {
            holdings.peak = own.plus(driver).plus(committed(holdings, mine, file));
            return;
        }
        var pages =
                platform.windows()
                        ? Range.exactly(file)
                        : profile.tables().of((double) mine.tables);
        holdings.peak = base.plus(driver).plus(pages);
        if (platform.ownGpuMemory()) {
            holdings.gpu = holdings.onDevice();
            var staging = profile.staging().of((double) mine.decoder);
            holdings.extra(
                    "staging buffers",
                    staging.expected(),
                    Residence.ANONYMOUS,
                    "what uploads leave behind in the process");
            holdings.peak = holdings.peak.plus(staging);
            if (platform.windows()) {
                holdings.notes.add(
                        "Windows counts the whole mapped file as committed; beside a GPU with memory of"
                                + " its own that was not measured");
            }
        } else {
            holdings.notes.add(Offloaded.SHARED);
        }
    }

    /// What Windows counts of the file and of copies in RAM.
    private Range committed(Holdings holdings, Stored mine, long file) {
        holdings.notes.add(
                "Windows counts the whole mapped file as committed, and none to two packed copies"
                        + " beside it: which, was not found out");
        return profile.committed().of((double) mine.decoder).plus(file);
    }

    private void notes(Holdings holdings, long cells, LiteRtProfile.@Nullable Build build) {
        if (cells != holdings.settings.context()) {
            holdings.notes.add("the cache is exported for %,d tokens".formatted(cells));
        }
        if (build != null) {
            holdings.notes.add(
                    "which weights have 2, 4 or 8 bits is not public; the decoder's bytes are: "
                            + build.source());
        }
    }
}
