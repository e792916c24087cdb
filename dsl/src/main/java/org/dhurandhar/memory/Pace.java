package org.dhurandhar.memory;

import org.dhurandhar.device.Device;
import org.dhurandhar.device.Figure;
import org.dhurandhar.runtime.Efficiency;
import org.jspecify.annotations.Nullable;

/// The times behind a speed, in seconds, each at its least and its most. Plain arithmetic:
/// sentences are made elsewhere.
///
/// Decode: `t = max(bytes / (share * bandwidth), macs / (macs a cycle * cycles)) + layers * launch
/// + storage`. Prompt: `t = max(macs / (share * peak), passes * bytes / (share * bandwidth)) +
///   passes * (layers * launch + storage)`.
final class Pace {
    private static final double MACS = 2;
    private static final double BYTE = 8;
    private static final double FLOAT = 32;
    private static final double HALF = 16;

    /// Bandwidth reached is at least this share of the sustained one, where that is known and
    /// lower.
    private static final double OF_SUSTAINED = 0.45;

    /// How much lower a speed may be where the cores are not known and arithmetic may bound it.
    private static final double UNKNOWN_CORES = 1.3;

    private static final double WIDEST = 2.9;

    final Demand demand;
    final Device device;
    final Efficiency efficiency;
    final boolean thrash;
    final @Nullable Threads threads;

    /// Bytes a second, least and most; 0 where not known.
    double bandwidthLow;

    double bandwidthHigh;

    /// Multiply-adds a second of decoding; 0 where they do not bound it.
    double decodeLow;

    double decodeHigh;

    /// Multiply-adds a second of prompts with weights; 0 where not known.
    double promptLow;

    double promptHigh;

    /// The same with the cache, in floats.
    double floatLow;

    double floatHigh;

    double faulting;
    private double missedRows;
    private double flashFast;
    private double flashSlow;
    private @Nullable Limit flash;

    Pace(Demand demand, Device device, Efficiency efficiency, boolean thrash) {
        this.demand = demand;
        this.device = device;
        this.efficiency = efficiency;
        this.thrash = thrash;
        boolean cpu = efficiency.backend().equals("cpu");
        threads = cpu ? Threads.of(device.compute().cpu(), efficiency.threads()) : null;
        bandwidth();
        arithmetic();
        storage();
    }

    static double value(@Nullable Figure figure) {
        return figure == null ? 0 : figure.value();
    }

    private void bandwidth() {
        boolean own = threads == null && device.compute().gpuMemoryBytes() > 0;
        double peak =
                value(
                        own
                                ? device.compute().gpuMemoryBytesPerSecond()
                                : device.memory().bytesPerSecond());
        double sustained = own ? 0 : value(device.memory().sustainedBytesPerSecond());
        var share = efficiency.bandwidth();
        bandwidthLow = share.low() * (peak > 0 ? peak : sustained);
        bandwidthHigh = share.high() * peak;
        if (sustained > 0) {
            bandwidthHigh = peak > 0 ? Math.min(bandwidthHigh, sustained) : sustained;
            bandwidthLow =
                    Math.min(Math.max(bandwidthLow, OF_SUSTAINED * sustained), bandwidthHigh);
        }
        if (threads != null && threads.count() == 0) {
            bandwidthLow = Math.max(bandwidthLow / UNKNOWN_CORES, bandwidthHigh / WIDEST);
        }
    }

    private void arithmetic() {
        var share = efficiency.arithmetic();
        double weights;
        double floats;
        if (threads != null) {
            double integer = threads.dotProduct() ? BYTE : HALF;
            weights = threads.bits() / (demand.integer() ? integer : FLOAT);
            floats = threads.bits() / FLOAT;
            decodeLow = threads.cycles() * efficiency.macsPerCycle().low();
            decodeHigh = threads.cycles() * efficiency.macsPerCycle().high();
        } else {
            weights = value(device.compute().gpuFlops()) / MACS;
            floats = weights;
            if (efficiency.backend().equals("npu")) {
                weights = value(device.compute().npuOps()) / MACS;
                floats = weights;
            }
        }
        promptLow = weights * share.low();
        promptHigh = weights * share.high();
        floatLow = floats * share.low();
        floatHigh = floats * share.high();
    }

    /// Reads of one decoded token that storage has to answer.
    private void storage() {
        faulting = Paging.faulting(device);
        double left = (double) device.budget().bytes() - demand.needed();
        if (thrash) {
            double bytes = (double) demand.hot() + demand.expertsPerToken();
            flash = Limit.FLASH;
            flashFast = faulting > 0 ? Paging.thrashFast(bytes, faulting) : 0;
            flashSlow = faulting > 0 ? Paging.thrashSlow(bytes, faulting) : 0;
            return;
        }
        if (demand.all() <= device.budget().bytes() || demand.streamed() <= left) {
            return;
        }
        if (demand.experts() > 0 && demand.streamedExperts()) {
            double missed = Paging.missed(demand, Math.max(0, left));
            flash = Limit.EXPERT_MISSES;
            if (faulting > 0) {
                flashFast = Paging.expertsFast(missed, faulting);
                flashSlow = Paging.expertsSlow(missed, faulting);
            }
        } else if (demand.pleReads() > 0) {
            double rows = Math.max(0, left) / demand.plePerToken();
            double all = (double) demand.pleTable() / demand.plePerToken();
            missedRows = (1 - Paging.hits(rows, all)) * demand.pleReads();
            flash = Limit.FLASH;
            flashFast = missedRows * Paging.pageFast(device);
            flashSlow = missedRows * Paging.pageSlow(device);
        }
    }

    /// Whether storage decides and nothing is known of it.
    boolean blind() {
        return faulting == 0 && (thrash || flash == Limit.EXPERT_MISSES);
    }

    double decodeSlow(long cache, double macs) {
        double bytes = demand.weightsPerToken() + cache;
        return Math.max(bytes / bandwidthLow, per(macs, decodeLow))
                + demand.layers() * efficiency.layerSeconds().high()
                + flashSlow;
    }

    double decodeFast(long cache, double macs) {
        double bytes = demand.weightsPerToken() + cache;
        return Math.max(bytes / bandwidthHigh, per(macs, decodeHigh))
                + demand.layers() * efficiency.layerSeconds().low()
                + flashFast;
    }

    double promptSlow() {
        return Math.max(
                        per(demand.promptMacs(), promptLow)
                                + per(demand.promptAttentionMacs(), floatLow),
                        passes() * passBytes() / bandwidthLow)
                + passes() * (demand.layers() * efficiency.layerSeconds().high() + passSlow())
                + rowsSlow();
    }

    double promptFast() {
        return Math.max(
                        per(demand.promptMacs(), promptHigh)
                                + per(demand.promptAttentionMacs(), floatHigh),
                        passes() * passBytes() / bandwidthHigh)
                + passes() * (demand.layers() * efficiency.layerSeconds().low() + passFast())
                + rowsFast();
    }

    /// Reads of PLE rows that a prompt misses, one after the other.
    double rowsFast() {
        return demand.prompt() * missedRows * Paging.pageFast(device);
    }

    double rowsSlow() {
        return demand.prompt() * missedRows * Paging.pageSlow(device);
    }

    private double passes() {
        int ubatch = demand.ubatch() > 0 ? demand.ubatch() : demand.prompt();
        return Math.ceil((double) demand.prompt() / ubatch);
    }

    /// Weights that one pass reads: tokens of a batch are sent to most experts.
    private double passBytes() {
        int ubatch = demand.ubatch() > 0 ? demand.ubatch() : demand.prompt();
        double tokens = Math.min(ubatch, demand.prompt());
        double experts = Math.min((double) demand.experts(), demand.expertsPerToken() * tokens);
        return demand.weightsPerToken() - demand.expertsPerToken() + experts;
    }

    private double passFast() {
        if (thrash && faulting > 0) {
            return Paging.thrashFast((double) demand.hot(), faulting);
        }
        return flash == Limit.EXPERT_MISSES && faulting > 0
                ? Paging.expertsFast(missedInPass(), faulting)
                : 0;
    }

    private double passSlow() {
        if (thrash && faulting > 0) {
            return Paging.thrashSlow((double) demand.hot(), faulting);
        }
        return flash == Limit.EXPERT_MISSES && faulting > 0
                ? Paging.expertsSlow(missedInPass(), faulting)
                : 0;
    }

    private double missedInPass() {
        double left = Math.max(0, (double) device.budget().bytes() - demand.needed());
        return Math.max(0, demand.experts() - left);
    }

    private static double per(double macs, double rate) {
        return rate > 0 ? macs / rate : 0;
    }

    /// What takes the longest for the token after the prompt, at the slow end.
    Limit limit() {
        double read = (demand.weightsPerToken() + demand.kvAfterPrompt()) / bandwidthLow;
        double compute =
                Math.max(
                        per(demand.macsPerToken(), decodeLow),
                        demand.layers() * efficiency.layerSeconds().high());
        if (flash != null && flashSlow > Math.max(read, compute)) {
            return flash;
        }
        return compute > read ? Limit.COMPUTE : Limit.DRAM;
    }
}
