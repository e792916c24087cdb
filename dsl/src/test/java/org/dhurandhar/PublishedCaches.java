package org.dhurandhar;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhurandhar.PublishedPoints.Point;
import org.dhurandhar.model.GgufVariants;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.LlamaFigures;

/// Caches and states that llama.cpp printed, from the words of a point's conditions.
final class PublishedCaches {
    private static final Pattern CELLS = Pattern.compile("\\b(\\d{3,6})\\b");
    private static final Pattern SLIDING = Pattern.compile("(?<!non-)SWA (\\d+) cells");
    private static final Pattern SLOTS = Pattern.compile("(\\d+) (?:slots|seqs)");
    private static final Pattern MICRO_BATCH = Pattern.compile("ub (\\d+)");
    private static final Pattern LAYERS = Pattern.compile("(\\d+)(?: of \\d+)? layers");

    private PublishedCaches() {}

    /// Bytes of the cache or state that the conditions name.
    ///
    /// @throws AssertionError where cells or layers are not those that the conditions name
    static double bytes(Point point, Set<Assumption> assumed) {
        boolean state = point.quantity().equals("recurrent_state");
        int sliding = number(SLIDING, point, 0);
        var type = state ? WeightFormat.F16 : format(point);
        var figures =
                LlamaFigures.of(
                        GgufVariants.plain(point.model()),
                        type,
                        sliding > 0 || state ? 0 : number(CELLS, point, 0),
                        slots(point, assumed),
                        microBatch(point, assumed));
        int layers = number(LAYERS, point, 0);
        if (state) {
            check(point, "layers", layers, figures.stateLayers());
            return figures.state();
        }
        if (point.says("total")) {
            return figures.full() + figures.sliding();
        }
        boolean window = sliding > 0;
        check(point, "layers", layers, window ? figures.slidingLayers() : figures.fullLayers());
        check(point, "cells", sliding, window ? figures.slidingCells() : 0);
        return window ? figures.sliding() : figures.full();
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

    /// Whether the cache is one of windows.
    static boolean slides(Point point) {
        return SLIDING.matcher(point.conditions()).find();
    }

    /// Whether the conditions name the number of sequences.
    static boolean namesSlots(Point point) {
        return SLOTS.matcher(point.conditions()).find();
    }

    private static int slots(Point point, Set<Assumption> assumed) {
        return number(SLOTS, point, assumed.contains(Assumption.SEQUENCES) ? 4 : 1);
    }

    private static int microBatch(Point point, Set<Assumption> assumed) {
        boolean large =
                assumed.contains(Assumption.SEQUENCES) || assumed.contains(Assumption.BATCH);
        return number(MICRO_BATCH, point, large ? 2048 : 512);
    }

    private static int number(Pattern pattern, Point point, int fallback) {
        var matcher = pattern.matcher(point.conditions());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : fallback;
    }
}
