package org.dhurandhar.runtime;

import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// The settings of llama.cpp that `set` understands.
final class LlamaOptions {
    static final List<String> NAMES =
            List.of(
                    "unified",
                    "flash-attention",
                    "repack",
                    "mmap",
                    "swa-full",
                    "embeddings",
                    "batch");

    private static final int MAX_BATCH = 1 << 20;

    private LlamaOptions() {}

    static void check(String name, String value) {
        if (!NAMES.contains(name)) {
            throw DhurandharException.unknownName(
                    "setting",
                    name,
                    NAMES,
                    "set(\"flash-attention\", false)   or   --set flash-attention=false");
        }
        if (name.equals("batch")) {
            batch(value);
        } else if (!value.equals("true") && !value.equals("false")) {
            throw DhurandharException.because("InvalidSetting", name + " of \"" + value + "\"")
                    .expected("true or false")
                    .fix("--set " + name + "=false");
        }
    }

    static boolean flag(Map<String, String> options, String name, boolean fallback) {
        var value = options.get(name);
        return value == null ? fallback : value.equals("true");
    }

    static @Nullable Boolean flag(Map<String, String> options, String name) {
        var value = options.get(name);
        return value == null ? null : Boolean.valueOf(value);
    }

    static int batch(Map<String, String> options) {
        var value = options.get("batch");
        return value == null ? 0 : batch(value);
    }

    private static int batch(String value) {
        try {
            int tokens = Integer.parseInt(value.strip());
            if (tokens >= 1 && tokens <= MAX_BATCH) {
                return tokens;
            }
        } catch (NumberFormatException e) {
            throw wrongBatch(value);
        }
        throw wrongBatch(value);
    }

    private static DhurandharException wrongBatch(String value) {
        return DhurandharException.because("InvalidSetting", "batch of \"" + value + "\"")
                .expected("1 to " + MAX_BATCH + " tokens")
                .fix("--set batch=2048");
    }
}
