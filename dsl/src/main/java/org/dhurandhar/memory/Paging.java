package org.dhurandhar.memory;

import org.dhurandhar.device.Device;
import org.dhurandhar.device.Storage;

/// What reading file pages again costs, in seconds.
///
/// A fault waits for one request and the kernel reads ahead, so that a mapped file is read more
/// slowly than a sequential test tells: 397 of 780 MB/s on a Raspberry Pi 5, 0.3 to 0.4 of 8 GB/s
/// on a Mac.
final class Paging {
    private static final double PAGE = 4096;

    /// Linux and Android read 128 KiB around a fault unless told otherwise.
    private static final double READ_AHEAD = 131_072;

    /// Fitted to the one figure for a Mac: 0.35 of 8 GB/s with the latency below.
    private static final double APPLE_READ_AHEAD = 32_768;

    /// A request of NVMe or UFS storage whose latency nobody states.
    private static final double LATENCY = 80e-6;

    /// Share of the faulting bandwidth that is left where pages are taken away as fast as they are
    /// read, at least and at most. Raspberry Pi 5, 8 GB: files of 9.64 and 10.8 GB gave 0.027 and
    /// 0.012 tokens a second, 0.66 and 0.30 of 397 MB/s.
    private static final double THRASH_LOW = 0.27;

    private static final double THRASH_HIGH = 0.75;

    /// Some experts are called more often than others, and those stay in memory: misses are at
    /// least this share of what equal use would give. Raspberry Pi 5, DeepSeek-V2-Lite of 10.36 GB
    /// with 1.76 tokens a second: 0.5.
    private static final double SKEW = 0.42;

    /// Expert reads that miss come in long runs, at this share of the faulting bandwidth or all of
    /// it.
    private static final double EXPERT_LOW = 0.9;

    /// Euler's constant: the sum of 1/r up to n is about ln n + this.
    private static final double EULER = 0.5772;

    private Paging() {}

    /// What faults in a mapped file reach, in bytes a second; 0 where nothing is known of the
    /// storage.
    static double faulting(Device device) {
        var storage = device.storage();
        if (storage.faulting() != null) {
            return storage.faulting().value();
        }
        double sequential = sequential(storage);
        if (sequential == 0) {
            return 0;
        }
        boolean apple = device.os().equals("ios") || device.os().equals("macos");
        double run = apple ? APPLE_READ_AHEAD : READ_AHEAD;
        return run / (latency(storage) + run / sequential);
    }

    private static double sequential(Storage storage) {
        if (storage.random512k() != null) {
            return storage.random512k().value();
        }
        return storage.sequential() == null ? 0 : storage.sequential().value();
    }

    private static double latency(Storage storage) {
        return storage.random4k() == null ? LATENCY : PAGE / storage.random4k().value();
    }

    /// Least and most time to read bytes that are taken away again before they are used next: the
    /// whole of it is read for each token, however little is missing (least recently used pages go
    /// first, and those are the next to be needed).
    static double thrashFast(double bytes, double faulting) {
        return bytes / (faulting * THRASH_HIGH);
    }

    static double thrashSlow(double bytes, double faulting) {
        return bytes / (faulting * THRASH_LOW);
    }

    /// Bytes of experts that a token misses where `cache` bytes of them stay in memory and all are
    /// called alike.
    static double missed(Demand demand, double cache) {
        return demand.expertsPerToken() * (1 - Math.min(1, cache / demand.experts()));
    }

    static double expertsFast(double missed, double faulting) {
        return SKEW * missed / faulting;
    }

    static double expertsSlow(double missed, double faulting) {
        return missed / (faulting * EXPERT_LOW);
    }

    /// Share of PLE rows found in memory where it holds `rows` of `all`, tokens following Zipf's
    /// law with exponent 1.
    static double hits(double rows, double all) {
        if (rows >= all) {
            return 1;
        }
        return rows < 1 ? 0 : (Math.log(rows) + EULER) / (Math.log(all) + EULER);
    }

    /// Least time of one row read: a single page, but not less than a third of the most. Nothing
    /// tells how much of what is read ahead is used later.
    static double pageFast(Device device) {
        return Math.max(latency(device.storage()), pageSlow(device) / 3);
    }

    /// Most time of one row read: all of the read-ahead around it is read for nothing.
    static double pageSlow(Device device) {
        double sequential = sequential(device.storage());
        return latency(device.storage()) + (sequential == 0 ? 0 : READ_AHEAD / sequential);
    }
}
