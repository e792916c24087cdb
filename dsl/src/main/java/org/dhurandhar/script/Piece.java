package org.dhurandhar.script;

/// A part of a script that is evaluated at once.
///
/// @param start its offset in the source
/// @param code what is evaluated: the text from there on, perhaps with a semicolon more
record Piece(Source source, int start, String code, Kind kind) {
    /// What a piece is.
    enum Kind {
        /// A statement, expression, declaration or import.
        SNIPPET,
        /// Text that is no whole snippet, so it is an error.
        BROKEN,
        /// A line such as `/exit`.
        COMMAND
    }

    int line() {
        return source.line(start);
    }
}
