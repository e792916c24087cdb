package org.dhurandhar.runtime;

/// A byte count that may not be known exactly.
///
/// @param low the least it can be
/// @param expected the best single figure
/// @param high the most it can be
public record Range(long low, long expected, long high) {
    public Range {
        if (low > expected || expected > high) {
            throw new IllegalArgumentException(low + " <= " + expected + " <= " + high);
        }
    }

    /// A figure that is known exactly.
    public static Range exactly(long bytes) {
        return new Range(bytes, bytes, bytes);
    }

    /// Whether low and high are the same.
    public boolean exact() {
        return low == high;
    }

    /// The sum of two ranges.
    public Range plus(Range other) {
        return new Range(low + other.low, expected + other.expected, high + other.high);
    }

    /// The range moved up by a known amount.
    public Range plus(long bytes) {
        return plus(exactly(bytes));
    }
}
