package org.dhurandhar.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.script.Brackets;
import org.dhurandhar.script.LineNumbers;
import org.dhurandhar.script.Piece;
import org.dhurandhar.script.Source;
import org.dhurandhar.script.Splitter;
import org.jspecify.annotations.Nullable;

/// Evaluates Java, snippet by snippet.
final class Evaluator {
    /// What begins with these is compiled as it stands: a `switch` may be a statement as well.
    private static final Pattern NO_EXPRESSION =
            Pattern.compile(
                    "(switch|import|class|interface|record|enum|var|for|while|do|if|try|throw"
                            + "|public|private|protected|static|final|abstract|void)\\b|[{@]");

    /// What javac says of a value of a method that returns none, among others.
    private static final String WRONG_TYPE = "compiler.err.prob.found.req";

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Control control;
    private final Failures failures;
    private final Map<Snippet, Piece> pieces = new HashMap<>();
    private @Nullable Piece current;
    private int expressions;

    Evaluator(JShell shell, Control control, Failures failures) {
        this.shell = shell;
        this.analysis = shell.sourceCodeAnalysis();
        this.control = control;
        this.failures = failures;
        control.setLineNumbers(new LineNumbers(shell, this::piece));
    }

    private Piece piece(Snippet snippet) {
        return Objects.requireNonNull(pieces.getOrDefault(snippet, current));
    }

    /// What code came to.
    ///
    /// @param value of its last expression, or null
    /// @param quiet whether that ends with a semicolon, so it is not to be shown
    record Value(@Nullable Object value, boolean quiet) {
        static final Value NONE = new Value(null, true);
    }

    /// Evaluates code of a cell.
    ///
    /// @param line of the cell that it begins in
    /// @throws CellException where it fails
    Value evaluate(Cell cell, String code, int line) {
        var source = new Source(cell.name(), "\n".repeat(line - 1) + code);
        var split = Splitter.split(analysis, source);
        for (var piece : split) {
            check(cell, piece);
        }
        var value = Value.NONE;
        for (var piece : split) {
            value = evaluate(cell, piece);
        }
        return value;
    }

    /// Finds what is no Java before anything is run.
    private void check(Cell cell, Piece piece) {
        if (piece.kind() == Piece.Kind.COMMAND) {
            throw new CellException(
                    failures.thrown(
                            cell,
                            DhurandharException.because(
                                            "BadCommand",
                                            "a cell cannot say \"" + piece.code() + "\"")
                                    .expected("Java, or a magic such as %help")
                                    .fix("%help"),
                            piece.line()));
        }
        if (piece.kind() == Piece.Kind.BROKEN
                && analysis.sourceToSnippets(piece.code()).stream()
                        .allMatch(s -> s.kind() == Snippet.Kind.ERRONEOUS)) {
            evaluate(cell, piece);
        }
    }

    private Value evaluate(Cell cell, Piece piece) {
        if (cell.isStopped()) {
            throw new CellException(failures.stopped(cell, new Throwable(), piece.line()));
        }
        var value = expression(cell, piece);
        if (value != null) {
            return value;
        }
        return value(piece, checked(cell, piece, eval(cell, piece, piece.code(), null)));
    }

    /// Evaluates a piece as an [Expression]; null where it is none that compiles, and nothing has
    /// run then.
    private @Nullable Value expression(Cell cell, Piece piece) {
        if (piece.kind() != Piece.Kind.SNIPPET || NO_EXPRESSION.matcher(piece.code()).lookingAt()) {
            return null;
        }
        var bare = Expression.bare(piece);
        var name = Expression.name(++expressions);
        var events = eval(cell, bare, Expression.valued(name, bare.code()), name);
        boolean valued = !isRejected(events);
        if (!valued) {
            var problems = shell.diagnostics(events.getFirst().snippet());
            if (problems.noneMatch(p -> p.getCode().equals(WRONG_TYPE))) {
                return null;
            }
            name = Expression.name(++expressions);
            events = eval(cell, bare, Expression.called(name, bare.code()), name);
            if (isRejected(events)) {
                return null;
            }
        }
        // Every later snippet would import the variable.
        shell.drop(events.getFirst().snippet());
        pieces.remove(events.getFirst().snippet());
        checked(cell, piece, events);
        return valued ? new Value(control.value(), isStatement(piece)) : Value.NONE;
    }

    private static boolean isRejected(List<SnippetEvent> events) {
        return events.getFirst().status() == Snippet.Status.REJECTED;
    }

    /// @param code the piece's own, or that of an [Expression]
    /// @param name of the variable of an [Expression], or null
    private List<SnippetEvent> eval(Cell cell, Piece piece, String code, @Nullable String name) {
        var outer = current;
        current = piece;
        try {
            control.begin(cell, name);
            var events = shell.eval(code);
            for (var event : events) {
                if (event.causeSnippet() == null && event.status() != Snippet.Status.REJECTED) {
                    pieces.put(event.snippet(), piece);
                }
            }
            control.loadPending();
            return events;
        } catch (ClassInstallException e) {
            throw new CellException(failures.thrown(cell, e, piece.line()));
        } finally {
            current = outer;
        }
    }

    private List<SnippetEvent> checked(Cell cell, Piece piece, List<SnippetEvent> events) {
        for (var event : events) {
            fail(cell, piece, event);
        }
        return events;
    }

    private void fail(Cell cell, Piece piece, SnippetEvent event) {
        if (event.causeSnippet() != null) {
            return;
        }
        if (event.status() == Snippet.Status.REJECTED) {
            var problems = shell.diagnostics(event.snippet()).filter(Diag::isError).toList();
            int start = piece.start() + Math.max(0, piece.code().indexOf(event.snippet().source()));
            throw new CellException(failures.rejected(cell, piece.source(), start, problems));
        }
        var thrown = control.thrown();
        if (thrown != null && (cell.isStopped() || thrown instanceof Stopped)) {
            throw new CellException(failures.stopped(cell, thrown, piece.line()));
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            var snippet = unresolved.getSnippet();
            throw new CellException(
                    failures.unresolved(
                            cell,
                            snippet,
                            shell.unresolvedDependencies(snippet).toList(),
                            piece.line()));
        }
        if (thrown != null) {
            throw new CellException(failures.thrown(cell, thrown, piece.line()));
        }
    }

    private Value value(Piece piece, List<SnippetEvent> events) {
        for (var event : events) {
            var snippet = event.snippet();
            if (event.causeSnippet() != null) {
                continue;
            }
            if (snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
                // jshell keeps it as $1, and every later snippet would import it.
                shell.drop(snippet);
                pieces.remove(snippet);
                return new Value(control.value(), isStatement(piece));
            }
            if (snippet.kind() == Snippet.Kind.EXPRESSION) {
                return new Value(control.value(), isStatement(piece));
            }
        }
        return Value.NONE;
    }

    /// Whether the cell itself ends an expression with a semicolon.
    private static boolean isStatement(Piece piece) {
        var code = piece.code().stripTrailing();
        int end = code.lastIndexOf(';');
        return end >= 0
                && Brackets.skipBlank(code, end + 1) == code.length()
                && piece.source().text().startsWith(code, piece.start());
    }

    /// What was declared since and needs something that nothing declares.
    List<String> unresolved(Cell cell) {
        var out = new ArrayList<String>();
        for (var entry : pieces.entrySet()) {
            if (entry.getValue().source().name().equals(cell.name())
                    && entry.getKey() instanceof DeclarationSnippet declared) {
                var status = shell.status(declared);
                if (status == Snippet.Status.RECOVERABLE_DEFINED
                        || status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                    var needed = shell.unresolvedDependencies(declared).toList();
                    out.add(
                            "%s cannot be used until %s is declared"
                                    .formatted(declared.name(), String.join(" and ", needed)));
                }
            }
        }
        return out;
    }
}
