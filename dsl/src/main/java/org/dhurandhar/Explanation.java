package org.dhurandhar;

import java.util.List;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.report.Bytes;

/// Says where figures come from.
final class Explanation {
    private Explanation() {}

    static String verdict(Feasibility verdict, List<Change> changes) {
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
        if (!Trial.Outcome.holds(verdict) || !Trial.Outcome.reaches(verdict)) {
            if (changes.isEmpty()) {
                out.append("  no change of a single setting makes it fit\n");
            }
            for (var change : changes) {
                out.append("  ").append(change).append('\n');
            }
        }
        return out.toString();
    }

    static String of(Footprint footprint) {
        var out = new StringBuilder();
        var facts = footprint.model().facts();
        out.append(
                "model: %s, %s confidence\n".formatted(facts.source(), facts.confidence().word()));
        for (var component : footprint.components()) {
            out.append(
                    "%s: %,d bytes, %s%s; %s\n"
                            .formatted(
                                    component.name(),
                                    component.bytes(),
                                    component.residence().word(),
                                    component.format().isEmpty() ? "" : ", " + component.format(),
                                    component.note()));
        }
        for (var note : footprint.allocation().notes()) {
            out.append("note: ").append(note).append('\n');
        }
        for (var note : facts.notes()) {
            out.append("note: ").append(note).append('\n');
        }
        return out.toString();
    }

    static String of(Footprint footprint, Feasibility verdict, List<Change> changes) {
        var out = new StringBuilder(verdict(verdict, changes));
        for (var line : verdict.speed().restsOn()) {
            out.append("speed: ").append(line).append('\n');
        }
        return out.append('\n').append(of(footprint)).toString();
    }
}
