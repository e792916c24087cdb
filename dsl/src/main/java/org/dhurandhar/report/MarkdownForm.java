package org.dhurandhar.report;

import java.util.List;

/// Reports as Markdown, tables as GitHub shows them.
final class MarkdownForm {
    private MarkdownForm() {}

    static String of(Report report) {
        var out = new StringBuilder("## ").append(escaped(report.title())).append("\n\n");
        for (var line : report.summary()) {
            out.append(escaped(line)).append("\n\n");
        }
        boolean several = report.grids().size() > 1;
        for (var grid : report.grids()) {
            if (several && !grid.name().isEmpty()) {
                out.append("### ").append(escaped(grid.name())).append("\n\n");
            }
            out.append(of(grid)).append('\n');
        }
        for (var note : report.notes()) {
            out.append("- ").append(escaped(note)).append('\n');
        }
        return out.toString().stripTrailing() + "\n";
    }

    static String of(Grid grid) {
        var out = new StringBuilder();
        for (var column : grid.columns()) {
            out.append("| ").append(escaped(column.fullHeading())).append(' ');
        }
        out.append("|\n");
        for (var column : grid.columns()) {
            out.append(column.right() ? "| ---: " : "| --- ");
        }
        out.append("|\n");
        try (var progress = Rows.of(grid)) {
            for (var row : grid.rows()) {
                row(out, grid.columns(), row);
                progress.step();
            }
        }
        return out.toString();
    }

    private static void row(StringBuilder out, List<Column> columns, List<?> row) {
        for (int c = 0; c < columns.size(); c++) {
            out.append("| ").append(escaped(Figures.text(columns.get(c), row.get(c)))).append(' ');
        }
        out.append("|\n");
    }

    /// The text with everything escaped that Markdown or the HTML in it would take for markup; line
    /// breaks become spaces.
    static String escaped(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '|', '\\', '`', '*', '[', ']', '~', '#' -> out.append('\\').append(c);
                case '_' -> out.append(inside(text, i) ? "_" : "\\_");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\n', '\r', '\t' -> out.append(' ');
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /// Whether a character stands between letters, where an underscore means nothing.
    private static boolean inside(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }
}
