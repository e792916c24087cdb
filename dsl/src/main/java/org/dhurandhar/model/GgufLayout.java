package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model as llama.cpp sees it: architecture, hyperparameters, tensors. Read from a GGUF header or
/// derived from a configuration the way the converter would write it.
///
/// @param architecture value of `general.architecture`
/// @param metadata scalars as `Long`, `Double`, `Boolean`, `String`; arrays of numbers or booleans
///   as `List<Long>`, `List<Double>`, `List<Boolean>`. Token lists are not kept: the vocabulary
///   size stands under `<architecture>.vocab_size`.
/// @param tensors in file order, fastest dimension first
public record GgufLayout(String architecture, Map<String, Object> metadata, List<Tensor> tensors) {
    public GgufLayout {
        metadata = Map.copyOf(metadata);
        tensors = List.copyOf(tensors);
    }

    /// The value stored under `<architecture>.<key>`, or null.
    public @Nullable Object get(String key) {
        return metadata.get(architecture + "." + key);
    }

    /// An integer under `<architecture>.<key>`, or the fallback; of an array its first value.
    public long integer(String key, long fallback) {
        var value = get(key);
        if (value instanceof List<?> list) {
            return !list.isEmpty() && list.getFirst() instanceof Long first ? first : fallback;
        }
        return number(value, fallback);
    }

    /// The value for one block: an array's element, or the scalar that holds for all blocks.
    public long perLayer(String key, int layer, long fallback) {
        if (get(key) instanceof List<?> list) {
            return layer < list.size() ? number(list.get(layer), fallback) : fallback;
        }
        return integer(key, fallback);
    }

    // Plain tests: a switch over types costs milliseconds at a cold start.
    private static long number(@Nullable Object value, long fallback) {
        if (value instanceof Long n) {
            return n;
        }
        if (value instanceof Double d) {
            return d.longValue();
        }
        if (value instanceof Boolean b) {
            return b ? 1 : 0;
        }
        return fallback;
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
}
