package org.dhurandhar.memory;

/// A rate or a time that is known within bounds.
///
/// @param low the least it can be
/// @param high the most it can be
public record Rate(double low, double high) {
    public Rate {
        if (!(low >= 0 && low <= high)) {
            throw new IllegalArgumentException(low + " to " + high);
        }
    }

    /// Whether a value lies within the bounds.
    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
