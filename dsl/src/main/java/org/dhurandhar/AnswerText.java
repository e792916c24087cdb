package org.dhurandhar;

import java.util.Locale;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Limit;
import org.dhurandhar.report.Bytes;
import org.jspecify.annotations.Nullable;

/// Answers in words.
final class AnswerText {
    private AnswerText() {}

    static String shown(Answer.Kind kind, Solver.Found<?> found) {
        var value = found.value();
        if (value == null) {
            return "none";
        }
        return switch (kind) {
            case CONTEXT -> Numbers.tokens((Long) value);
            case BUDGET -> Answer.bytes((Long) value);
            case QUANT -> value + bits(found.at());
        };
    }

    private static String bits(Trial.Outcome outcome) {
        var footprint = outcome.footprint();
        return footprint == null
                ? ""
                : String.format(
                        Locale.ROOT, ", %.2f bits a weight", Solver.bits(footprint.allocation()));
    }

    static String why(Answer.Kind kind, Solver.Found<?> found) {
        return found.value() == null ? none(kind, found) : bounds(kind, found);
    }

    /// What the answer takes, and what is wrong with the next better value.
    private static String bounds(Answer.Kind kind, Solver.Found<?> found) {
        var at = found.at().feasibility();
        var head = at == null ? "" : at.verdict().word() + ", " + compared(at);
        var next = found.next();
        var beyond = found.beyond();
        if (next == null || beyond == null) {
            return head
                    + switch (kind) {
                        case CONTEXT ->
                                found.settings().model().facts().maxContext() > 0
                                        ? "; the model's limit"
                                        : "; no limit is stated";
                        case QUANT -> "; none has more bits";
                        case BUDGET -> "";
                    };
        }
        var what =
                switch (kind) {
                    case CONTEXT -> "one token more";
                    case QUANT -> next.recipe() + bits(beyond);
                    case BUDGET -> "one byte less";
                };
        return head + "; " + what + ": " + fault(beyond);
    }

    private static String compared(Feasibility feasibility) {
        return feasibility.target() > 0
                ? Numbers.needs(feasibility) + ", " + Numbers.speed(feasibility)
                : Numbers.needs(feasibility);
    }

    /// Why an outcome does not fit.
    static String fault(Trial.Outcome outcome) {
        var refusal = outcome.refusal();
        if (refusal != null) {
            return refusal.what();
        }
        var feasibility = outcome.feasibility();
        if (feasibility == null || outcome.fits()) {
            return "fits";
        }
        if (!Trial.Outcome.holds(feasibility)) {
            return feasibility.verdict().word() + ", " + exactly(feasibility);
        }
        return Numbers.speed(feasibility);
    }

    /// By how much it exceeds what there is.
    private static String exactly(Feasibility feasibility) {
        return "%s, %s over"
                .formatted(Numbers.needs(feasibility), over(-feasibility.headroomBytes()));
    }

    private static String over(long bytes) {
        if (bytes < 1 << 20) {
            return Bytes.exact(bytes) + (bytes == 1 ? " byte" : " bytes");
        }
        return Bytes.mib(bytes) + " MiB";
    }

    private static String none(Answer.Kind kind, Solver.Found<?> found) {
        var fault = fault(found.at());
        if (found.at().refusal() != null) {
            return fault;
        }
        return switch (kind) {
            case CONTEXT -> "not even 1 token fits: " + fault;
            case QUANT ->
                    found.at().fits()
                            ? "the runtime offers no recipes for this model"
                            : "not even %s fits: %s".formatted(found.settings().recipe(), fault);
            case BUDGET -> budget(found.at().feasibility(), fault);
        };
    }

    private static String budget(@Nullable Feasibility whole, String fault) {
        if (whole == null || !Trial.Outcome.holds(whole)) {
            return "no budget helps, it is the GPU's own memory that is too small: " + fault;
        }
        var limit = whole.speed().limit();
        if (limit == null) {
            return "no budget can be named: " + fault;
        }
        return "no budget helps, with all of it in memory %s bounds it: %s"
                .formatted(limit == Limit.DRAM ? "DRAM" : limit.word(), fault);
    }

    /// What to type next.
    static String fix(Answer.Kind kind, Solver.Found<?> found) {
        var name = found.settings().model().name();
        return switch (kind) {
            case CONTEXT -> "bestQuant()   or   ./dhurandhar solve --what quant --model " + name;
            case QUANT -> "neededBudget()   or   ./dhurandhar solve --what budget --model " + name;
            case BUDGET -> "a smaller target, or ./dhurandhar models for a smaller model";
        };
    }
}
