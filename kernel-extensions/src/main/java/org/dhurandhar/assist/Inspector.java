package org.dhurandhar.assist;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/// Says what stands at a cursor in a cell: a variable's type and value, a method's signatures, and
/// what their authors wrote about them.
public final class Inspector {
    /// @param shell whose snippets the code may use; not closed here
    /// @param values a variable's value as short text
    /// @param classPath all that the shell's snippets may use, as of now
    /// @param sources jars and directories of sources, for what is written about classes
    public Inspector(
            JShell shell,
            MagicWords magics,
            Function<VarSnippet, String> values,
            Supplier<String> classPath,
            List<Path> sources) {}

    /// What stands at an offset in a cell, in UTF-16 units; null where nothing is known.
    ///
    /// @param detail whether more is wanted than fits a tooltip
    public @Nullable DisplayData inspect(String code, int at, boolean detail) {
        return null;
    }
}
