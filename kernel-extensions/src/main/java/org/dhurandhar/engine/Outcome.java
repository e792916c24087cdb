package org.dhurandhar.engine;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/// How a cell ended.
public sealed interface Outcome {
    /// It ran to its end.
    ///
    /// @param result what its last expression shows, or null
    record Done(@Nullable DisplayData result) implements Outcome {}

    /// It did not compile, threw, or was interrupted.
    ///
    /// @param name simple name of the exception, such as `ArithmeticException`; `CompileError`,
    ///   `Interrupted`
    /// @param message one line
    /// @param traceback lines with ANSI colours, as Jupyter shows them
    /// @param line of the cell, from 1; 0 where none is known
    record Failed(String name, String message, List<String> traceback, int line)
            implements Outcome {
        public Failed {
            traceback = List.copyOf(traceback);
        }
    }
}
