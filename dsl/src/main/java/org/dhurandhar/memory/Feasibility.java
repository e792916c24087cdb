package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.device.Device;
import org.dhurandhar.report.Bytes;

/// Whether a footprint fits a device, with the numbers that were compared.
///
/// @param headroomBytes budget minus what the verdict compared; negative where it does not fit
/// @param why one sentence a line
public record Feasibility(Device device, Verdict verdict, long headroomBytes, List<String> why) {
    public Feasibility {
        why = List.copyOf(why);
    }

    /// Compares a footprint with a device's budget.
    public static Feasibility of(Footprint footprint, Device device) {
        long budget = device.budget().bytes();
        long pinned = footprint.total(Residence.ANONYMOUS) + footprint.total(Residence.TRANSIENT);
        long hot = footprint.total(Residence.HOT);
        long warm = footprint.total(Residence.WARM);
        long all = pinned + hot + warm;
        var why = new ArrayList<String>();
        Verdict verdict;
        if (all <= budget) {
            verdict = new Verdict.Resident(all);
            why.add(compared("everything", all, "fits", budget));
        } else if (pinned + hot <= budget) {
            verdict = new Verdict.Streamed(pinned + hot);
            why.add(compared("everything", all, "exceeds", budget));
            why.add(compared("what every token needs", pinned + hot, "fits", budget));
            why.add(Bytes.mib(warm) + " MiB are read from storage as they are used");
        } else {
            verdict = new Verdict.Infeasible(pinned + hot);
            why.add(compared("what every token needs", pinned + hot, "exceeds", budget));
            if (pinned <= budget) {
                why.add(
                        Bytes.mib(pinned)
                                + " MiB cannot be dropped and fit, but "
                                + Bytes.mib(hot)
                                + " MiB of weights are read for every token");
            } else {
                why.add(compared("memory that cannot be dropped", pinned, "exceeds", budget));
            }
        }
        long headroom = budget - verdict.needed();
        long spread = footprint.peak().high() - footprint.peak().expected();
        if (headroom >= 0 && headroom < spread) {
            why.add(
                    "the upper end of the range, "
                            + Bytes.mib(spread)
                            + " MiB higher, would not fit");
        }
        why.add("budget: " + device.budget().source());
        return new Feasibility(device, verdict, headroom, why);
    }

    private static String compared(String what, long bytes, String verb, long budget) {
        return "%s, %s MiB, %s the budget of %s MiB"
                .formatted(what, Bytes.mib(bytes), verb, Bytes.mib(budget));
    }
}
