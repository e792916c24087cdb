package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Bytes;

/// Puts verdicts into words.
final class Reasons {
    private static final double MIB = 1 << 20;

    private Reasons() {}

    static String compared(Feasibility f) {
        var out = new StringBuilder();
        var verdict = f.verdict();
        // No switch over types: its code would be generated at every start of the command line.
        if (verdict instanceof Verdict.Resident) {
            out.append("everything");
        } else if (verdict instanceof Verdict.Streamed) {
            out.append(streamed(f.demand()));
        } else if (verdict instanceof Verdict.Thrash) {
            out.append("what every token needs");
        } else {
            out.append(f.overGpu() ? "the GPU's memory" : "what cannot be dropped");
        }
        if (turnedWithoutCopies(f)) {
            out.append("; fits with repack=false");
        } else if (slowedWithoutCopies(f)) {
            out.append("; thrashes with repack=false");
        }
        if (tight(f)) {
            out.append("; not at the upper end of the range");
        }
        if (f.missesTarget()) {
            out.append("; misses target");
        } else if (f.mayMissTarget()) {
            out.append("; may miss target");
        }
        return out.toString();
    }

    static List<String> why(Feasibility f) {
        var why = new ArrayList<String>();
        compare(f, why);
        if (turnedWithoutCopies(f)) {
            why.add(
                    "with repack=false it needs %s MiB and fits: no second copy of weights"
                            .formatted(Bytes.mib(f.demand().neededWithoutCopies())));
        }
        if (slowedWithoutCopies(f)) {
            var slow = Feasibility.of(f.demand().withoutCopies(), f.device(), f.target());
            why.add(
                    "with repack=false %s MiB cannot be dropped and fit, and it thrashes: %s"
                            .formatted(Bytes.mib(slow.demand().pinned()), slow.speed().line()));
        }
        if (tight(f)) {
            why.add(
                    "the upper end of the range, "
                            + Bytes.mib(spread(f))
                            + " MiB higher, would not fit");
        }
        target(f, why);
        why.add("budget: " + f.device().budget().source());
        return List.copyOf(why);
    }

    private static void compare(Feasibility f, List<String> why) {
        var demand = f.demand();
        long budget = f.device().budget().bytes();
        switch (f.verdict()) {
            case Verdict.Resident r -> why.add(sentence("everything", demand.all(), budget));
            case Verdict.Streamed s -> {
                why.add(sentence("everything", demand.all(), budget));
                why.add(sentence("what every token needs", demand.needed(), budget));
                warm(demand, why);
            }
            case Verdict.Thrash t -> {
                why.add(sentence("what every token needs", demand.needed(), budget));
                why.add(
                        Bytes.mib(demand.pinned())
                                + " MiB cannot be dropped and fit, but "
                                + Bytes.mib(demand.hot())
                                + " MiB of file pages are read for every token");
                cliff(f, why);
            }
            case Verdict.Infeasible i -> {
                if (f.overGpu()) {
                    why.add(
                            "the GPU needs %s MiB and has %s: %s MiB too much"
                                    .formatted(
                                            Bytes.mib(demand.gpu()),
                                            Bytes.mib(f.device().compute().gpuMemoryBytes()),
                                            Bytes.mib(-f.headroomBytes())));
                } else {
                    why.add(sentence("memory that cannot be dropped", demand.pinned(), budget));
                }
            }
        }
    }

    /// How far the speed falls because hot pages do not fit.
    private static void cliff(Feasibility f, List<String> why) {
        var here = f.speed().decode();
        // A device that holds everything: one that only holds what is hot would still miss experts.
        long all = f.demand().all();
        var roomy = f.device().budgetMib(Math.ceil((double) all / MIB));
        var there = Speed.of(f.demand(), roomy, new Verdict.Resident(all)).decode();
        if (here != null && there != null) {
            why.add(
                    "they are read from storage for each token: %s tok/s, and %s if they fitted"
                            .formatted(SpeedText.range(here), SpeedText.range(there)));
        }
    }

    private static void target(Feasibility f, List<String> why) {
        var decode = f.speed().decode();
        if (f.target() <= 0 || decode == null) {
            return;
        }
        var target = SpeedText.exact(f.target());
        if (f.missesTarget()) {
            why.add(
                    "misses target: %s tok/s at most, %s wanted"
                            .formatted(SpeedText.exact(decode.high()), target));
        } else if (f.mayMissTarget()) {
            var full = f.speed().decodeFull();
            why.add(
                    "may miss target: %s tok/s wanted, %s at the end of the context"
                            .formatted(target, full == null ? "-" : SpeedText.range(full)));
        } else {
            why.add("meets the target of " + target + " tok/s to the end of the context");
        }
    }

    private static boolean turnedWithoutCopies(Feasibility f) {
        return f.headroomBytes() < 0
                && f.demand().copies() > 0
                && f.demand().neededWithoutCopies() <= f.device().budget().bytes();
    }

    /// Whether only the second copies keep it from running at all.
    private static boolean slowedWithoutCopies(Feasibility f) {
        var demand = f.demand();
        return f.verdict() instanceof Verdict.Infeasible
                && !f.overGpu()
                && !turnedWithoutCopies(f)
                && demand.copies() > 0
                && demand.withoutCopies().pinned() <= f.device().budget().bytes();
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
            if (demand.pleStreamed() > 0) {
                names.add("per-layer embedding table");
            }
            if (demand.expertsStreamed() > 0) {
                names.add("MoE experts");
            }
            if (demand.otherStreamed() > 0) {
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

    private static String sentence(String what, long bytes, long budget) {
        return bytes <= budget
                ? "%s, %s MiB, fits the budget of %s MiB with %s to spare"
                        .formatted(
                                what,
                                Bytes.mib(bytes),
                                Bytes.mib(budget),
                                Bytes.mib(budget - bytes))
                : "%s, %s MiB, exceeds the budget of %s MiB by %s"
                        .formatted(
                                what,
                                Bytes.mib(bytes),
                                Bytes.mib(budget),
                                Bytes.mib(bytes - budget));
    }
}
