package org.dhurandhar.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a device computes with. What is not known is null.
///
/// @param cpu the cores by kind, the fastest first; empty where not known
/// @param cpuFlops peak 32-bit operations a second of all cores, with the cores' source; null where
///   a kind's width is not known
/// @param gpuFlops peak dense 16-bit operations a second of the GPU, its matrix units included
/// @param npu whether there is a neural unit
/// @param npuOps peak dense 8-bit operations a second of the neural unit
/// @param gpuMemory the GPU's own memory in bytes, 0 where it shares RAM
/// @param gpuMemoryBytesPerSecond peak bandwidth of the GPU's own memory
public record Compute(
        List<Cores> cpu,
        @Nullable Figure cpuFlops,
        @Nullable Figure gpuFlops,
        @Nullable Boolean npu,
        @Nullable Figure npuOps,
        @Nullable Figure gpuMemory,
        @Nullable Figure gpuMemoryBytesPerSecond) {
    /// A device of whose processors nothing is known.
    public static final Compute UNKNOWN =
            new Compute(List.of(), null, null, null, null, null, null);

    public Compute {
        cpu = List.copyOf(cpu);
    }

    /// The GPU's own memory in bytes; 0 where it shares RAM or is not known.
    public long gpuMemoryBytes() {
        return gpuMemory == null ? 0 : Math.round(gpuMemory.value());
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

    Compute cpu(List<Cores> cores, Stated stated) {
        return new Compute(
                cores,
                flops(cores, stated),
                gpuFlops,
                npu,
                npuOps,
                gpuMemory,
                gpuMemoryBytesPerSecond);
    }

    Compute gpu(Figure flops) {
        return new Compute(cpu, cpuFlops, flops, npu, npuOps, gpuMemory, gpuMemoryBytesPerSecond);
    }

    Compute gpuMemory(Figure bytes, Figure bytesPerSecond) {
        return new Compute(cpu, cpuFlops, gpuFlops, npu, npuOps, bytes, bytesPerSecond);
    }

    Compute npu(Figure ops) {
        return new Compute(
                cpu, cpuFlops, gpuFlops, ops.value() > 0, ops, gpuMemory, gpuMemoryBytesPerSecond);
    }
}
