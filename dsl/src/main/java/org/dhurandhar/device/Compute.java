package org.dhurandhar.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a device computes with. What is not known is null.
///
/// @param cpu the cores by kind, the fastest first; empty where not known
/// @param cpuFlops peak 32-bit operations a second of all cores, with the cores' source; null where
///     a kind's width is not known
/// @param gpuFlops peak dense 16-bit operations a second of the GPU
/// @param npu whether there is a neural unit
/// @param npuOps peak dense 8-bit operations a second of the neural unit
/// @param gpuMemoryBytes the GPU's own memory; 0 where it shares RAM
/// @param gpuMemoryBytesPerSecond peak bandwidth of the GPU's own memory
public record Compute(
        List<Cores> cpu,
        @Nullable Figure cpuFlops,
        @Nullable Figure gpuFlops,
        @Nullable Boolean npu,
        @Nullable Figure npuOps,
        long gpuMemoryBytes,
        @Nullable Figure gpuMemoryBytesPerSecond) {
    /// A device of whose processors nothing is known.
    public static final Compute UNKNOWN =
            new Compute(List.of(), null, null, null, null, 0, null);

    public Compute {
        cpu = List.copyOf(cpu);
    }

    /// Peak 32-bit operations a second of some cores, or null where a width is not known.
    static @Nullable Figure flops(List<Cores> cpu, Stated stated) {
        double sum = 0;
        for (var cores : cpu) {
            if (cores.vectorBits() == 0) {
                return null;
            }
            sum += cores.flops();
        }
        return cpu.isEmpty() ? null : stated.figure(sum);
    }
}
