package org.dhurandhar;

import java.util.Locale;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Limit;
import org.dhurandhar.memory.Verdict;
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
            case CONTEXT -> unbounded(found) ? "any" : Numbers.tokens((Long) value);
            case BUDGET -> Answer.bytes((Long) value);
            case QUANT -> value + bits(found.at());
        };
    }

    /// Whether the length costs no memory and the model states no limit.
    private static boolean unbounded(Solver.Found<?> found) {
        var footprint = found.at().footprint();
        return footprint != null
                && found.next() == null
                && found.settings().model().facts().maxContext() <= 0
                && footprint.allocation().kvFull() + footprint.allocation().kvSliding() == 0;
    }

    private static String bits(Trial.Outcome outcome) {
        var footprint = outcome.footprint();
        return footprint == null
                ? ""
                : String.format(
                        Locale.ROOT, ", %.2f bits a weight", Solver.bits(footprint.allocation()));
    }

    static String why(Answer.Kind kind, Solver.Found<?> found) {
        if (found.value() == null) {
            return none(kind, found);
        }
        return bounds(kind, found) + (kind == Answer.Kind.QUANT ? resident(found) : "");
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
                                        : unbounded(found)
                                                ? "; the length costs no memory, and the model"
                                                        + " states no limit"
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
        var needs = Numbers.needs(feasibility);
        if (feasibility.target() > 0) {
            return needs + ", " + Numbers.speed(feasibility);
        }
        return feasibility.verdict() instanceof Verdict.Streamed
                ? needs + ", " + Numbers.decode(feasibility)
                : needs;
    }

    /// The best recipe that is held in memory whole, where the answer's is not.
    private static String resident(Solver.Found<?> found) {
        var at = found.at().feasibility();
        if (at == null || !(at.verdict() instanceof Verdict.Streamed)) {
            return "";
        }
        for (var tried : new Solver(found.settings(), found.device()).quants()) {
            var feasibility = tried.outcome().feasibility();
            if (feasibility != null
                    && feasibility.verdict() instanceof Verdict.Resident
                    && tried.outcome().fits()) {
                return "; best that is RESIDENT: " + tried.name() + bits(tried.outcome());
            }
        }
        return "; none is RESIDENT";
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
            case CONTEXT -> "not even 1 token " + fails(found.at()) + ": " + fault;
            case QUANT ->
                    found.at().fits()
                            ? "the runtime offers no recipes for this model"
                            : "not even %s %s: %s"
                                    .formatted(found.settings().recipe(), fails(found.at()), fault);
            case BUDGET -> budget(found.at().feasibility(), fault);
        };
    }

    /// What an outcome that does not fit fails to do.
    private static String fails(Trial.Outcome outcome) {
        var at = outcome.feasibility();
        if (at == null || !Trial.Outcome.holds(at)) {
            return "fits";
        }
        var known = at.speed().decodeFull() == null ? "is known to reach " : "reaches ";
        return known + Numbers.plain(at.target()) + " tok/s";
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
