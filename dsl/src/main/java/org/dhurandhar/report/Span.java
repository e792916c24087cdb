package org.dhurandhar.report;

/// A figure that is known to lie between two bounds, both in the unit of its column.
public record Span(double low, double high) {
    public Span {
        if (low > high) {
            throw new IllegalArgumentException(low + " is above " + high);
        }
    }
}
