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
    /// lower: matrix rows are read as a plain copy is, with threads waiting for each other between
    /// them. One device: Raspberry Pi 5, where gemma-4-e2b under LiteRT-LM reads 0.61 of 11.4 GB/s;
    /// a quarter of margin.
    static final double OF_SUSTAINED = 0.45;

    /// How much lower a speed may be where the cores are not known and arithmetic may bound it: few
    /// or slow cores do not reach the bandwidth of a wide memory. One pair of llama.cpp: 8 threads
    /// of an M2 Max reach 0.43 of its peak, an i7-10750H, bound by memory, 0.58.
    static final double UNKNOWN_CORES = 1.3;

    /// Multiply-adds are taken to be bound by at least these cycles a second where the cores are
    /// not known: four cores of 1.5 GHz, less than the slowest device with a profile (Unisoc T606,
    /// 6.4 GHz together at full width).
    static final double LEAST_CYCLES = 6e9;

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

    final Paging paging;

    /// The figures that the bandwidth rests on: the peak, and what is sustained where that bounds
    /// it.
    final @Nullable Figure peak;

    final @Nullable Figure sustained;

    /// Whether the low end was lowered because the cores are not known.
    boolean coresWiden;

    /// Whether rows of the per-layer embedding table are missed.
    boolean rows;

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
        paging = new Paging(device);
        boolean own = !cpu && demand.gpu() > 0;
        peak = own ? device.compute().gpuMemoryBytesPerSecond() : device.memory().bytesPerSecond();
        sustained = own ? null : device.memory().sustainedBytesPerSecond();
        bandwidth(value(peak), value(sustained));
        arithmetic();
        storage();
    }

    static double value(@Nullable Figure figure) {
        return figure == null ? 0 : figure.value();
    }

    private void bandwidth(double peak, double sustained) {
        var share = efficiency.bandwidth();
        bandwidthLow = share.low() * (peak > 0 ? peak : sustained);
        bandwidthHigh = share.high() * peak;
        if (sustained > 0) {
            bandwidthHigh = peak > 0 ? Math.min(bandwidthHigh, sustained) : sustained;
            bandwidthLow =
                    Math.min(Math.max(bandwidthLow, OF_SUSTAINED * sustained), bandwidthHigh);
        }
        if (threads != null && threads.count() == 0 && arithmeticMayBind()) {
            coresWiden = true;
            bandwidthLow /= UNKNOWN_CORES;
        }
    }

    /// Whether the fewest cores there are would take longer to compute than memory to be read.
    private boolean arithmeticMayBind() {
        double rate = LEAST_CYCLES * efficiency.macsPerCycle().low();
        double bytes = demand.weightsPerToken() + demand.kvAfterPrompt();
        return per(demand.macsPerToken(), rate) > bytes / bandwidthLow;
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
        double left = left();
        if (!thrash && demand.streamed() <= left) {
            return;
        }
        double routed = demand.ofStreamedExperts((double) demand.expertsPerToken());
        if (thrash) {
            double bytes = demand.hot() + routed;
            flash = Limit.FLASH;
            flashFast = paging.thrashFast(bytes);
            flashSlow = paging.thrashSlow(bytes);
        } else if (routed > 0) {
            double missed = routed * missing(left);
            flash = Limit.EXPERT_MISSES;
            flashFast = paging.expertsFast(missed);
            flashSlow = paging.expertsSlow(missed);
        }
        if (demand.pleStreamed() > 0 && demand.plePerToken() > 0) {
            double held = left / demand.plePerToken();
            double all = (double) demand.pleTable() / demand.plePerToken();
            missedRows = (1 - Paging.hits(held, all)) * demand.pleReads();
            rows = missedRows > 0;
            flash = flash == null ? Limit.FLASH : flash;
            flashFast += missedRows * paging.pageFast();
            flashSlow += missedRows * paging.pageSlow();
        }
    }

    /// Share of the routed experts' pages that is not in memory where so many bytes are left.
    private double missing(double left) {
        return 1 - Math.min(1, left / demand.expertsStreamed());
    }

    /// Whether storage decides and nothing is known of it.
    boolean blind() {
        return paging.faultingHigh == 0 && (thrash || flash == Limit.EXPERT_MISSES);
    }

    /// Whether speeds rest on reads from storage.
    boolean reads() {
        return flashSlow > 0;
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
        return demand.prompt() * missedRows * paging.pageFast();
    }

    double rowsSlow() {
        return demand.prompt() * missedRows * paging.pageSlow();
    }

    private double passes() {
        int ubatch = demand.ubatch() > 0 ? demand.ubatch() : demand.prompt();
        return Math.ceil((double) demand.prompt() / ubatch);
    }

    /// Weights that one pass reads.
    private double passBytes() {
        return demand.weightsPerToken() - demand.expertsPerToken() + passExperts();
    }

    /// Experts that one pass reads: tokens of a batch are sent to most of them.
    private double passExperts() {
        int ubatch = demand.ubatch() > 0 ? demand.ubatch() : demand.prompt();
        double tokens = Math.min(ubatch, demand.prompt());
        return Math.min((double) demand.experts(), demand.expertsPerToken() * tokens);
    }

    private double passFast() {
        double experts = demand.ofStreamedExperts(passExperts());
        if (thrash) {
            return paging.thrashFast(demand.hot() + experts);
        }
        return flash == Limit.EXPERT_MISSES ? paging.expertsFast(experts * missing(left())) : 0;
    }

    private double passSlow() {
        double experts = demand.ofStreamedExperts(passExperts());
        if (thrash) {
            return paging.thrashSlow(demand.hot() + experts);
        }
        return flash == Limit.EXPERT_MISSES ? paging.expertsSlow(experts * missing(left())) : 0;
    }

    private double left() {
        return Math.max(0, (double) device.budget().bytes() - demand.needed());
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
