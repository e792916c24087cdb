package org.dhurandhar.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The frames of an exception, from where it was thrown down to the script's own top level.
public record Frames(List<StackTraceElement> elements) {
    static final String PREFIX = "REPL.$JShell$";
    private static final String TOP = "do_it$";

    /// The name that jshell gives to a class without one.
    private static final Pattern ANONYMOUS =
            Pattern.compile("\\$*JShell\\$anonymous\\$\\$?\\d+\\$?");

    /// Those of an exception; all of them where it never passed through the script.
    public static Frames of(Throwable thrown) {
        var all = new ArrayList<>(List.of(thrown.getStackTrace()));
        all.removeIf(frame -> isScript(frame) && frame.getLineNumber() <= 0);
        int end = all.size();
        while (end > 0 && !isScript(all.get(end - 1))) {
            end--;
        }
        return new Frames(end == 0 ? all : all.subList(0, end));
    }

    /// Whether a frame is of the script's own code.
    public static boolean isScript(StackTraceElement frame) {
        return frame.getClassName().startsWith(PREFIX);
    }

    /// Where in the script it happened, innermost first.
    public List<String> places() {
        var places = new ArrayList<String>();
        for (var frame : elements) {
            if (isScript(frame) && frame.getLineNumber() > 0) {
                var place = place(frame);
                if (places.isEmpty() || !places.getLast().equals(place)) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    /// One line a frame, with the names that the script gave; frames that repeat take one.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        int times = 1;
        for (int i = 0; i < elements.size(); i++) {
            if (i + 1 < elements.size() && elements.get(i).equals(elements.get(i + 1))) {
                times++;
            } else {
                lines.add(line(elements.get(i)) + (times == 1 ? "" : ", " + times + " times"));
                times = 1;
            }
        }
        return lines;
    }

    /// A frame with the names that the script gave.
    public static String line(StackTraceElement frame) {
        if (!isScript(frame)) {
            return frame.toString();
        }
        var name = name(frame);
        return name.isEmpty() ? place(frame) : name + " (" + place(frame) + ")";
    }

    private static String place(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber();
    }

    /// `Sums.add` or `add`; empty for the top level.
    private static String name(StackTraceElement frame) {
        int member = frame.getClassName().indexOf('$', PREFIX.length());
        var type =
                member < 0
                        ? ""
                        : ANONYMOUS
                                .matcher(frame.getClassName().substring(member + 1))
                                .replaceAll("")
                                .replace('$', '.');
        var method = frame.getMethodName();
        if (method.startsWith("lambda$")) {
            method = method.substring("lambda$".length(), method.lastIndexOf('$'));
        }
        if (method.startsWith(TOP)) {
            return type;
        }
        return type.isEmpty() ? method : type + "." + method;
    }
}
