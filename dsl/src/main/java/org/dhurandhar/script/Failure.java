package org.dhurandhar.script;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dhurandhar.DhurandharException;

/// Says why and where a script failed.
final class Failure {
    private static final int MOST_FRAMES = 24;

    private final PrintStream err;

    Failure(PrintStream err) {
        this.err = err;
    }

    /// What the compiler says of a snippet: message, place, line and caret.
    void rejected(Piece piece, Snippet snippet, JShell shell) {
        var problems = shell.diagnostics(snippet).filter(Diag::isError).toList();
        int inside = Math.max(0, piece.code().indexOf(snippet.source()));
        for (var problem : problems) {
            var source = piece.source();
            int last = Math.max(0, source.text().stripTrailing().length() - 1);
            long at = piece.start() + inside + Math.max(0, problem.getPosition());
            int offset = (int) Math.min(at, last);
            var message = problem.getMessage(Locale.ROOT).lines().toList();
            err.println(source.name() + ":" + source.line(offset) + ": error: " + message.getFirst());
            err.println(source.lineAt(offset));
            err.println(caret(source, offset));
            message.stream().skip(1).forEach(err::println);
        }
    }

    /// Blanks up to a place in its line, then a caret.
    private static String caret(Source source, int offset) {
        var before = source.text().substring(source.lineStart(offset), offset);
        var out = new StringBuilder();
        for (int i = 0; i < before.length(); i++) {
            out.append(before.charAt(i) == '\t' ? '\t' : ' ');
        }
        return out.append('^').toString();
    }

    /// One of our own messages about a line of the script.
    void message(DhurandharException e, Piece piece) {
        err.println(e.getMessage());
        err.println("  at:     " + piece.source().name() + ":" + piece.line());
    }

    /// An exception that nothing caught: its place, class and message, then the frames down to the
    /// script's first.
    void thrown(Throwable thrown, Piece piece) {
        var frames = Frames.of(thrown);
        var places = frames.places();
        if (thrown instanceof DhurandharException) {
            err.println(thrown.getMessage());
            err.println("  at:     " + String.join(", from ", places));
            return;
        }
        err.println((places.isEmpty() ? piece.source().name() + ":" + piece.line() : places.getFirst()) + ": " + thrown);
        trace(frames);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        for (var cause = thrown.getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
            err.println("caused by: " + cause);
            trace(Frames.of(cause));
        }
    }

    private void trace(Frames frames) {
        var lines = frames.lines();
        for (var line : lines.subList(0, Math.min(lines.size(), MOST_FRAMES))) {
            err.println("    at " + line);
        }
        if (lines.size() > MOST_FRAMES) {
            err.println("    ... " + (lines.size() - MOST_FRAMES) + " more");
        }
    }
}
