package org.dhurandhar.memory;

import java.util.Locale;

/// Whether a model fits. Compares bytes needed with the budget of one process.
public sealed interface Verdict {
    /// Bytes that were compared with the budget.
    long needed();

    /// Everything fits at once: anonymous memory and the whole file.
    record Resident(long needed) implements Verdict {}

    /// Anonymous memory and what every token reads fit; the rest is read from storage as used.
    record Streamed(long needed) implements Verdict {}

    /// What cannot be dropped fits, what every token reads does not: it is read from storage again
    /// and again.
    record Thrash(long needed) implements Verdict {}

    /// What cannot be dropped does not fit.
    record Infeasible(long needed) implements Verdict {}

    /// The word used in reports, such as `RESIDENT`.
    default String word() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
