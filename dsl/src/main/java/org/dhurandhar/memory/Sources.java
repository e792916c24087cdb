package org.dhurandhar.memory;

/// Says where the figures of a footprint come from.
final class Sources {
    private Sources() {}

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
}
