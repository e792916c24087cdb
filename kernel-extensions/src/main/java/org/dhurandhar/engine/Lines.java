package org.dhurandhar.engine;

import java.util.ArrayList;
import java.util.List;

/// The lines of a cell around the one that failed.
final class Lines {
    private static final int AROUND = 2;
    private static final int WIDEST = 200;

    private Lines() {}

    /// @param line from 1
    static List<String> around(String text, int line) {
        return around(text, line, -1);
    }

    /// @param column of a caret under the line, from 0; negative for none
    static List<String> around(String text, int line, int column) {
        var lines = text.lines().toList();
        int first = Math.max(1, line - AROUND);
        int last = Math.min(lines.size(), line + AROUND);
        int width = Integer.toString(last).length();
        var out = new ArrayList<String>();
        for (int i = first; i <= last; i++) {
            var number = " ".repeat(width - Integer.toString(i).length()) + i;
            var code = cut(lines.get(i - 1));
            if (i == line) {
                out.add(Ink.ARROW.on("--> " + number + " ") + Ink.STRONG.on(code));
                if (column >= 0 && column < WIDEST) {
                    out.add(" ".repeat(width + 5) + blank(code, column) + Ink.NAME.on("^"));
                }
            } else {
                out.add("    " + Ink.DIM.on(number) + " " + code);
            }
        }
        return out;
    }

    private static String cut(String code) {
        return code.length() <= WIDEST ? code : code.substring(0, WIDEST) + "…";
    }

    /// Blanks as wide as the first characters of a line.
    private static String blank(String code, int column) {
        var out = new StringBuilder();
        for (int i = 0; i < column; i++) {
            out.append(i < code.length() && code.charAt(i) == '\t' ? '\t' : ' ');
        }
        return out.toString();
    }
}
