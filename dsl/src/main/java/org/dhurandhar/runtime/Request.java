package org.dhurandhar.runtime;

import java.util.Map;
import java.util.Objects;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// How a model is to be run, before a runtime fills in its defaults.
///
/// @param context tokens
/// @param quant a recipe's name, a number of bits as text, or null for the runtime's usual 4 bit (a
///   GGUF file: its own types)
/// @param kvK how cached keys are stored
/// @param kvV how cached values are stored
/// @param backend `cpu`, `gpu` or `npu`
/// @param slots parallel sequences, or 0 for the runtime's default
/// @param ubatch tokens computed at once, or 0 for the runtime's default
/// @param options settings by the runtime's own names
/// @param platform what the model is to run on
public record Request(
        long context,
        @Nullable String quant,
        WeightFormat kvK,
        WeightFormat kvV,
        String backend,
        int slots,
        int ubatch,
        Map<String, String> options,
        Platform platform) {
    public Request {
        options = Map.copyOf(options);
    }

    /// Whether the other asks for the same, on whatever platform.
    boolean asksFor(Request other) {
        return context == other.context
                && Objects.equals(quant, other.quant)
                && kvK == other.kvK
                && kvV == other.kvV
                && backend.equals(other.backend)
                && slots == other.slots
                && ubatch == other.ubatch
                && options.equals(other.options);
    }
}
