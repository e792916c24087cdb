package org.dhurandhar.script;

/// A part of a script that is evaluated at once.
///
/// @param start its offset in the source
/// @param code what is evaluated: the text from there on, perhaps with a semicolon more
public record Piece(Source source, int start, String code, Kind kind) {
    /// What a piece is.
    public enum Kind {
        /// A statement, expression, declaration or import.
        SNIPPET,
        /// Text that is no whole snippet, so it is an error.
        BROKEN,
        /// A line such as `/exit`.
        COMMAND
    }

    /// The line it begins in.
    public int line() {
        return source.line(start);
    }
}
