package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// A model as llama.cpp sees it: architecture, hyperparameters, tensors. Read from a GGUF header or
/// derived from a configuration the way the converter would write it.
///
/// @param architecture value of `general.architecture`
/// @param metadata scalars as `Long`, `Double`, `Boolean`, `String`; arrays of numbers or booleans
///   as `List<Long>`, `List<Double>`, `List<Boolean>`. Token lists are not kept: the vocabulary
///   size stands under `<architecture>.vocab_size`.
/// @param tensors in file order, fastest dimension first
/// @param extents where each tensor lies in the files, in the same order; empty where no file holds
///   them in these formats
public record GgufLayout(
        String architecture,
        Map<String, Object> metadata,
        List<Tensor> tensors,
        List<Extent> extents) {
    private static final int MAX_SHOWN = 64;

    public GgufLayout {
        metadata = Map.copyOf(metadata);
        tensors = List.copyOf(tensors);
        extents = List.copyOf(extents);
        if (!extents.isEmpty() && extents.size() != tensors.size()) {
            throw new IllegalArgumentException(extents.size() + " extents of " + tensors.size());
        }
    }

    /// A model that no file holds.
    public GgufLayout(String architecture, Map<String, Object> metadata, List<Tensor> tensors) {
        this(architecture, metadata, tensors, List.of());
    }

    /// The value stored under `<architecture>.<key>`, or null.
    public @Nullable Object get(String key) {
        return metadata.get(architecture + "." + key);
    }

    /// An integer under `<architecture>.<key>`, or the fallback; of an array its first value.
    ///
    /// @throws DhurandharException of kind `MalformedFile` where it is not from 0 to 2^31 - 1
    public long integer(String key, long fallback) {
        var value = get(key);
        if (value instanceof List<?> list) {
            return !list.isEmpty() && list.getFirst() instanceof Long first
                    ? bounded(key, first)
                    : fallback;
        }
        return number(key, value, fallback);
    }

    /// The value for one block: an array's element, or the scalar that holds for all blocks.
    ///
    /// @throws DhurandharException of kind `MalformedFile` where it is not from 0 to 2^31 - 1
    public long perLayer(String key, int layer, long fallback) {
        if (get(key) instanceof List<?> list) {
            return layer < list.size() ? number(key, list.get(layer), fallback) : fallback;
        }
        return integer(key, fallback);
    }

    // Plain tests: a switch over types makes its classes at every start.
    private long number(String key, @Nullable Object value, long fallback) {
        if (value instanceof Long n) {
            return bounded(key, n);
        }
        if (value instanceof Double d) {
            return d.isNaN() ? bounded(key, -1) : bounded(key, d.longValue());
        }
        if (value instanceof Boolean b) {
            return b ? 1 : 0;
        }
        return fallback;
    }

    /// Hyperparameters are 32-bit numbers to llama.cpp; sums of a few fit an `int` here.
    private long bounded(String key, long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw DhurandharException.because(
                            "MalformedFile",
                            "%s.%s is %d".formatted(printable(architecture), key, value))
                    .expected("0 to " + Integer.MAX_VALUE)
                    .fix("convert the model again with llama.cpp's convert_hf_to_gguf.py");
        }
        return value;
    }

    /// A text of a file as it may be shown: on one line, without control characters, at most 64
    /// characters long.
    static String printable(String text) {
        var clean = new StringBuilder();
        for (int i = 0; i < text.length() && i < MAX_SHOWN; i++) {
            char c = text.charAt(i);
            boolean odd =
                    Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || c == '\u2028'
                            || c == '\u2029';
            boolean cut = i == MAX_SHOWN - 1 && Character.isHighSurrogate(c);
            if (!cut) {
                clean.append(odd ? '?' : c);
            }
        }
        return clean.toString();
    }

    /// The same model with quantised tensors as F16, the way the converter writes them.
    public GgufLayout unquantised() {
        var plain = new ArrayList<Tensor>(tensors.size());
        for (var tensor : tensors) {
            var format = tensor.format();
            plain.add(format != null && format.quantised() ? tensor.as(WeightFormat.F16) : tensor);
        }
        return new GgufLayout(architecture, metadata, plain);
    }

    @Override
    public String toString() {
        return "%s, %d tensors, %d values of metadata"
                .formatted(architecture, tensors.size(), metadata.size());
    }
}
