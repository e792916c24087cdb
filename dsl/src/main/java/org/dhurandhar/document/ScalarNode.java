package org.dhurandhar.document;

/// A single value with its text as written.
public record ScalarNode(Place place, Kind kind, String text) implements Node {
    /// What the document's syntax says it is.
    public enum Kind {
        TEXT,
        INTEGER,
        REAL,
        BOOLEAN,
        NULL
    }

    /// Whether the value is `null` (or an empty YAML value).
    public boolean isNull() {
        return kind == Kind.NULL;
    }

    @Override
    public String describe() {
        return kind == Kind.TEXT ? "\"" + text + "\"" : text;
    }
}
