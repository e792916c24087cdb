package org.dhurandhar.device;

import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// Processor cores of one kind.
///
/// @param name the core's design, such as `Cortex-A76`, or null where not known
/// @param gigahertz clock with all cores at work where that is known, else the highest
/// @param vectorBits bits of SIMD arithmetic a core executes in a cycle, all pipes together; 0
///   where not known
/// @param dotProduct whether it has 8-bit dot products (Arm `dotprod`, x86 VNNI)
public record Cores(
        @Nullable String name, int count, double gigahertz, int vectorBits, boolean dotProduct) {
    static final int MAX_COUNT = 1024;
    static final int MAX_GIGAHERTZ = 10;
    static final int MAX_BITS = 8192;

    public Cores {
        if (count < 1
                || count > MAX_COUNT
                || !(gigahertz > 0)
                || gigahertz > MAX_GIGAHERTZ
                || vectorBits < 0
                || vectorBits > MAX_BITS) {
            throw DhurandharException.because(
                            "InvalidDevice",
                            "%d cores at %s GHz with %d SIMD bits a cycle"
                                    .formatted(count, gigahertz, vectorBits))
                    .expected(
                            "1 to %,d cores, above 0 to %d GHz, 0 to %,d bits"
                                    .formatted(MAX_COUNT, MAX_GIGAHERTZ, MAX_BITS))
                    .fix("cores(4, 2.4, 256, true)");
        }
    }

    /// Cores whose design is not named.
    public Cores(int count, double gigahertz, int vectorBits, boolean dotProduct) {
        this(null, count, gigahertz, vectorBits, dotProduct);
    }

    /// Peak 32-bit floating-point operations a second of all of them, a multiply-add counted as
    /// two; 0 where the width is not known.
    public double flops() {
        return count * gigahertz * 1e9 * (vectorBits / 32.0) * 2;
    }

    @Override
    public String toString() {
        return "%d x %s %s GHz".formatted(count, name == null ? "core" : name, gigahertz)
                + (vectorBits == 0 ? "" : ", %d SIMD bits".formatted(vectorBits))
                + (dotProduct ? ", dot product" : "");
    }
}
