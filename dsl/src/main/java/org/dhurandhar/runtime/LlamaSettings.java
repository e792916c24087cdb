package org.dhurandhar.runtime;

import java.util.Objects;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// What the user tells llama.cpp; zero and null mean that the profile decides.
///
/// @param contextTokens cells over all slots, as `-c` gives them; 0: the trained context
/// @param slots sequences at once; 0: the profile's number
/// @param unified one cache for all slots; null: the profile's rule
/// @param flashAttention fused attention, which also keeps values untransposed
/// @param batch tokens of a logical batch; 0: the profile's number
/// @param microBatch tokens of a physical batch; 0: the profile's number
/// @param swaFull sliding layers keep the whole context
/// @param repack copies of weights in the CPU's own order
/// @param embeddings a server that answers embeddings: logit rows for the whole batch
/// @param prompt tokens of the request that the resident estimate assumes
/// @param generated tokens it answers with
record LlamaSettings(
        long contextTokens,
        int slots,
        @Nullable Boolean unified,
        WeightFormat kType,
        WeightFormat vType,
        boolean flashAttention,
        int batch,
        int microBatch,
        boolean swaFull,
        boolean repack,
        LoadMode loadMode,
        boolean embeddings,
        int prompt,
        int generated) {

    /// The runtime's defaults: F16 cache, flash attention, mapped and repacked weights, and a
    /// request that fills one physical batch.
    static LlamaSettings defaults() {
        return new LlamaSettings(
                0,
                0,
                null,
                WeightFormat.F16,
                WeightFormat.F16,
                true,
                0,
                0,
                false,
                true,
                LoadMode.MMAP,
                false,
                512,
                64);
    }

    /// Cells over all slots; 0 means the trained context.
    LlamaSettings context(long tokens) {
        var draft = new Draft(this);
        draft.contextTokens = tokens;
        return draft.settings();
    }

    /// Sequences at once, and whether they share one cache (null: the profile's rule).
    LlamaSettings slots(int count, @Nullable Boolean shared) {
        var draft = new Draft(this);
        draft.slots = count;
        draft.unified = shared;
        return draft.settings();
    }

    /// Formats of cached keys and values.
    LlamaSettings kv(WeightFormat k, WeightFormat v) {
        var draft = new Draft(this);
        draft.kType = k;
        draft.vType = v;
        return draft.settings();
    }

    /// Fused attention on or off.
    LlamaSettings flashAttention(boolean on) {
        var draft = new Draft(this);
        draft.flashAttention = on;
        return draft.settings();
    }

    /// Tokens of a logical and of a physical batch; 0 means the profile's number.
    LlamaSettings batches(int logical, int physical) {
        var draft = new Draft(this);
        draft.batch = logical;
        draft.microBatch = physical;
        return draft.settings();
    }

    /// Whether sliding layers keep the whole context.
    LlamaSettings swaFull(boolean on) {
        var draft = new Draft(this);
        draft.swaFull = on;
        return draft.settings();
    }

    /// How weights are loaded, and whether they are also copied into the CPU's own order.
    LlamaSettings weights(LoadMode mode, boolean repacked) {
        var draft = new Draft(this);
        draft.repack = repacked;
        draft.loadMode = mode;
        return draft.settings();
    }

    /// A server that answers embeddings.
    LlamaSettings embeddings(boolean on) {
        var draft = new Draft(this);
        draft.embeddings = on;
        return draft.settings();
    }

    /// The request that the resident estimate assumes, in tokens.
    LlamaSettings request(int promptTokens, int generatedTokens) {
        var draft = new Draft(this);
        draft.prompt = promptTokens;
        draft.generated = generatedTokens;
        return draft.settings();
    }

    /// Whether caches and graphs are the same: all but how weights are loaded.
    boolean sameBuffers(LlamaSettings other) {
        return contextTokens == other.contextTokens
                && slots == other.slots
                && Objects.equals(unified, other.unified)
                && kType == other.kType
                && vType == other.vType
                && flashAttention == other.flashAttention
                && batch == other.batch
                && microBatch == other.microBatch
                && swaFull == other.swaFull
                && embeddings == other.embeddings
                && prompt == other.prompt
                && generated == other.generated;
    }

    /// The same settings while one of them changes.
    private static final class Draft {
        private long contextTokens;
        private int slots;
        private @Nullable Boolean unified;
        private WeightFormat kType;
        private WeightFormat vType;
        private boolean flashAttention;
        private int batch;
        private int microBatch;
        private boolean swaFull;
        private boolean repack;
        private LoadMode loadMode;
        private boolean embeddings;
        private int prompt;
        private int generated;

        Draft(LlamaSettings from) {
            contextTokens = from.contextTokens;
            slots = from.slots;
            unified = from.unified;
            kType = from.kType;
            vType = from.vType;
            flashAttention = from.flashAttention;
            batch = from.batch;
            microBatch = from.microBatch;
            swaFull = from.swaFull;
            repack = from.repack;
            loadMode = from.loadMode;
            embeddings = from.embeddings;
            prompt = from.prompt;
            generated = from.generated;
        }

        LlamaSettings settings() {
            return new LlamaSettings(
                    contextTokens,
                    slots,
                    unified,
                    kType,
                    vType,
                    flashAttention,
                    batch,
                    microBatch,
                    swaFull,
                    repack,
                    loadMode,
                    embeddings,
                    prompt,
                    generated);
        }
    }
}
