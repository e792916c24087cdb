package org.dhurandhar.memory;

import org.dhurandhar.report.Bytes;

/// A footprint as text.
final class FootprintText {
    private static final int BRIEF_ROWS = 6;

    private FootprintText() {}

    static String head(Footprint footprint) {
        var facts = footprint.model().facts();
        var settings = footprint.allocation().settings();
        return "%s  %s, %,d parameters (%s, %s confidence)%n%,d tokens, %s, KV %s/%s, %s on %s, %s, ubatch %d%n"
                .formatted(
                        facts.name(),
                        facts.family(),
                        footprint.model().parameters(),
                        facts.origin().word(),
                        facts.confidence().word(),
                        settings.context(),
                        settings.quant(),
                        settings.kvK(),
                        settings.kvV(),
                        settings.runtime(),
                        settings.backend(),
                        settings.slots() == 1 ? "1 slot" : settings.slots() + " slots",
                        settings.ubatch())
                .replace(System.lineSeparator(), "\n");
    }

    static String totals(Footprint footprint) {
        var peak = footprint.peak();
        var line =
                "anonymous %s, hot %s, warm %s, transient %s; resident after a request %s MiB"
                        .formatted(
                                Bytes.mib(footprint.total(Residence.ANONYMOUS)),
                                Bytes.mib(footprint.total(Residence.HOT)),
                                Bytes.mib(footprint.total(Residence.WARM)),
                                Bytes.mib(footprint.total(Residence.TRANSIENT)),
                                Bytes.mib(peak.expected()));
        return peak.exact()
                ? line + "\n"
                : line + " (%s to %s)\n".formatted(Bytes.mib(peak.low()), Bytes.mib(peak.high()));
    }

    static String text(Footprint footprint, int width, boolean exactBytes) {
        var out = new StringBuilder(head(footprint)).append('\n');
        out.append(footprint.grid(exactBytes).text(width)).append('\n').append(totals(footprint));
        for (var encoder : footprint.model().facts().encoders()) {
            if (!footprint.counts(encoder)) {
                out.append(
                        "note: %s encoder of %,d parameters (%s) is not counted: the text model runs without it\n"
                                .formatted(encoder.kind(), encoder.parameters(), encoder.source()));
            }
        }
        for (var note : footprint.allocation().notes()) {
            out.append("note: ").append(note).append('\n');
        }
        for (var note : footprint.model().facts().notes()) {
            out.append("note: ").append(note).append('\n');
        }
        return out.toString();
    }

    /// At most 12 rows and 1,000 characters: the largest components.
    static String brief(Footprint footprint, int width) {
        var out = new StringBuilder(head(footprint));
        var largest =
                footprint.components().stream()
                        .sorted((a, b) -> Long.compare(b.bytes(), a.bytes()))
                        .limit(BRIEF_ROWS)
                        .toList();
        for (var row : largest) {
            out.append(
                    "  %-32s %10s MiB  %s%n"
                            .formatted(row.name(), Bytes.mib(row.bytes()), row.residence().word()));
        }
        out.append(totals(footprint));
        out.append(
                "%d of %d rows; all: .text(%d)"
                        .formatted(largest.size(), footprint.components().size(), width));
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
