package org.dhurandhar.runtime;

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
public record LlamaSettings(
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
    public static LlamaSettings defaults() {
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
    public LlamaSettings context(long tokens) {
        return new LlamaSettings(
                tokens,
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

    /// Sequences at once, and whether they share one cache (null: the profile's rule).
    public LlamaSettings slots(int count, @Nullable Boolean shared) {
        return new LlamaSettings(
                contextTokens,
                count,
                shared,
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

    /// Formats of cached keys and values.
    public LlamaSettings kv(WeightFormat k, WeightFormat v) {
        return new LlamaSettings(
                contextTokens,
                slots,
                unified,
                k,
                v,
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

    /// Fused attention on or off.
    public LlamaSettings flashAttention(boolean on) {
        return new LlamaSettings(
                contextTokens,
                slots,
                unified,
                kType,
                vType,
                on,
                batch,
                microBatch,
                swaFull,
                repack,
                loadMode,
                embeddings,
                prompt,
                generated);
    }

    /// Tokens of a logical and of a physical batch; 0 means the profile's number.
    public LlamaSettings batches(int logical, int physical) {
        return new LlamaSettings(
                contextTokens,
                slots,
                unified,
                kType,
                vType,
                flashAttention,
                logical,
                physical,
                swaFull,
                repack,
                loadMode,
                embeddings,
                prompt,
                generated);
    }

    /// Whether sliding layers keep the whole context.
    public LlamaSettings swaFull(boolean on) {
        return new LlamaSettings(
                contextTokens,
                slots,
                unified,
                kType,
                vType,
                flashAttention,
                batch,
                microBatch,
                on,
                repack,
                loadMode,
                embeddings,
                prompt,
                generated);
    }

    /// How weights are loaded, and whether they are also copied into the CPU's own order.
    public LlamaSettings weights(LoadMode mode, boolean repacked) {
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
                repacked,
                mode,
                embeddings,
                prompt,
                generated);
    }

    /// A server that answers embeddings.
    public LlamaSettings embeddings(boolean on) {
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
                on,
                prompt,
                generated);
    }

    /// The request that the resident estimate assumes, in tokens.
    public LlamaSettings request(int promptTokens, int generatedTokens) {
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
                promptTokens,
                generatedTokens);
    }
}
