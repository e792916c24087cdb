package org.dhurandhar.device;

import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// Processor cores of one kind.
///
/// @param name the core's design, such as `Cortex-A76`, or null where not known
/// @param gigahertz highest clock
/// @param vectorBits bits of SIMD arithmetic a core executes in a cycle, all pipes together; 0
///     where not known
/// @param dotProduct whether it has 8-bit dot products (Arm `dotprod`, x86 VNNI)
public record Cores(
        @Nullable String name, int count, double gigahertz, int vectorBits, boolean dotProduct) {
    public Cores {
        if (count < 1 || !(gigahertz > 0) || gigahertz > 10 || vectorBits < 0) {
            throw DhurandharException.because(
                            "InvalidDevice",
                            "%d cores at %s GHz with %d SIMD bits a cycle"
                                    .formatted(count, gigahertz, vectorBits))
                    .expected("1 core or more, 0 to 10 GHz, 0 bits or more")
                    .fix("cores(4, 2.4, 256, true)");
        }
    }

    /// Cores whose design is not named.
    public Cores(int count, double gigahertz, int vectorBits, boolean dotProduct) {
        this(null, count, gigahertz, vectorBits, dotProduct);
    }

    /// Peak 32-bit floating-point operations a second, a multiply-add counted as two; 0 where the
    /// width is not known.
    public double flops() {
        return count * gigahertz * 1e9 * (vectorBits / 32) * 2;
    }
}
