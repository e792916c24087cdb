package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.List;

/// A table: headings, rows of cells, and which columns hold numbers.
///
/// @param numeric headings of the columns that are aligned to the right
public record Grid(List<String> headings, List<String> numeric, List<List<String>> rows) {
    private static final int GAP = 2;
    private static final int NARROWEST = 12;

    public Grid {
        headings = List.copyOf(headings);
        numeric = List.copyOf(numeric);
        rows = List.copyOf(rows);
    }

    /// Plain text no wider than `width` columns where texts can be wrapped to fit.
    ///
    /// @param width columns of the terminal, or 0 for no limit
    public String text(int width) {
        var widths = widths(width);
        var out = new StringBuilder();
        line(out, headings, widths);
        for (var row : rows) {
            line(out, row, widths);
        }
        return out.toString();
    }

    /// Natural widths, the widest texts narrowed until the line fits.
    private int[] widths(int width) {
        int columns = headings.size();
        var widths = new int[columns];
        int total = GAP * (columns - 1);
        for (int c = 0; c < columns; c++) {
            widths[c] = headings.get(c).length();
            for (var row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
            total += widths[c];
        }
        while (width > 0 && total > width) {
            int widest = -1;
            for (int c = 0; c < columns; c++) {
                if (!right(c)
                        && widths[c] > NARROWEST
                        && (widest < 0 || widths[c] > widths[widest])) {
                    widest = c;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private boolean right(int column) {
        return numeric.contains(headings.get(column));
    }

    private void line(StringBuilder out, List<String> cells, int[] widths) {
        var parts = new ArrayList<List<String>>(cells.size());
        int height = 1;
        for (int c = 0; c < cells.size(); c++) {
            var lines = wrap(cells.get(c), widths[c]);
            parts.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int i = 0; i < height; i++) {
            var line = new StringBuilder();
            for (int c = 0; c < cells.size(); c++) {
                var text = i < parts.get(c).size() ? parts.get(c).get(i) : "";
                var pad = " ".repeat(widths[c] - text.length());
                line.append(right(c) ? pad + text : text + pad).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    /// Breaks a text at spaces into lines of at most `width` characters.
    public static List<String> wrap(String text, int width) {
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
