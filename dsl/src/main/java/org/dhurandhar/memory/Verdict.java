package org.dhurandhar.memory;

import java.util.Locale;

/// Whether a model fits. Compares bytes needed with the budget of one process.
public sealed interface Verdict {
    /// Bytes that were compared with the budget.
    long needed();

    /// What was compared with the budget, in words.
    String compared();

    /// Everything fits at once: anonymous memory and the whole file.
    record Resident(long needed) implements Verdict {
        @Override
        public String compared() {
            return "everything";
        }
    }

    /// Anonymous memory and what every token reads fit; the rest is read from storage as used.
    record Streamed(long needed) implements Verdict {
        @Override
        public String compared() {
            return "all but the warm rows, which are streamed";
        }
    }

    /// What every token needs does not fit.
    record Infeasible(long needed) implements Verdict {
        @Override
        public String compared() {
            return "what every token needs";
        }
    }

    /// The word used in reports, such as `RESIDENT`.
    default String word() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
