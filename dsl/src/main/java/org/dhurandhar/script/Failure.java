package org.dhurandhar.script;

import java.io.PrintStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import org.dhurandhar.DhurandharException;

/// Says why and where a script failed.
final class Failure {
    private static final int MOST_FRAMES = 24;
    private static final Pattern WRAPPERS = Pattern.compile("REPL\\.\\$JShell\\$[0-9A-Z_]+[.$]");

    private final PrintStream err;

    Failure(PrintStream err) {
        this.err = err;
    }

    /// What the compiler says of a snippet: message, place, line and caret.
    void rejected(Piece piece, Snippet snippet, List<Diag> problems) {
        int start = piece.start() + Math.max(0, piece.code().indexOf(snippet.source()));
        for (var problem : problems) {
            long at = start + Math.max(0, problem.getPosition());
            error(piece.source(), at, problem.getMessage(Locale.ROOT).lines().toList());
        }
        if (problems.isEmpty()) {
            error(piece.source(), piece.start(), List.of("not a snippet that can be run"));
        }
    }

    /// What a declaration needs and nothing declares.
    void unresolved(Piece piece, DeclarationSnippet snippet, List<String> needed) {
        for (var name : needed) {
            var word =
                    Pattern.compile("\\b" + Pattern.quote(simple(name)) + "\\b")
                            .matcher(piece.code());
            error(
                    piece.source(),
                    piece.start() + (word.find() ? word.start() : 0),
                    List.of(snippet.name() + " needs " + name + ", which nothing declares"));
        }
    }

    /// `area` of `method area(int)`.
    private static String simple(String needed) {
        var name = needed.substring(needed.indexOf(' ') + 1);
        return name.indexOf('(') < 0 ? name : name.substring(0, name.indexOf('('));
    }

    private void error(Source source, long position, List<String> message) {
        int last = Math.max(0, source.text().stripTrailing().length() - 1);
        int offset = (int) Math.min(position, last);
        err.println(source.name() + ":" + source.line(offset) + ": error: " + message.getFirst());
        err.println(source.lineAt(offset));
        err.println(caret(source, offset));
        for (var line : message.subList(1, message.size())) {
            if (!line.strip().equals("location: class")) {
                err.println(line);
            }
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
        report(thrown, piece.source().name() + ":" + piece.line());
    }

    /// An exception that ended another thread of the script.
    void thrownIn(Thread thread, Throwable thrown) {
        report(thrown, "thread " + thread.getName());
    }

    private void report(Throwable thrown, String otherwise) {
        var frames = Frames.of(thrown);
        var places = frames.places();
        if (thrown instanceof DhurandharException) {
            var trail = places.isEmpty() ? otherwise : String.join(", from ", places);
            err.println(thrown.getMessage() + "\n  at:     " + trail);
            return;
        }
        err.println((places.isEmpty() ? otherwise : places.getFirst()) + ": " + text(thrown));
        trace(frames);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        var cause = thrown.getCause();
        while (cause != null && seen.add(cause)) {
            err.println("caused by: " + text(cause));
            trace(Frames.of(cause));
            cause = cause.getCause();
        }
    }

    /// Class and message, without the classes that jshell puts the script's own names into.
    private static String text(Throwable thrown) {
        return WRAPPERS.matcher(thrown.toString()).replaceAll("");
    }

    private void trace(Frames frames) {
        var lines = frames.lines();
        int shown = Math.min(lines.size(), MOST_FRAMES);
        for (var line : lines.subList(0, shown)) {
            err.println("    at " + line);
        }
        if (shown < lines.size()) {
            err.println("    ... " + (lines.size() - shown) + " more");
        }
    }
}
