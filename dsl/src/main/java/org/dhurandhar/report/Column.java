package org.dhurandhar.report;

import java.util.Locale;

/// A column of a grid: its name, what its cells hold, and how figures are shown.
///
/// @param unit of its figures, such as `tok/s`; empty where there is none
/// @param decimals shown of a number
/// @param shown what the heading says in plain text
/// @param optional whether plain text may leave it out where the terminal is too narrow
public record Column(
        String name, Kind kind, String unit, int decimals, Heading shown, boolean optional) {
    /// What the heading says in plain text, where room is short.
    public enum Heading {
        /// The name and the unit.
        FULL,
        /// The name; the unit is that of a column before.
        NAME,
        /// The unit: what it measures is plain.
        UNIT
    }

    /// What the cells of a column hold; any cell may be null where it is unknown.
    public enum Kind {
        /// A text.
        TEXT,
        /// A text that is a figure already, aligned to the right.
        FIGURE,
        /// One word of a closed set, such as a verdict.
        WORD,
        /// A `Long` count of bytes, shown in MiB.
        BYTES,
        /// A `Long` count.
        COUNT,
        /// A `Double`.
        NUMBER,
        /// A `Span`.
        SPAN
    }

    /// A column of texts.
    public static Column text(String name) {
        return new Column(name, Kind.TEXT, "", 0, Heading.NAME, false);
    }

    /// A column of words of a closed set, such as verdicts.
    public static Column word(String name) {
        return new Column(name, Kind.WORD, "", 0, Heading.NAME, false);
    }

    /// A column of figures that are texts already.
    public static Column figure(String name) {
        return new Column(name, Kind.FIGURE, "", 0, Heading.NAME, false);
    }

    /// A column of byte counts, shown in MiB.
    public static Column bytes(String name) {
        return new Column(name, Kind.BYTES, "MiB", 0, Heading.FULL, false);
    }

    /// A column of counts.
    public static Column count(String name) {
        return new Column(name, Kind.COUNT, "", 0, Heading.NAME, false);
    }

    /// A column of numbers in a unit, or of plain ones where it is empty.
    public static Column number(String name, String unit, int decimals) {
        return new Column(name, Kind.NUMBER, unit, decimals, Heading.FULL, false);
    }

    /// A column of spans in a unit.
    public static Column span(String name, String unit) {
        return new Column(name, Kind.SPAN, unit, 0, Heading.FULL, false);
    }

    /// The same column with a heading that leaves the unit to its neighbours in plain text.
    public Column withoutUnit() {
        return new Column(name, kind, unit, decimals, Heading.NAME, optional);
    }

    /// The same column with byte counts in full instead of MiB.
    public Column exact() {
        return kind == Kind.BYTES ? new Column(name, kind, "bytes", 0, shown, optional) : this;
    }

    /// The same column with a heading in plain text that is its unit alone.
    public Column headedByUnit() {
        return new Column(name, kind, unit, decimals, Heading.UNIT, optional);
    }

    /// The same column, left out of plain text where the terminal is too narrow.
    public Column ifRoom() {
        return new Column(name, kind, unit, decimals, shown, true);
    }

    /// The heading in plain text.
    public String heading() {
        return switch (shown) {
            case FULL -> fullHeading();
            case NAME -> name;
            case UNIT -> unit.equals("bytes") ? "Bytes" : unit;
        };
    }

    /// The heading where there is room: with the unit wherever there is one.
    public String fullHeading() {
        return unit.isEmpty() ? name : name + " " + unit;
    }

    /// Whether cells are aligned to the right.
    public boolean right() {
        return kind != Kind.TEXT && kind != Kind.WORD;
    }

    /// The name in lower case with underscores, and the unit: `headroom_bytes`, `decode_tok_s`.
    public String key() {
        var key = lower(name);
        var suffix = kind == Kind.BYTES ? "bytes" : lower(unit);
        return suffix.isEmpty() || key.endsWith(suffix) ? key : key + "_" + suffix;
    }

    private static String lower(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == '_') {
            out.setLength(out.length() - 1);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
