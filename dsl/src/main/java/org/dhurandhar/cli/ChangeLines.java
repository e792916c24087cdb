package org.dhurandhar.cli;

import java.util.List;
import org.dhurandhar.Workload;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Verdict;

/// What to add to a command so that the model fits, one line a change.
final class ChangeLines {
    private ChangeLines() {}

    /// Lines for the devices that it does not fit; searched, which takes a moment a device.
    static String of(Workload workload, List<Feasibility> verdicts, int width) {
        var out = new StringBuilder();
        for (var verdict : verdicts) {
            if (verdict.verdict() instanceof Verdict.Thrash
                    || verdict.verdict() instanceof Verdict.Infeasible) {
                var name = verdict.device().name();
                var changes = workload.on(verdict.device()).changes();
                if (changes.isEmpty()) {
                    out.append(
                            Terminal.wrap(
                                    name + ": no change of a single setting makes it fit",
                                    2,
                                    width));
                }
                for (var change : changes) {
                    out.append(
                            Terminal.wrap(
                                    "%s: fits with %s (%s)"
                                            .formatted(name, change.option(), change.compared()),
                                    2,
                                    width));
                }
            }
        }
        return out.isEmpty() ? "" : "\n" + out;
    }
}
