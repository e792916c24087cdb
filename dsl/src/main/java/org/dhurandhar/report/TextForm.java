package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.List;

/// Reports and grids as plain text.
final class TextForm {
    private static final int GAP = 2;
    private static final int NARROWEST = 12;

    private TextForm() {}

    static String of(Report report, int width) {
        var out = new StringBuilder();
        paragraph(out, report.title(), width);
        for (var line : report.summary()) {
            paragraph(out, line, width);
        }
        for (var grid : report.grids()) {
            out.append('\n').append(of(grid, width));
        }
        var notes = report.notes();
        if (!notes.isEmpty()) {
            out.append('\n');
        }
        for (var note : notes) {
            paragraph(out, "note: " + note, width);
        }
        return out.toString();
    }

    private static void paragraph(StringBuilder out, String text, int width) {
        for (var line : wrap(text, width <= 0 ? Integer.MAX_VALUE : width)) {
            out.append(line).append('\n');
        }
    }

    static String of(Grid grid, int width) {
        var columns = grid.columns();
        var headings = new ArrayList<String>(columns.size());
        for (var column : columns) {
            headings.add(column.heading());
        }
        var lines = new ArrayList<List<String>>(grid.rows().size() + 1);
        lines.add(headings);
        for (var row : grid.rows()) {
            var cells = new ArrayList<String>(columns.size());
            for (int c = 0; c < columns.size(); c++) {
                cells.add(Figures.text(columns.get(c), row.get(c)));
            }
            lines.add(cells);
        }
        var widths = widths(columns, lines, width);
        var out = new StringBuilder();
        for (var cells : lines) {
            line(out, columns, cells, widths);
        }
        return out.toString();
    }

    /// Natural widths, the widest texts narrowed until the line fits.
    private static int[] widths(List<Column> columns, List<List<String>> lines, int width) {
        var widths = new int[columns.size()];
        int total = GAP * (columns.size() - 1);
        for (int c = 0; c < widths.length; c++) {
            for (var cells : lines) {
                widths[c] = Math.max(widths[c], cells.get(c).length());
            }
            total += widths[c];
        }
        while (width > 0 && total > width) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                if (!columns.get(c).right()
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

    private static void line(
            StringBuilder out, List<Column> columns, List<String> cells, int[] widths) {
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
                line.append(columns.get(c).right() ? pad + text : text + pad).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

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
