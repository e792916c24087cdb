package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.List;

/// A table: headings, rows of cells, and which columns hold numbers.
///
/// @param numeric headings of the columns that are aligned to the right
public record Grid(List<String> headings, List<String> numeric, List<List<String>> rows) {
    public Grid {
        headings = List.copyOf(headings);
        numeric = List.copyOf(numeric);
        rows = List.copyOf(rows);
    }

    /// Plain text no wider than `width` columns: the last column is wrapped to fit.
    ///
    /// @param width columns of the terminal, or 0 for no limit
    public String text(int width) {
        int columns = headings.size();
        var widths = new int[columns];
        for (int c = 0; c < columns; c++) {
            widths[c] = headings.get(c).length();
            for (var row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        int before = 0;
        for (int c = 0; c < columns - 1; c++) {
            before += widths[c] + 2;
        }
        int last = width <= 0 ? Integer.MAX_VALUE : Math.max(20, width - before);
        var out = new StringBuilder();
        line(out, headings, widths, last, before);
        for (var row : rows) {
            line(out, row, widths, last, before);
        }
        return out.toString();
    }

    private void line(StringBuilder out, List<String> cells, int[] widths, int last, int before) {
        int columns = cells.size();
        var line = new StringBuilder();
        for (int c = 0; c < columns - 1; c++) {
            var pad = " ".repeat(widths[c] - cells.get(c).length());
            line.append(
                    numeric.contains(headings.get(c)) ? pad + cells.get(c) : cells.get(c) + pad);
            line.append("  ");
        }
        var tail = cells.get(columns - 1);
        if (numeric.contains(headings.get(columns - 1))) {
            tail = " ".repeat(widths[columns - 1] - tail.length()) + tail;
        }
        var parts = wrap(tail, last);
        out.append((line + parts.getFirst()).stripTrailing()).append('\n');
        for (var part : parts.subList(1, parts.size())) {
            out.append(" ".repeat(before)).append(part).append('\n');
        }
    }

    /// Breaks a text at spaces into lines of at most `width` characters.
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (rest.length() > width) {
            int at = rest.lastIndexOf(' ', width);
            int end = at <= 0 ? width : at;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
