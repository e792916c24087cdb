package org.dhurandhar.memory;

import org.dhurandhar.device.Device;
import org.dhurandhar.device.Figure;
import org.dhurandhar.device.Memory;
import org.dhurandhar.device.Storage;
import org.dhurandhar.runtime.Efficiency;
import org.dhurandhar.runtime.Efficiency.Share;
import org.jspecify.annotations.Nullable;

/// A demand of round numbers, and a device of round numbers.
final class HandDemand {
    static final double MIB = 1 << 20;

    long anonymous = 100_000_000;
    long hot = 1_000_000_000;
    long warm;
    long weights = 1_000_000_000;
    long kvAfterPrompt = 100_000_000;
    long kv = 600_000_000;
    double macs = 2e9;
    double promptMacs = 1024 * 1.5e9;
    double promptAttention;
    boolean integer = true;
    long ple;
    long plePerToken;
    int pleReads;
    long experts;
    long expertsPerToken;

    /// All of it where negative.
    long pleStreamed = -1;

    /// All of them where negative.
    long expertsStreamed = -1;

    int layers = 20;
    long gpu;
    @Nullable Efficiency efficiency = cpu(4, 5, 10);

    static Efficiency cpu(int threads, double macsLow, double macsHigh) {
        return new Efficiency(
                "cpu",
                new Share(0.5, 0.8),
                new Share(0.25, 0.5),
                new Share(macsLow, macsHigh),
                new Share(0, 0),
                threads,
                true,
                false,
                "by hand");
    }

    static Efficiency gpu() {
        return new Efficiency(
                "gpu",
                new Share(0.5, 0.8),
                new Share(0.25, 0.5),
                new Share(0, 0),
                new Share(50e-6, 100e-6),
                0,
                false,
                false,
                "by hand");
    }

    Demand demand() {
        return new Demand(
                anonymous,
                hot,
                warm,
                0,
                0,
                0,
                0,
                gpu,
                0,
                weights,
                kv,
                kvAfterPrompt,
                macs,
                1024,
                promptMacs,
                promptAttention,
                integer,
                ple,
                plePerToken,
                pleReads,
                experts,
                expertsPerToken,
                pleStreamed < 0 ? Math.min(warm, ple) : pleStreamed,
                expertsStreamed < 0 ? Math.min(warm, experts) : expertsStreamed,
                layers,
                32_768,
                512,
                efficiency);
    }

    /// 4 GiB, 100 GB/s, 8 cores of 2 GHz with 256 bits and dot products: 64 GHz-bits a core.
    static Device device() {
        return Device.named("hand")
                .os("linux")
                .budgetMib(4096)
                .memoryGbPerSecond(100)
                .cores(8, 2, 256, true);
    }

    static Device faulting(Device device, double bytesPerSecond) {
        return device.storage(new Storage(null, null, null, null, Figure.of(bytesPerSecond)));
    }

    static Device slowMemory(Device device, double peak, double sustained) {
        return device.memory(new Memory(null, Figure.of(peak), Figure.of(sustained)));
    }

    Speed on(Device device) {
        return Feasibility.of(demand(), device, 0).speed();
    }
}
