package org.dhurandhar.report;

/// Byte counts in words: MiB (2^20), always named.
public final class Bytes {
    private static final double MIB = 1 << 20;

    private Bytes() {}

    /// MiB with one decimal and thousands separators, without the unit.
    public static String mib(long bytes) {
        double value = bytes / MIB;
        double size = Math.abs(value);
        return Figures.number(value, size >= 100 || bytes == 0 ? 0 : size >= 1 ? 1 : 3);
    }

    /// A count with thousands separators.
    public static String exact(long count) {
        var digits = Long.toString(count);
        int start = count < 0 ? 1 : 0;
        int first = (digits.length() - start) % 3;
        if (digits.length() - start <= 3) {
            return digits;
        }
        var out = new StringBuilder(digits.length() + digits.length() / 3);
        out.append(digits, 0, start + first);
        for (int i = start + first; i < digits.length(); i += 3) {
            if (i > start) {
                out.append(',');
            }
            out.append(digits, i, i + 3);
        }
        return out.toString();
    }
}
