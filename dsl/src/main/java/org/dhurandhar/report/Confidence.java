package org.dhurandhar.report;

import java.util.Locale;

/// How far a stated fact can be relied on.
public enum Confidence {
    /// Read from the artefact itself, or confirmed by a second source.
    HIGH,
    /// One good source.
    MEDIUM,
    /// Incomplete, rounded or a single weak source.
    LOW;

    /// The word used in reports.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
