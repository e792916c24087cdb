package org.dhurandhar.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.script.Frames;
import org.dhurandhar.script.Source;

/// Says why and where a cell failed.
final class Failures {
    private static final int MOST_FRAMES = 20;
    private static final int MOST_CAUSES = 8;
    private static final int LONGEST = 4000;

    /// The classes that jshell puts a notebook's own names into.
    private static final Pattern WRAPPERS = Pattern.compile("REPL\\.\\$JShell\\$[0-9A-Z_]+[.$]");

    /// The texts of the cells so far by their names, for code of theirs that fails later.
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    void remember(Cell cell) {
        texts.put(cell.name(), cell.text());
    }

    /// What the compiler says of a snippet.
    ///
    /// @param start where in the source the snippet begins
    Outcome.Failed rejected(Cell cell, Source source, int start, List<Diag> problems) {
        var traceback = new ArrayList<String>();
        int firstLine = 0;
        var firstMessage = "this is not Java that can be run";
        int last = Math.max(0, source.text().stripTrailing().length() - 1);
        for (var problem : problems) {
            int at = (int) Math.min(start + Math.max(0, problem.getPosition()), last);
            int line = source.line(at);
            var message = new ArrayList<>(message(problem));
            if (traceback.isEmpty()) {
                firstLine = line;
                firstMessage = message.getFirst();
            }
            traceback.add(Ink.NAME.on("CompileError") + ": " + message.getFirst());
            message.subList(1, message.size()).forEach(m -> traceback.add("  " + m));
            traceback.add(place(cell.name(), line));
            traceback.addAll(Lines.around(cell.text(), line, at - source.lineStart(at)));
        }
        if (problems.isEmpty()) {
            firstLine = source.line(Math.min(start, last));
            traceback.add(Ink.NAME.on("CompileError") + ": " + firstMessage);
            traceback.add(place(cell.name(), firstLine));
            traceback.addAll(Lines.around(cell.text(), firstLine));
        }
        return new Outcome.Failed("CompileError", firstMessage, traceback, firstLine);
    }

    private static List<String> message(Diag problem) {
        return WRAPPERS.matcher(problem.getMessage(Locale.ROOT))
                .replaceAll("")
                .lines()
                .filter(line -> !line.strip().equals("location: class"))
                .toList();
    }

    /// A call of something that needs what nothing declares.
    ///
    /// @param needed such as `method later()`
    Outcome.Failed unresolved(
            Cell cell, DeclarationSnippet snippet, List<String> needed, int line) {
        var names = needed.isEmpty() ? "something" : String.join(" and ", needed);
        var message = "%s needs %s, which nothing declares".formatted(snippet.name(), names);
        var traceback = new ArrayList<String>();
        traceback.add(Ink.NAME.on("UnresolvedReference") + ": " + message);
        traceback.add(place(cell.name(), line));
        traceback.addAll(Lines.around(cell.text(), line));
        return new Outcome.Failed("UnresolvedReference", message, traceback, line);
    }

    /// The user stopped the cell.
    Outcome.Failed stopped(Cell cell, Throwable thrown, int otherwise) {
        int line = line(cell, thrown, otherwise);
        var message = "the cell was stopped" + (line > 0 ? " in line " + line : "");
        if (thrown instanceof Worker.LeftBehind) {
            message += "; its " + thrown.getMessage();
        }
        return new Outcome.Failed(
                "Interrupted", message, List.of(Ink.NAME.on("Interrupted") + ": " + message), line);
    }

    /// The cell ends the process.
    Outcome.Failed exit(Cell cell, Exit exit) {
        int line = line(cell, exit, 0);
        var traceback = new ArrayList<String>();
        traceback.add(head(exit));
        if (line > 0) {
            traceback.add(place(cell.name(), line));
            traceback.addAll(Lines.around(cell.text(), line));
        }
        return new Outcome.Failed(name(exit), message(exit), traceback, line);
    }

    /// An exception that nothing caught.
    ///
    /// @param otherwise the line of the cell that is named where its frames name none
    Outcome.Failed thrown(Cell cell, Throwable thrown, int otherwise) {
        if (thrown instanceof CellException inner) {
            return inner.failed();
        }
        int line = line(cell, thrown, otherwise);
        if (thrown instanceof DhurandharException ours) {
            return ours(cell, ours, line);
        }
        var message = message(thrown);
        var traceback = new ArrayList<String>();
        traceback.add(head(thrown));
        addTrace(cell, thrown, line, traceback);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        var cause = thrown.getCause();
        while (cause != null && seen.add(cause) && seen.size() <= MOST_CAUSES) {
            traceback.add("caused by " + head(cause));
            addTrace(cell, cause, 0, traceback);
            cause = cause.getCause();
        }
        return new Outcome.Failed(name(thrown), message, traceback, line);
    }

    /// One of our own messages, in colour; its reader needs no stack.
    private Outcome.Failed ours(Cell cell, DhurandharException thrown, int line) {
        var traceback = new ArrayList<String>();
        for (var text : String.valueOf(thrown.getMessage()).split("\n", -1)) {
            int colon = text.indexOf(':');
            var ink = traceback.isEmpty() ? Ink.NAME : Ink.STRONG;
            traceback.add(
                    colon < 0 ? text : ink.on(text.substring(0, colon)) + text.substring(colon));
        }
        if (line > 0 && cell.text().strip().lines().count() > 1) {
            traceback.add(place(cell.name(), line));
            traceback.addAll(Lines.around(cell.text(), line));
        }
        return new Outcome.Failed(thrown.kind(), thrown.what(), traceback, line);
    }

    private static String head(Throwable thrown) {
        var message = message(thrown);
        return Ink.NAME.on(name(thrown)) + (message.isEmpty() ? "" : ": " + message);
    }

    /// The name as its author wrote it, without package and outer classes of jshell's.
    private static String name(Throwable thrown) {
        var simple = thrown.getClass().getSimpleName();
        return simple.isEmpty() ? thrown.getClass().getSuperclass().getSimpleName() : simple;
    }

    private static String message(Throwable thrown) {
        String message;
        try {
            message = thrown.getLocalizedMessage();
        } catch (RuntimeException e) {
            message = "(its message cannot be read: " + e.getClass().getSimpleName() + ")";
        }
        if (message == null) {
            return "";
        }
        message = WRAPPERS.matcher(message).replaceAll("");
        return message.length() <= LONGEST
                ? message
                : message.substring(0, LONGEST) + "… (" + message.length() + " characters in all)";
    }

    /// The innermost line of the cell that an exception passed through.
    private static int line(Cell cell, Throwable thrown, int otherwise) {
        for (var frame : thrown.getStackTrace()) {
            if (Frames.isScript(frame)
                    && cell.name().equals(frame.getFileName())
                    && frame.getLineNumber() > 0) {
                return frame.getLineNumber();
            }
        }
        return otherwise;
    }

    /// The lines around where it was thrown in the notebook, then how it came there.
    private void addTrace(Cell cell, Throwable thrown, int otherwise, List<String> out) {
        var frames = Frames.of(thrown).elements();
        var innermost = frames.stream().filter(Frames::isScript).findFirst();
        var name = innermost.map(f -> String.valueOf(f.getFileName())).orElse(cell.name());
        int line = innermost.map(StackTraceElement::getLineNumber).orElse(otherwise);
        var text = name.equals(cell.name()) ? cell.text() : texts.get(name);
        // A cause often comes from the line that was shown.
        if (text != null && line > 0 && !out.contains(place(name, line))) {
            out.add(place(name, line));
            out.addAll(Lines.around(text, line));
        }
        addFrames(frames, out);
    }

    private static void addFrames(List<StackTraceElement> frames, List<String> out) {
        var lines = new ArrayList<String>();
        int times = 1;
        for (int i = 0; i < frames.size(); i++) {
            if (i + 1 < frames.size() && frames.get(i).equals(frames.get(i + 1))) {
                times++;
                continue;
            }
            if (matters(frames, i)) {
                var frame = frame(frames.get(i));
                lines.add("at " + frame + (times == 1 ? "" : ", " + times + " times"));
            }
            times = 1;
        }
        // The only frame is the line that was shown.
        if (frames.size() == 1 && Frames.isScript(frames.getFirst())) {
            return;
        }
        int shown = Math.min(lines.size(), MOST_FRAMES);
        lines.subList(0, shown).forEach(l -> out.add(Ink.DIM.on("  " + l)));
        if (shown < lines.size()) {
            out.add(Ink.DIM.on("  ... " + (lines.size() - shown) + " more"));
        }
    }

    /// The notebook's frames, where it was thrown, and what of a library the notebook called.
    private static boolean matters(List<StackTraceElement> frames, int i) {
        return i == 0
                || Frames.isScript(frames.get(i))
                || (i + 1 < frames.size() && Frames.isScript(frames.get(i + 1)));
    }

    private static String frame(StackTraceElement frame) {
        return Frames.isScript(frame)
                ? Frames.line(frame)
                : "%s.%s(%s)"
                        .formatted(frame.getClassName(), frame.getMethodName(), sourceLine(frame));
    }

    private static String sourceLine(StackTraceElement frame) {
        if (frame.isNativeMethod()) {
            return "native";
        }
        return frame.getLineNumber() < 0
                ? String.valueOf(frame.getFileName())
                : frame.getFileName() + ":" + frame.getLineNumber();
    }

    private static String place(String cell, int line) {
        return Ink.DIM.on(cell + ", line " + line);
    }
}
