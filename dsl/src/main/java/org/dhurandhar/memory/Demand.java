package org.dhurandhar.memory;

import org.dhurandhar.report.Bytes;
import org.dhurandhar.runtime.Efficiency;
import org.jspecify.annotations.Nullable;

/// Everything that a verdict and a speed compare with a device; made once for a footprint.
///
/// @param anonymous bytes that cannot be dropped
/// @param hot file pages that every token reads
/// @param warm file pages that a token reads in part, or not at all
/// @param transientBytes bytes held during a request
/// @param dropped the part of `warm` that is not read again after loading
/// @param copies the part of `anonymous` that are second copies of weights
/// @param hotWithoutCopies file pages that would be hot beside `hot` if there were no copies
/// @param gpu bytes in the GPU's own memory, or 0 where it shares RAM
/// @param spread how far the upper end of the peak lies above the expected one, as a share of what
///   the peak stands for
/// @param weightsPerToken weight bytes read for one token: blocks, head, routers, shared experts
///   and the experts it is routed to; no PLE table, no embedding rows
/// @param kvPerToken cache and state bytes read for one token at full context
/// @param kvAfterPrompt the same for the token after the prompt
/// @param macsPerToken multiply-adds with weights for one decoded token, head included
/// @param prompt tokens of the prompt that speeds are told for
/// @param promptMacs multiply-adds with weights for that prompt, without layers that the runtime
///   skips in prompts
/// @param promptAttentionMacs multiply-adds with the cache for that prompt
/// @param integer whether those with weights are 8-bit products on a CPU, not floats
/// @param pleTable bytes of the per-layer embedding table
/// @param plePerToken bytes of its rows that one token reads
/// @param pleReads file pages those rows touch
/// @param experts bytes of all routed experts
/// @param expertsPerToken bytes of those that one token is routed to
/// @param pleStreamed bytes of that table that are warm file pages: 0 where it lies on the heap or
///   in the GPU's memory
/// @param expertsStreamed bytes of routed experts that are warm file pages
/// @param layers blocks that a token passes through
/// @param context tokens that one sequence can hold
/// @param ubatch tokens of a prompt that are computed at once
/// @param efficiency how well the runtime uses the hardware, or null where nobody measured it
public record Demand(
        long anonymous,
        long hot,
        long warm,
        long transientBytes,
        long dropped,
        long copies,
        long hotWithoutCopies,
        long gpu,
        double spread,
        long weightsPerToken,
        long kvPerToken,
        long kvAfterPrompt,
        double macsPerToken,
        int prompt,
        double promptMacs,
        double promptAttentionMacs,
        boolean integer,
        long pleTable,
        long plePerToken,
        int pleReads,
        long experts,
        long expertsPerToken,
        long pleStreamed,
        long expertsStreamed,
        int layers,
        long context,
        int ubatch,
        @Nullable Efficiency efficiency) {

    /// What cannot be dropped while a request runs, in bytes.
    public long pinned() {
        return anonymous + transientBytes;
    }

    /// What every token needs, in bytes.
    public long needed() {
        return pinned() + hot;
    }

    /// Everything, the whole file included, in bytes.
    public long all() {
        return needed() + warm;
    }

    /// What every token would need where the runtime makes no second copies of weights, in bytes.
    public long neededWithoutCopies() {
        return needed() - copies + hotWithoutCopies;
    }

    /// The demand where the runtime makes no second copies of weights: the pages they were made
    /// from are read instead.
    Demand withoutCopies() {
        return new Demand(
                anonymous - copies,
                hot + hotWithoutCopies,
                warm - hotWithoutCopies,
                transientBytes,
                0,
                0,
                0,
                gpu,
                spread,
                weightsPerToken,
                kvPerToken,
                kvAfterPrompt,
                macsPerToken,
                prompt,
                promptMacs,
                promptAttentionMacs,
                integer,
                pleTable,
                plePerToken,
                pleReads,
                experts,
                expertsPerToken,
                pleStreamed,
                expertsStreamed + dropped - hotWithoutCopies,
                layers,
                context,
                ubatch,
                efficiency);
    }

    /// Warm bytes that tokens still read, in bytes.
    public long streamed() {
        return warm - dropped;
    }

    /// Whether the other takes as much of each class of memory.
    public boolean takesAsMuchAs(Demand other) {
        return anonymous == other.anonymous
                && hot == other.hot
                && warm == other.warm
                && transientBytes == other.transientBytes
                && gpu == other.gpu;
    }

    /// Streamed bytes that are neither the per-layer embedding table nor routed experts: input
    /// embedding rows and encoders.
    public long otherStreamed() {
        return streamed() - pleStreamed - expertsStreamed;
    }

    /// The part of `bytes` of routed experts that lies in file pages.
    double ofStreamedExperts(double bytes) {
        return experts > 0 ? bytes * ((double) expertsStreamed / experts) : 0;
    }

    @Override
    public String toString() {
        return "%s MiB needed, %s MiB in all; a token reads %s MiB of weights, %s MiB of caches"
                .formatted(
                        Bytes.mib(needed()),
                        Bytes.mib(all()),
                        Bytes.mib(weightsPerToken),
                        Bytes.mib(kvPerToken));
    }
}
