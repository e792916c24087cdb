package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Grid;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Residence;

/// A footprint as text.
final class FootprintText {
    private static final int BRIEF_ROWS = 6;

    private FootprintText() {}

    static String head(Footprint footprint, int width) {
        var out = new StringBuilder();
        for (var line : heads(footprint)) {
            out.append(wrapped(line, width));
        }
        return out.toString();
    }

    /// The model and how it is run.
    private static List<String> heads(Footprint footprint) {
        var facts = footprint.model().facts();
        var settings = footprint.allocation().settings();
        var quant = settings.quant().equals("file") ? "the file's own types" : settings.quant();
        var model =
                "%s  %s, %,d parameters (%s, %s confidence)"
                        .formatted(
                                facts.name(),
                                facts.family(),
                                footprint.model().parameters(),
                                facts.origin().word(),
                                facts.confidence().word());
        var run =
                "%,d tokens, %s, KV %s/%s, %s on %s, %s, ubatch %d"
                        .formatted(
                                settings.context(),
                                quant,
                                settings.kvK(),
                                settings.kvV(),
                                settings.runtime(),
                                settings.backend(),
                                slots(settings),
                                settings.ubatch());
        return List.of(model, run);
    }

    private static String slots(Allocation.Settings settings) {
        int slots = settings.slots();
        if (slots == 1) {
            return "1 slot";
        }
        return "true".equals(settings.options().get("unified"))
                ? slots + " slots that share them"
                : "%d slots of %,d tokens".formatted(slots, settings.context() / slots);
    }

    /// Every option of the runtime, or nothing where it has none.
    private static List<String> options(Footprint footprint) {
        var parts = new ArrayList<String>();
        footprint
                .allocation()
                .settings()
                .options()
                .forEach((name, value) -> parts.add(name + "=" + value));
        return parts.isEmpty() ? List.of() : List.of("set: " + String.join(" ", parts));
    }

    static String totals(Footprint footprint, boolean exactBytes) {
        var peak = footprint.peak();
        var unit = exactBytes ? "bytes" : "MiB";
        var line =
                "anonymous %s, hot %s, warm %s, transient %s%s; resident after a request %s %s"
                        .formatted(
                                amount(footprint.total(Residence.ANONYMOUS), exactBytes),
                                amount(footprint.total(Residence.HOT), exactBytes),
                                amount(footprint.total(Residence.WARM), exactBytes),
                                amount(footprint.total(Residence.TRANSIENT), exactBytes),
                                gpu(footprint, exactBytes),
                                amount(peak.expected(), exactBytes),
                                unit);
        return peak.exact()
                ? line
                : line
                        + " (%s to %s)"
                                .formatted(
                                        amount(peak.low(), exactBytes),
                                        amount(peak.high(), exactBytes));
    }

    private static String gpu(Footprint footprint, boolean exactBytes) {
        long gpu = footprint.total(Residence.GPU);
        return gpu == 0 ? "" : ", gpu " + amount(gpu, exactBytes);
    }

    private static String amount(long bytes, boolean exactBytes) {
        return exactBytes ? Bytes.exact(bytes) : Bytes.mib(bytes);
    }

    private static String wrapped(String line, int width) {
        return String.join("\n", Grid.wrap(line, width <= 0 ? Integer.MAX_VALUE : width)) + "\n";
    }

    /// The lines between a title and the tables.
    static List<String> summary(Footprint footprint) {
        var lines = new ArrayList<>(heads(footprint));
        lines.addAll(options(footprint));
        lines.add(totals(footprint, false));
        return lines;
    }

    static String text(Footprint footprint, int width, boolean exactBytes) {
        var out = new StringBuilder(head(footprint, width));
        for (var line : options(footprint)) {
            out.append(wrapped(line, width));
        }
        out.append('\n');
        out.append((exactBytes ? footprint.grid().exact() : footprint.grid()).text(width))
                .append('\n');
        out.append(wrapped(totals(footprint, exactBytes), width));
        for (var note : notes(footprint)) {
            out.append(wrapped("note: " + note, width));
        }
        return out.toString();
    }

    /// What a reader must know beside the figures.
    static List<String> notes(Footprint footprint) {
        var notes = new ArrayList<String>();
        for (var encoder : footprint.model().facts().encoders()) {
            if (!footprint.counts(encoder)) {
                boolean separate = footprint.allocation().encoders() != null;
                notes.add(
                        "%s encoder of %,d parameters (%s) %s"
                                .formatted(
                                        encoder.kind().word(),
                                        encoder.parameters(),
                                        encoder.source(),
                                        separate
                                                ? "is not counted: the text model runs without it"
                                                : "has no row of its own in this runtime"));
            }
        }
        notes.addAll(footprint.allocation().notes());
        notes.addAll(footprint.model().facts().notes());
        return notes;
    }

    /// At most 12 rows and 1,000 characters: the largest components.
    static String brief(Footprint footprint, int width) {
        var out = new StringBuilder(head(footprint, 0));
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
        out.append(totals(footprint, false)).append('\n');
        out.append(
                "%d of %d rows; all: .text(%d)"
                        .formatted(largest.size(), footprint.components().size(), width));
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
