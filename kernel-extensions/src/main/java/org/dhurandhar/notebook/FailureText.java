package org.dhurandhar.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the command line says of a cell that failed: which, where, why, and what is written.
final class FailureText {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final int AROUND = 2;
    private static final int MOST_FRAMES = 12;

    private FailureText() {}

    /// @param name of the notebook
    /// @param written what tells where the notebook went
    static String of(CellFailure failure, String name, String written, boolean colours) {
        var failed = failure.outcome();
        var lines = new ArrayList<String>();
        lines.add(
                "CellFailed: %s, cell %d of %d (In [%d]%s)"
                        .formatted(
                                name,
                                failure.number(),
                                failure.of(),
                                failure.count(),
                                failed.line() > 0 ? ", line " + failed.line() : ""));
        var traceback = String.join("\n", failed.traceback());
        if (traceback.isBlank()) {
            traceback = failed.name() + ": " + failed.message();
        }
        if (!shows(plain(traceback), failure.source(), failed.line())) {
            source(failure.source(), failed.line(), lines);
        }
        traceback(traceback.lines().toList(), colours, lines);
        lines.add("  written: " + written);
        return String.join("\n", lines) + "\n";
    }

    /// Whether a traceback has the line of the cell.
    private static boolean shows(String traceback, String source, int line) {
        return line > 0
                && source.lines().skip(line - 1L).findFirst().map(String::strip).stream()
                        .anyMatch(traceback::contains);
    }

    private static void source(String source, int line, List<String> lines) {
        var all = source.lines().toList();
        int from = Math.max(1, line - AROUND);
        int to = Math.min(all.size(), line > 0 ? line + AROUND : 2 * AROUND + 1);
        int width = Integer.toString(to).length();
        for (int i = from; i <= to; i++) {
            var number = Integer.toString(i);
            lines.add(
                    (i == line ? "  > " : "    ")
                            + " ".repeat(width - number.length())
                            + number
                            + "  "
                            + all.get(i - 1));
        }
        if (line == 0 && to < all.size()) {
            lines.add("    ... %d more lines".formatted(all.size() - to));
        }
    }

    private static void traceback(List<String> all, boolean colours, List<String> lines) {
        for (var line : all.subList(0, Math.min(all.size(), MOST_FRAMES))) {
            lines.add("  " + (colours ? line : plain(line)));
        }
        if (all.size() > MOST_FRAMES) {
            lines.add("  ... %d more lines".formatted(all.size() - MOST_FRAMES));
        }
    }

    static String plain(String line) {
        return COLOURS.matcher(line).replaceAll("");
    }
}
