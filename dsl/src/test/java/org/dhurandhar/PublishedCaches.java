package org.dhurandhar;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.dhurandhar.PublishedPoints.Point;
import org.dhurandhar.model.GgufVariants;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.LlamaMemory;
import org.dhurandhar.runtime.LlamaProfile;
import org.dhurandhar.runtime.LlamaSettings;

/// Caches and states that llama.cpp printed, from the words of a point's conditions.
final class PublishedCaches {
    private static final Pattern CELLS = Pattern.compile("\\b(\\d{3,6})\\b");
    private static final Pattern SLIDING = Pattern.compile("(?<!non-)SWA (\\d+) cells");
    private static final Pattern SLOTS = Pattern.compile("(\\d+) (?:slots|seqs)");
    private static final Pattern MICRO_BATCH = Pattern.compile("ub (\\d+)");
    private static final Pattern LAYERS = Pattern.compile("(\\d+)(?: of \\d+)? layers");

    private record Batch(int slots, int microBatch) {}

    private static final Batch USUAL = new Batch(1, 512);

    /// Settings that only the printed number of cells tells: windows of 1,024 and of 512 tokens.
    private static final Map<String, Batch> ASSUMED =
            Map.of(
                    "f16 SWA 6144 cells", new Batch(4, 2048),
                    "bf16 SWA 3072 cells, 20 layers (2 seqs)", new Batch(2, 2048));

    private PublishedCaches() {}

    /// Bytes of the cache or state that the conditions name.
    ///
    /// @throws AssertionError where cells or layers are not those that the conditions name
    static double bytes(Point point) {
        boolean state = point.quantity().equals("recurrent_state");
        int sliding = number(SLIDING, point, 0);
        var type = state ? WeightFormat.F16 : format(point);
        var settings =
                LlamaSettings.defaults()
                        .kv(type, type)
                        .context(sliding > 0 || state ? 0 : number(CELLS, point, 0))
                        .slots(slots(point), true)
                        .batches(0, microBatch(point));
        var memory =
                LlamaMemory.of(
                        GgufVariants.plain(point.model()),
                        settings,
                        LlamaProfile.named("llama.cpp"));
        if (state) {
            check(point, "layers", number(LAYERS, point, 0), memory.stateLayers().size());
            return memory.stateBytes();
        }
        if (point.says("total")) {
            return memory.caches().bytes();
        }
        var cache = sliding > 0 ? memory.caches().sliding() : memory.caches().full();
        check(point, "layers", number(LAYERS, point, 0), cache.layers().size());
        check(point, "cells", sliding, sliding > 0 ? cache.cells() : 0);
        return cache.bytes();
    }

    private static void check(Point point, String what, long printed, long found) {
        if (printed > 0 && printed != found) {
            throw new AssertionError(point + ": " + found + " " + what);
        }
    }

    private static WeightFormat format(Point point) {
        var word = point.conditions().substring(0, point.conditions().indexOf(' '));
        return WeightFormat.byLabel(word.toUpperCase(Locale.ROOT));
    }

    private static int slots(Point point) {
        return number(SLOTS, point, ASSUMED.getOrDefault(point.conditions(), USUAL).slots);
    }

    private static int microBatch(Point point) {
        var assumed = ASSUMED.getOrDefault(point.conditions(), USUAL);
        return number(MICRO_BATCH, point, assumed.microBatch);
    }

    private static int number(Pattern pattern, Point point, int fallback) {
        var matcher = pattern.matcher(point.conditions());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : fallback;
    }
}
