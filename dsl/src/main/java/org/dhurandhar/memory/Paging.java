package org.dhurandhar.memory;

import java.util.Locale;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Figure;
import org.jspecify.annotations.Nullable;

/// What reading file pages again costs on a device, in seconds.
///
/// A fault waits for one request and the kernel reads ahead, so that a mapped file is read more
/// slowly than a sequential test tells: 397 of 780 MB/s on a Raspberry Pi 5, 0.3 to 0.4 of 8 GB/s
/// on a Mac.
final class Paging {
    private static final double PAGE = 4096;

    /// Linux and Android read 128 KiB around a fault unless told otherwise.
    private static final double READ_AHEAD = 131_072;

    /// What a Mac or an iPhone reads at a fault. Only its ratio to a latency can be told from the
    /// one point there is, 0.3 to 0.4 of 8 GB/s on a Mac: with 32 KiB, a request takes 78 to 105
    /// us.
    private static final double APPLE_READ_AHEAD = 32_768;

    private static final double APPLE_FAST = 78e-6;
    private static final double APPLE_SLOW = 105e-6;

    /// A request of 4 KiB where nobody states it, at least and at most: UFS 2.2 with 145 MB/s, NVMe
    /// on a Raspberry Pi 5 with 12,103 requests a second, eMMC 5.1 with 15 MB/s.
    private static final double UFS = PAGE / 145e6;

    private static final double NVME = 1 / 12_103.0;
    private static final double EMMC = PAGE / 15e6;

    /// Sequential reads of the slowest storage there is a figure for, eMMC 5.1. It bounds what
    /// reading ahead around a row costs where nothing is stated.
    private static final double EMMC_SEQUENTIAL = 281e6;

    /// Share of the faulting bandwidth that is left where pages are taken away as fast as they are
    /// read, at least and at most: part of what is read ahead is dropped before it is used. Two
    /// points with a tenth of margin: on a Raspberry Pi 5, 8 GB, files of 9.64 and 10.8 GB gave
    /// 0.027 and 0.012 tokens a second, 0.66 and 0.30 of 397 MB/s.
    static final double THRASH_LOW = 0.27;

    static final double THRASH_HIGH = 0.75;

    /// Some experts are called more often than others, and those stay in memory: misses are at
    /// least this share of what equal use would give, and at most all of it. They are read in long
    /// runs, at the faulting bandwidth. One point with a tenth of margin: Raspberry Pi 5,
    /// DeepSeek-V2-Lite of 10.36 GB with 1.76 tokens a second: 0.5.
    static final double SKEW = 0.45;

    /// Euler's constant: the sum of 1/r up to n is about ln n + this.
    private static final double EULER = 0.5772;

    /// A request of 4 KiB, at least and at most.
    final double latencyLow;

    final double latencyHigh;

    /// Whether that was stated.
    final boolean latencyKnown;

    /// What faults in a mapped file reach, in bytes a second; 0 where nothing is known.
    final double faultingLow;

    final double faultingHigh;

    /// The figure that rests on, or null.
    final @Nullable Figure figure;

    /// Whether faults were measured, not worked out from larger reads.
    final boolean measured;

    private final double aheadSlow;

    Paging(Device device) {
        var storage = device.storage();
        boolean apple = device.os().equals("ios") || device.os().equals("macos");
        var small = storage.random4k();
        latencyKnown = small != null && small.value() > 0;
        if (small != null && latencyKnown) {
            latencyLow = PAGE / small.value();
            latencyHigh = latencyLow;
        } else if (apple) {
            latencyLow = APPLE_FAST;
            latencyHigh = APPLE_SLOW;
        } else {
            var kind = storage.kind() == null ? "" : storage.kind().toLowerCase(Locale.ROOT);
            boolean flash = kind.contains("ufs") || kind.contains("nvme");
            latencyLow = kind.contains("emmc") ? NVME : UFS;
            latencyHigh = flash ? NVME : EMMC;
        }
        var large = storage.random512k() != null ? storage.random512k() : storage.sequential();
        double sequential = Pace.value(large);
        var faults = storage.faulting();
        measured = faults != null && faults.value() > 0;
        if (faults != null && measured) {
            faultingLow = faults.value();
            faultingHigh = faultingLow;
            figure = faults;
        } else if (sequential > 0) {
            double run = apple ? APPLE_READ_AHEAD : READ_AHEAD;
            faultingLow = run / (latencyHigh + run / sequential);
            faultingHigh = run / (latencyLow + run / sequential);
            figure = large;
        } else {
            faultingLow = 0;
            faultingHigh = 0;
            figure = null;
        }
        double ahead = sequential > 0 ? sequential : faultingLow;
        aheadSlow = READ_AHEAD / (ahead > 0 ? ahead : EMMC_SEQUENTIAL);
    }

    /// Least and most time to read bytes that are taken away again before they are used next: the
    /// whole of it is read for each token, however little is missing (least recently used pages go
    /// first, and those are the next to be needed).
    double thrashFast(double bytes) {
        return per(bytes, faultingHigh * THRASH_HIGH);
    }

    double thrashSlow(double bytes) {
        return per(bytes, faultingLow * THRASH_LOW);
    }

    /// Least and most time to read experts that are missed.
    double expertsFast(double missed) {
        return per(SKEW * missed, faultingHigh);
    }

    double expertsSlow(double missed) {
        return per(missed, faultingLow);
    }

    /// Share of PLE rows found in memory where it holds `rows` of `all`, tokens following Zipf's
    /// law with exponent 1.
    static double hits(double rows, double all) {
        if (rows >= all) {
            return 1;
        }
        return rows < 1 ? 0 : (Math.log(rows) + EULER) / (Math.log(all) + EULER);
    }

    /// Least time of one row's page: nothing is read ahead, or all of it is used later.
    double pageFast() {
        return latencyLow;
    }

    /// Most time of one row's page: all of the read-ahead around it is read for nothing.
    double pageSlow() {
        return latencyHigh + aheadSlow;
    }

    private static double per(double bytes, double rate) {
        return rate > 0 ? bytes / rate : 0;
    }
}
