package org.dhurandhar.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which blocks of a GGUF model slide, by the list in the file or the architecture's period.
///
/// @param window tokens, 0 where no block slides
/// @param chunked whether the window is a fixed chunk
/// @param list one entry a block, or null
/// @param period blocks of one repetition whose last sees everything; 0: every block slides
record SlidingPattern(int window, boolean chunked, @Nullable List<?> list, int period) {
    private static final int NONE = -1;
    private static final int LLAMA4_CHUNK = 8192;

    static SlidingPattern of(GgufLayout model) {
        long given = model.integer("attention.sliding_window", -1);
        int period = period(model.architecture());
        boolean chunked = model.architecture().equals("llama4");
        if (chunked && given != 0) {
            given = Math.max(given, LLAMA4_CHUNK);
        }
        var entry = model.get("attention.sliding_window_pattern");
        var list = entry instanceof List<?> pattern ? pattern : null;
        if (entry instanceof Long written && written > 0 && written < Integer.MAX_VALUE) {
            period = written.intValue();
        }
        boolean slides = given > 0 && (list != null || period != NONE);
        int window = slides ? (int) Math.min(given, Integer.MAX_VALUE) : 0;
        return new SlidingPattern(window, chunked, list, period);
    }

    boolean slides(int layer) {
        if (window == 0) {
            return false;
        }
        if (list != null) {
            return layer < list.size() && isTrue(list.get(layer));
        }
        return period == 0 || layer % period < period - 1;
    }

    private static boolean isTrue(@Nullable Object value) {
        return value instanceof Boolean b ? b : value instanceof Long n && n != 0;
    }

    private static int period(String architecture) {
        return switch (architecture) {
            case "gemma2", "gpt-oss" -> 2;
            case "gemma3", "gemma-embedding" -> 6;
            case "gemma3n" -> 5;
            case "cohere2", "olmo2", "exaone4", "exaone-moe", "llama4", "afmoe", "mellum" -> 4;
            case "plamo3" -> 8;
            case "phi3", "phimoe" -> 0;
            default -> NONE;
        };
    }
}
