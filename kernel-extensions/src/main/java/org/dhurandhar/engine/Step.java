package org.dhurandhar.engine;

import org.jspecify.annotations.Nullable;

/// A part of a cell.
public sealed interface Step {
    /// Where it begins in the cell, lines from 1.
    int line();

    /// Java, perhaps several statements.
    record Java(String code, int line) implements Step {}

    /// A line that begins with `%`, or a cell that begins with `%%`.
    ///
    /// @param arguments what follows the name on its line, as typed
    /// @param body the rest of the cell, or null for a line magic
    record Magic(String name, String arguments, @Nullable String body, int line) implements Step {}
}
