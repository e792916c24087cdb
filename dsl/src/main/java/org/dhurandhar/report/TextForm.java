package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.progress.InterruptedWork;

/// Reports and grids as plain text.
final class TextForm {
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
        var columns = new ArrayList<>(grid.columns());
        var headings = new ArrayList<String>(columns.size());
        for (var column : columns) {
            headings.add(column.heading());
        }
        var lines = new ArrayList<List<String>>(grid.rows().size() + 1);
        lines.add(headings);
        for (var row : grid.rows()) {
            InterruptedWork.check();
            var cells = new ArrayList<String>(columns.size());
            for (int c = 0; c < columns.size(); c++) {
                cells.add(Figures.text(columns.get(c), row.get(c)));
            }
            lines.add(cells);
        }
        var widths = new Widths(columns, lines).fit(width);
        var out = new StringBuilder();
        try (var progress = Rows.of(grid)) {
            for (var cells : lines) {
                line(out, columns, cells, widths);
                progress.step();
            }
        }
        return out.toString();
    }

    private static void line(
            StringBuilder out, List<Column> columns, List<String> cells, int[] widths) {
        var parts = new ArrayList<List<String>>(cells.size());
        int height = 1;
        for (int c = 0; c < cells.size(); c++) {
            var lines = wrap(cells.get(c), Math.max(1, widths[c]));
            parts.add(lines);
            height = widths[c] == 0 ? height : Math.max(height, lines.size());
        }
        for (int i = 0; i < height; i++) {
            int start = out.length();
            for (int c = 0; c < cells.size(); c++) {
                if (widths[c] > 0) {
                    var text = i < parts.get(c).size() ? parts.get(c).get(i) : "";
                    var pad = " ".repeat(widths[c] - text.length());
                    boolean right = columns.get(c).right();
                    out.append(right ? pad : text).append(right ? text : pad).append("  ");
                }
            }
            while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            out.append('\n');
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
