package org.dhurandhar;

import java.util.List;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.report.Bytes;

/// Says where figures come from.
final class Explanation {
    private static final String NO_CHANGE = "  no change of a single setting makes it fit\n";
    private static final int MOST_CHANGES = 3;

    private Explanation() {}

    /// The verdict with every change that turns it, one a line.
    static String verdict(Feasibility verdict, List<Change> changes) {
        var out = new StringBuilder(why(verdict));
        if (!fits(verdict)) {
            for (var change : changes) {
                out.append("  ").append(change).append('\n');
            }
            out.append(changes.isEmpty() ? NO_CHANGE : "");
        }
        return out.toString();
    }

    /// The verdict with the smallest changes that turn it on one line.
    static String brief(Feasibility verdict, List<Change> changes) {
        var out = new StringBuilder(why(verdict));
        if (!fits(verdict)) {
            for (int i = 0; i < Math.min(MOST_CHANGES, changes.size()); i++) {
                out.append(i == 0 ? "  fits with " : "   or   ").append(changes.get(i).word());
            }
            out.append(changes.isEmpty() ? NO_CHANGE : "\n");
        }
        return out.toString();
    }

    private static boolean fits(Feasibility verdict) {
        return Trial.Outcome.holds(verdict) && Trial.Outcome.reaches(verdict);
    }

    private static String why(Feasibility verdict) {
        var out =
                new StringBuilder(
                        "%s on %s, headroom %s MiB\n"
                                .formatted(
                                        verdict.verdict().word(),
                                        verdict.device().name(),
                                        Bytes.mib(verdict.headroomBytes())));
        out.append("  ").append(verdict.speed().line()).append('\n');
        for (var line : verdict.why()) {
            out.append("  ").append(line).append('\n');
        }
        return out.toString();
    }

    static String of(Footprint footprint, Feasibility verdict, List<Change> changes) {
        var out = new StringBuilder(verdict(verdict, changes));
        for (var line : verdict.speed().restsOn()) {
            out.append("speed: ").append(line).append('\n');
        }
        return out.append('\n').append(footprint.explain()).toString();
    }
}
