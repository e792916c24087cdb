package org.dhurandhar.report;

/// Byte counts in words: MiB (2^20), always named.
public final class Bytes {
    private static final double MIB = 1 << 20;

    private Bytes() {}

    /// MiB with one decimal and thousands separators, without the unit.
    public static String mib(long bytes) {
        double value = bytes / MIB;
        return Math.abs(value) >= 100 || bytes == 0
                ? "%,.0f".formatted(value)
                : Math.abs(value) >= 1 ? "%,.1f".formatted(value) : "%.3f".formatted(value);
    }

    /// A count with thousands separators.
    public static String exact(long bytes) {
        return "%,d".formatted(bytes);
    }
}
