package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.device.Device;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.runtime.Residence;

/// Whether a footprint fits a device, with the numbers that were compared.
///
/// @param headroomBytes budget minus what the verdict compared; negative where it does not fit
/// @param compared what was compared, in a few words
/// @param why one sentence a line
public record Feasibility(
        Device device, Verdict verdict, long headroomBytes, String compared, List<String> why) {
    public Feasibility {
        why = List.copyOf(why);
    }

    /// Compares a footprint with a device's budget: RESIDENT where everything fits, STREAMED where
    /// all but warm file pages fits, INFEASIBLE where what every token needs does not.
    public static Feasibility of(Footprint footprint, Device device) {
        long budget = device.budget().bytes();
        long pinned = footprint.total(Residence.ANONYMOUS) + footprint.total(Residence.TRANSIENT);
        long hot = footprint.total(Residence.HOT);
        long all = pinned + hot + footprint.total(Residence.WARM);
        var why = new ArrayList<String>();
        Verdict verdict;
        var compared = "everything";
        if (all <= budget) {
            verdict = new Verdict.Resident(all);
            why.add(sentence("everything", all, "fits", budget));
        } else if (pinned + hot <= budget) {
            verdict = new Verdict.Streamed(pinned + hot);
            compared = streamed(footprint);
            why.add(sentence("everything", all, "exceeds", budget));
            why.add(sentence("what every token needs", pinned + hot, "fits", budget));
            warm(footprint, why);
        } else {
            verdict = new Verdict.Infeasible(pinned + hot);
            compared = "what every token needs";
            why.add(sentence("what every token needs", pinned + hot, "exceeds", budget));
            infeasible(pinned, hot, budget, why);
            long uncopied = footprint.neededWithoutCopies();
            if (uncopied < verdict.needed() && uncopied <= budget) {
                compared += "; fits with repack=false";
                why.add(
                        "with repack=false it needs %s MiB and fits: no second copy of weights"
                                .formatted(Bytes.mib(uncopied)));
            }
        }
        long headroom = budget - verdict.needed();
        var peak = footprint.peak();
        long spread =
                Math.round(
                        (double) (peak.high() - peak.expected())
                                * verdict.needed()
                                / Math.max(1, peak.expected()));
        if (headroom >= 0 && headroom < spread) {
            compared += "; not at the upper end of the range";
            why.add(
                    "the upper end of the range, "
                            + Bytes.mib(spread)
                            + " MiB higher, would not fit");
        }
        why.add("budget: " + device.budget().source());
        return new Feasibility(device, verdict, headroom, compared, why);
    }

    private static void infeasible(long pinned, long hot, long budget, List<String> why) {
        if (pinned <= budget) {
            why.add(
                    Bytes.mib(pinned)
                            + " MiB cannot be dropped and fit, but "
                            + Bytes.mib(hot)
                            + " MiB of file pages are read for every token");
        } else {
            why.add(sentence("memory that cannot be dropped", pinned, "exceeds", budget));
        }
    }

    private static String streamed(Footprint footprint) {
        long dropped = footprint.dropped();
        long streamed = footprint.total(Residence.WARM) - dropped;
        if (streamed == 0) {
            return "all but %s MiB of pages that are not read again".formatted(Bytes.mib(dropped));
        }
        return "all but %s MiB that are streamed".formatted(Bytes.mib(streamed))
                + (dropped == 0 ? "" : " and %s not read again".formatted(Bytes.mib(dropped)));
    }

    private static void warm(Footprint footprint, List<String> why) {
        var names = new ArrayList<String>();
        long streamed = 0;
        for (var component : footprint.components()) {
            if (component.residence() == Residence.WARM && !Components.dropped(component)) {
                names.add(component.name());
                streamed += component.bytes();
            }
        }
        if (streamed > 0) {
            why.add(
                    "%s MiB are read from storage as they are used: %s"
                            .formatted(Bytes.mib(streamed), String.join(", ", names)));
        }
        if (footprint.dropped() > 0) {
            why.add(
                    "%s MiB of file pages are not read again after loading; the system may drop them"
                            .formatted(Bytes.mib(footprint.dropped())));
        }
    }

    private static String sentence(String what, long bytes, String verb, long budget) {
        return "%s, %s MiB, %s the budget of %s MiB"
                .formatted(what, Bytes.mib(bytes), verb, Bytes.mib(budget));
    }

    @Override
    public String toString() {
        var out = new StringBuilder(verdict.word());
        out.append(" on ").append(device.name());
        out.append(", headroom ").append(Bytes.mib(headroomBytes)).append(" MiB\n");
        for (var line : why) {
            out.append("  ").append(line).append('\n');
        }
        return out.toString();
    }
}
