package org.dhurandhar.engine;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.assist.Completer;
import org.dhurandhar.assist.Inspector;

/// The shell of a session and what works on it: all that takes its time to start.
record Java(
        JShell shell,
        Evaluator evaluator,
        Completer completer,
        Inspector inspector,
        Completeness completeness)
        implements AutoCloseable {
    private static final String CELLS = "import static " + Cells.class.getName() + ".*;";

    /// @param indexing what jshell's index of packages waits for
    /// @param values a variable's value as short text
    static Java start(
            Settings settings,
            SnippetLoader loader,
            Worker worker,
            Failures failures,
            ClassFiles.Gate indexing,
            Supplier<List<Path>> classPath,
            Function<VarSnippet, String> values) {
        var control = new Control(loader, worker);
        var shell =
                JShell.builder()
                        .executionEngine(control.provider(), Map.of())
                        .fileManager(files -> ClassFiles.of(files, indexing))
                        .compilerOptions(settings.compilerOptions().toArray(String[]::new))
                        .build();
        var evaluator = new Evaluator(shell, control, failures);
        if (!settings.imports().contains(CELLS)) {
            imported(shell, CELLS);
        }
        for (var text : settings.imports()) {
            imported(shell, text);
        }
        Supplier<String> joined = () -> joined(classPath.get());
        return new Java(
                shell,
                evaluator,
                new Completer(shell, settings.magics(), joined),
                new Inspector(shell, settings.magics(), values, joined, classPath.get()),
                new Completeness(shell.sourceCodeAnalysis()));
    }

    static String joined(List<Path> classPath) {
        return classPath.stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void imported(JShell shell, String text) {
        for (var event : shell.eval(text)) {
            if (event.status() == Snippet.Status.REJECTED) {
                var why = shell.diagnostics(event.snippet()).map(d -> d.getMessage(Locale.ROOT));
                throw DhurandharException.because(
                                "BadImport", "\"" + text + "\" cannot be imported: " + why.toList())
                        .expected("imports of what is on the class path")
                        .fix("leave it out of the settings");
            }
        }
    }

    @Override
    public void close() {
        completeness.close();
        shell.close();
    }
}
