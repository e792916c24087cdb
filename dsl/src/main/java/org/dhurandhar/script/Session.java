package org.dhurandhar.script;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// One run of a script: a jshell of its own, and the pieces evaluated so far.
final class Session implements AutoCloseable {
    private static final int DEEPEST = 50;

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Control control;
    private final Failure failure;
    private final List<String> args;
    private final Map<Snippet, Piece> pieces = new HashMap<>();
    private final Thread.@Nullable UncaughtExceptionHandler before;
    private @Nullable Piece current;
    private boolean hasArgs;
    private int depth;

    Session(List<String> args, String classPath, PrintStream err) {
        this.args = args;
        this.failure = new Failure(err);
        this.before = Thread.getDefaultUncaughtExceptionHandler();
        this.control = new Control(this::change);
        this.shell =
                JShell.builder()
                        .executionEngine(new Here(control), Map.of())
                        .compilerOptions("-classpath", classPath)
                        .build();
        this.analysis = shell.sourceCodeAnalysis();
        Thread.setDefaultUncaughtExceptionHandler(failure::thrownIn);
    }

    /// Gives jshell the control that is at hand.
    private record Here(Control control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "here";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }

    private ExecutionControl.ClassBytecodes change(ExecutionControl.ClassBytecodes compiled) {
        return new LineNumbers(shell, this::piece).ofScript(compiled);
    }

    private Piece piece(Snippet snippet) {
        return Objects.requireNonNull(pieces.getOrDefault(snippet, current));
    }

    /// Runs the imports, then the script.
    ///
    /// @return the exit code
    int run(Source imports, Source script) {
        var code = evaluateAll(Splitter.split(analysis, imports));
        if (code == null) {
            code = run(script);
        }
        return code == null ? unresolved() : code;
    }

    /// Runs a file to its end.
    ///
    /// @return the exit code, or null where the script goes on
    private @Nullable Integer run(Source source) {
        var split = Splitter.split(analysis, source);
        for (var piece : split) {
            if (piece.kind() == Piece.Kind.BROKEN && isErroneous(piece)) {
                return evaluate(piece);
            }
        }
        if (!hasArgs && source.text().contains("args")) {
            hasArgs = true;
            var declared = Literals.array("args", args);
            evaluate(new Piece(source, 0, declared, Piece.Kind.SNIPPET));
        }
        return evaluateAll(split);
    }

    /// Whether evaluating a piece would only tell what is wrong with it.
    private boolean isErroneous(Piece piece) {
        var snippets = analysis.sourceToSnippets(piece.code());
        return snippets.stream().allMatch(s -> s.kind() == Snippet.Kind.ERRONEOUS);
    }

    private @Nullable Integer evaluateAll(List<Piece> pieces) {
        for (var piece : pieces) {
            var code = piece.kind() == Piece.Kind.COMMAND ? command(piece) : evaluate(piece);
            if (code != null) {
                return code;
            }
        }
        return null;
    }

    private @Nullable Integer evaluate(Piece piece) {
        current = piece;
        var events = shell.eval(piece.code());
        for (var event : events) {
            if (event.causeSnippet() == null) {
                pieces.put(event.snippet(), piece);
            }
        }
        for (var event : events) {
            if (event.status() == Snippet.Status.REJECTED) {
                var problems = shell.diagnostics(event.snippet()).filter(Diag::isError).toList();
                failure.rejected(piece(event.snippet()), event.snippet(), problems);
                return Script.FAILED;
            }
            if (event.exception() != null) {
                thrown(event, piece);
                return Script.FAILED;
            }
        }
        return null;
    }

    private void thrown(SnippetEvent event, Piece piece) {
        var thrown = control.thrown();
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            unresolved(unresolved.getSnippet());
        } else if (thrown != null) {
            failure.thrown(thrown, piece);
        }
    }

    /// Reports what was declared and needs something that never was.
    private int unresolved() {
        int code = 0;
        for (var snippet : shell.snippets().toList()) {
            var status = shell.status(snippet);
            if (snippet instanceof DeclarationSnippet declared
                    && (status == Snippet.Status.RECOVERABLE_DEFINED
                            || status == Snippet.Status.RECOVERABLE_NOT_DEFINED)) {
                unresolved(declared);
                code = Script.FAILED;
            }
        }
        return code;
    }

    private void unresolved(DeclarationSnippet snippet) {
        failure.unresolved(piece(snippet), snippet, shell.unresolvedDependencies(snippet).toList());
    }

    private @Nullable Integer command(Piece piece) {
        var words = piece.code().split("\\s+", 2);
        var rest = words.length < 2 ? "" : words[1].strip();
        if (words[0].length() > 1 && "/exit".startsWith(words[0])) {
            return exit(rest, piece);
        }
        if (words[0].length() > 1 && "/open".startsWith(words[0]) && !rest.isEmpty()) {
            return open(rest, piece);
        }
        failure.message(
                DhurandharException.because(
                                "BadCommand", "a script cannot say \"" + piece.code() + "\"")
                        .expected("/open FILE   or   /exit [CODE]")
                        .fix("leave the line out, or use ./dhurandhar shell"),
                piece);
        return Script.FAILED;
    }

    private @Nullable Integer open(String file, Piece piece) {
        if (depth == DEEPEST) {
            failure.message(
                    DhurandharException.because("BadCommand", file + " is opened within itself")
                            .expected("files that do not open each other in a circle")
                            .fix("leave out one /open"),
                    piece);
            return Script.FAILED;
        }
        depth++;
        try {
            return run(Source.read(file, piece.source()));
        } catch (DhurandharException e) {
            failure.message(e, piece);
            return Script.FAILED;
        } finally {
            depth--;
        }
    }

    /// Ends the script with the value of an expression, 0 where there is none.
    private @Nullable Integer exit(String expression, Piece piece) {
        if (expression.isEmpty()) {
            return unresolved();
        }
        int start = piece.source().text().indexOf(expression, piece.start());
        var failed = evaluate(new Piece(piece.source(), start, expression, Piece.Kind.SNIPPET));
        if (failed != null) {
            return failed;
        }
        if (control.value() instanceof Integer code) {
            return code;
        }
        failure.message(
                DhurandharException.because("BadCommand", "/exit " + expression + " is no int")
                        .expected("/exit, or /exit with an int expression")
                        .fix("/exit 1"),
                piece);
        return Script.FAILED;
    }

    @Override
    public void close() {
        try {
            shell.close();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
