package org.dhurandhar.memory;

import java.util.List;
import org.dhurandhar.device.Cores;

/// The CPU cores that a runtime computes with. Work is cut into equal parts, so that the slowest
/// thread decides; a runtime without a fixed number takes the kinds of cores with which that is
/// fastest.
///
/// @param count threads
/// @param cycles cycles a second of all threads: the middle between all at the pace of the slowest
///   and each at its own
/// @param bits SIMD bits a second, likewise; 0 where a width is not known
/// @param dotProduct whether all of them have 8-bit dot products
record Threads(int count, double cycles, double bits, boolean dotProduct) {
    private static final Threads NONE = new Threads(0, 0, 0, false);
    private static final double GIGA = 1e9;

    /// SIMD bits a cycle from which a core decodes at full pace: two 128-bit pipes.
    private static final double FULL_WIDTH = 256;

    static Threads of(List<Cores> cpu, int most) {
        var best = NONE;
        double fastest = 0;
        int count = 0;
        double cycles = 0;
        double bits = 0;
        boolean dot = true;
        boolean known = true;
        for (int i = 0; i < cpu.size(); i++) {
            var kind = cpu.get(i);
            int taken = most > 0 ? Math.min(kind.count(), most - count) : kind.count();
            if (taken <= 0) {
                break;
            }
            double hertz = kind.gigahertz() * GIGA;
            double pace = hertz * Math.min(1, width(kind) / FULL_WIDTH);
            count += taken;
            cycles += taken * pace;
            bits += taken * hertz * kind.vectorBits();
            dot &= kind.dotProduct();
            known &= kind.vectorBits() > 0;
            double slowest = count * pace;
            double narrowest = count * hertz * kind.vectorBits();
            double reached = known ? narrowest : slowest;
            if (most > 0 || reached > fastest) {
                fastest = reached;
                best =
                        new Threads(
                                count,
                                (slowest + cycles) / 2,
                                known ? (narrowest + bits) / 2 : 0,
                                dot);
            }
        }
        return best;
    }

    private static double width(Cores kind) {
        return kind.vectorBits() > 0 ? kind.vectorBits() : FULL_WIDTH;
    }
}
