package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Bytes;

/// Puts verdicts into words.
final class Reasons {
    private Reasons() {}

    static String compared(Feasibility f) {
        var demand = f.demand();
        var out = new StringBuilder();
        switch (f.verdict()) {
            case Verdict.Resident r -> out.append("everything");
            case Verdict.Streamed s -> out.append(streamed(demand));
            case Verdict.Thrash t -> out.append("what every token needs");
            case Verdict.Infeasible i -> out.append("what cannot be dropped");
        }
        if (turnedWithoutCopies(f)) {
            out.append("; fits with repack=false");
        }
        if (tight(f)) {
            out.append("; not at the upper end of the range");
        }
        if (f.missesTarget()) {
            out.append("; misses target");
        }
        return out.toString();
    }

    static List<String> why(Feasibility f) {
        var demand = f.demand();
        long budget = f.device().budget().bytes();
        var why = new ArrayList<String>();
        switch (f.verdict()) {
            case Verdict.Resident r ->
                    why.add(sentence("everything", demand.all(), "fits", budget));
            case Verdict.Streamed s -> {
                why.add(sentence("everything", demand.all(), "exceeds", budget));
                why.add(sentence("what every token needs", demand.needed(), "fits", budget));
                warm(demand, why);
            }
            case Verdict.Thrash t -> {
                why.add(sentence("what every token needs", demand.needed(), "exceeds", budget));
                why.add(
                        Bytes.mib(demand.pinned())
                                + " MiB cannot be dropped and fit, but "
                                + Bytes.mib(demand.hot())
                                + " MiB of file pages are read for every token");
            }
            case Verdict.Infeasible i ->
                    why.add(
                            sentence(
                                    "memory that cannot be dropped",
                                    demand.pinned(),
                                    "exceeds",
                                    budget));
        }
        if (turnedWithoutCopies(f)) {
            why.add(
                    "with repack=false it needs %s MiB and fits: no second copy of weights"
                            .formatted(Bytes.mib(demand.neededWithoutCopies())));
        }
        if (tight(f)) {
            why.add(
                    "the upper end of the range, "
                            + Bytes.mib(spread(f))
                            + " MiB higher, would not fit");
        }
        why.add("budget: " + f.device().budget().source());
        return List.copyOf(why);
    }

    private static boolean turnedWithoutCopies(Feasibility f) {
        return f.headroomBytes() < 0
                && f.demand().copies() > 0
                && f.demand().neededWithoutCopies() <= f.device().budget().bytes();
    }

    private static long spread(Feasibility f) {
        return Math.round(f.demand().spread() * f.verdict().needed());
    }

    private static boolean tight(Feasibility f) {
        return f.headroomBytes() >= 0 && f.headroomBytes() < spread(f);
    }

    private static String streamed(Demand demand) {
        if (demand.streamed() == 0) {
            return "all but %s MiB of pages that are not read again"
                    .formatted(Bytes.mib(demand.dropped()));
        }
        return "all but %s MiB that are streamed".formatted(Bytes.mib(demand.streamed()))
                + (demand.dropped() == 0
                        ? ""
                        : " and %s not read again".formatted(Bytes.mib(demand.dropped())));
    }

    private static void warm(Demand demand, List<String> why) {
        if (demand.streamed() > 0) {
            var names = new ArrayList<String>();
            if (demand.pleTable() > 0) {
                names.add("per-layer embedding table");
            }
            if (demand.experts() > 0) {
                names.add("MoE experts");
            }
            if (demand.streamed() > demand.pleTable() + demand.experts()) {
                names.add("token embedding or encoders");
            }
            why.add(
                    "%s MiB are read from storage as they are used: %s"
                            .formatted(Bytes.mib(demand.streamed()), String.join(", ", names)));
        }
        if (demand.dropped() > 0) {
            why.add(
                    "%s MiB of file pages are not read again after loading; the system may drop them"
                            .formatted(Bytes.mib(demand.dropped())));
        }
    }

    private static String sentence(String what, long bytes, String verb, long budget) {
        return "%s, %s MiB, %s the budget of %s MiB"
                .formatted(what, Bytes.mib(bytes), verb, Bytes.mib(budget));
    }
}
