package org.dhurandhar.memory;

import java.util.Locale;
import org.dhurandhar.report.Bytes;

/// Whether a model fits. Compares bytes needed with the budget of one process.
public sealed interface Verdict {
    /// Bytes that were compared with the budget.
    long needed();

    /// Everything fits at once: anonymous memory and the whole file.
    record Resident(long needed) implements Verdict {
        @Override
        public String toString() {
            return Verdict.text(this);
        }
    }

    /// Anonymous memory and what every token reads fit; the rest is read from storage as used.
    record Streamed(long needed) implements Verdict {
        @Override
        public String toString() {
            return Verdict.text(this);
        }
    }

    /// What cannot be dropped fits, what every token reads does not: it is read from storage again
    /// and again.
    record Thrash(long needed) implements Verdict {
        @Override
        public String toString() {
            return Verdict.text(this);
        }
    }

    /// What cannot be dropped does not fit.
    record Infeasible(long needed) implements Verdict {
        @Override
        public String toString() {
            return Verdict.text(this);
        }
    }

    /// The word used in reports, such as `RESIDENT`.
    default String word() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    /// The word and what is needed, such as `RESIDENT, needs 5,335 MiB`.
    private static String text(Verdict verdict) {
        return verdict.word() + ", needs " + Bytes.mib(verdict.needed()) + " MiB";
    }
}
