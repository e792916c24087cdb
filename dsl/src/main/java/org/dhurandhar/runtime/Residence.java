package org.dhurandhar.runtime;

import java.util.Locale;

/// How memory behaves under pressure.
public enum Residence {
    /// Must be in RAM; the system cannot drop it.
    ANONYMOUS,
    /// File pages that every token reads.
    HOT,
    /// File pages that a token reads in part, or not at all.
    WARM,
    /// Held during a request only.
    TRANSIENT,
    /// In memory that belongs to the GPU alone; takes no RAM.
    GPU;

    /// The word used in reports.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
