package org.dhurandhar.assist;

import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/// Says what may stand at a cursor in a cell.
public final class Completer {
    private final SourceCodeAnalysis analysis;
    private final MagicWords magics;

    /// @param shell whose snippets the code may use; not closed here
    /// @param classPath all that the shell's snippets may use, as of now
    public Completer(JShell shell, MagicWords magics, Supplier<String> classPath) {
        this.analysis = shell.sourceCodeAnalysis();
        this.magics = magics;
    }

    /// What may stand at an offset in a cell, in UTF-16 units.
    public Completions complete(String code, int at) {
        var anchor = new int[1];
        var items =
                analysis.completionSuggestions(code, at, anchor).stream()
                        .map(s -> new Item(s.continuation(), "", ""))
                        .distinct()
                        .toList();
        return new Completions(items, anchor[0], at);
    }
}
