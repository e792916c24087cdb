package org.dhurandhar.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhurandhar.model.GgufLayout;

/// Which layers llama.cpp gives a sliding window, and how wide: fixed in its code for each
/// architecture, from the file only where the code asks for it.
final class SlidingWindows {
    private final long window;
    private final boolean[] sliding;

    private SlidingWindows(long window, boolean[] sliding) {
        this.window = window;
        this.sliding = sliding;
    }

    /// Tokens, or 0 where the runtime keeps one cache for all layers.
    long window() {
        return window;
    }

    boolean sliding(int layer) {
        return window > 0 && sliding[layer];
    }

    /// @param period layers in one repetition
    /// @param denseFirst whether the full layer opens the repetition instead of closing it
    /// @param fallback window where the file names none, 0: then no sliding layers
    /// @param listOnly whether the pattern must stand in the file
    private record Rule(int period, boolean denseFirst, long fallback, boolean listOnly) {
        static Rule every(int period) {
            return new Rule(period, false, 0, false);
        }

        static Rule list() {
            return new Rule(0, false, 0, true);
        }
    }

    private static final Map<String, Rule> RULES =
            Map.ofEntries(
                    Map.entry("gemma2", new Rule(2, false, 4096, false)),
                    Map.entry("gemma3", Rule.every(6)),
                    Map.entry("gemma3n", Rule.every(5)),
                    Map.entry("gemma4", Rule.list()),
                    Map.entry("generic", Rule.list()),
                    Map.entry("gpt-oss", Rule.every(2)),
                    Map.entry("cohere2", Rule.every(4)),
                    Map.entry("cohere2moe", new Rule(4, true, 0, false)),
                    Map.entry("olmo2", Rule.every(4)),
                    Map.entry("exaone4", new Rule(4, false, 4096, false)),
                    Map.entry("exaone-moe", new Rule(4, false, 128, false)),
                    Map.entry("afmoe", Rule.every(4)),
                    Map.entry("llama4", new Rule(4, false, 8192, false)),
                    Map.entry("smallthinker", new Rule(4, true, 0, false)),
                    Map.entry("plamo3", Rule.every(8)),
                    Map.entry("mellum", Rule.every(4)),
                    Map.entry("mimo2", Rule.list()),
                    Map.entry("step35", Rule.list()),
                    Map.entry("granite-swa", Rule.list()));

    private static final int EXAONE4_SLIDING_DEPTH = 64;

    static SlidingWindows of(GgufLayout model, int layers, boolean[] recurrent) {
        var architecture = model.architecture().toLowerCase(Locale.ROOT);
        var none = new SlidingWindows(0, new boolean[layers]);
        long window = model.integer("attention.sliding_window", -1);
        if (architecture.startsWith("lfm2")) {
            return window > 0 ? lfm2(window, layers, recurrent) : none;
        }
        var rule = RULES.get(architecture);
        boolean shallow = architecture.equals("exaone4") && layers != EXAONE4_SLIDING_DEPTH;
        if (rule == null || shallow) {
            return none;
        }
        if (architecture.equals("llama4")) {
            return window == 0 ? none : pattern(model, rule, rule.fallback, layers);
        }
        if (architecture.equals("smallthinker") && window > 0) {
            return pattern(model, rule, 4096, layers);
        }
        long tokens = window < 0 ? rule.fallback : window;
        return tokens > 0 ? pattern(model, rule, tokens, layers) : none;
    }

    private static SlidingWindows lfm2(long window, int layers, boolean[] recurrent) {
        var sliding = new boolean[layers];
        for (int layer = 0; layer < layers; layer++) {
            sliding[layer] = !recurrent[layer];
        }
        return new SlidingWindows(window, sliding);
    }

    private static SlidingWindows pattern(GgufLayout model, Rule rule, long window, int layers) {
        var sliding = new boolean[layers];
        var key = "attention.sliding_window_pattern";
        if (model.get(key) instanceof List<?>) {
            for (int layer = 0; layer < layers; layer++) {
                sliding[layer] = model.perLayer(key, layer, 0) != 0;
            }
            return new SlidingWindows(window, sliding);
        }
        if (rule.listOnly) {
            return new SlidingWindows(0, sliding);
        }
        int period = (int) model.integer(key, rule.period);
        for (int layer = 0; layer < layers; layer++) {
            int place = period == 0 ? 0 : layer % period;
            sliding[layer] = period == 0 || (rule.denseFirst ? place != 0 : place < period - 1);
        }
        return new SlidingWindows(window, sliding);
    }

    boolean any() {
        return window > 0;
    }
}
