package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table: typed columns, and rows of raw values from which every form is made.
///
/// @param name what it lists, such as `Verdicts`
/// @param rows one value a column, of the class that the column's kind names, or null if unknown
public record Grid(String name, List<Column> columns, List<List<@Nullable Object>> rows) {
    public Grid {
        columns = List.copyOf(columns);
        var copies = new ArrayList<List<@Nullable Object>>(rows.size());
        for (var row : rows) {
            copies.add(checked(columns, row));
        }
        rows = Collections.unmodifiableList(copies);
    }

    /// A grid of texts.
    ///
    /// @param numeric headings of the columns that are aligned to the right
    public Grid(List<String> headings, List<String> numeric, List<List<String>> rows) {
        this("", columns(headings, numeric), raw(rows));
    }

    private static List<@Nullable Object> checked(
            List<Column> columns, List<@Nullable Object> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(row.size() + " cells for " + columns.size());
        }
        for (int c = 0; c < row.size(); c++) {
            var cell = row.get(c);
            var column = columns.get(c);
            boolean right =
                    cell == null
                            || switch (column.kind()) {
                                case TEXT, FIGURE, WORD -> cell instanceof String;
                                case BYTES, COUNT -> cell instanceof Long;
                                case NUMBER -> cell instanceof Double;
                                case SPAN -> cell instanceof Span;
                            };
            if (!right) {
                throw new IllegalArgumentException(
                        column.name() + " holds no " + String.valueOf(cell));
            }
        }
        return Collections.unmodifiableList(new ArrayList<@Nullable Object>(row));
    }

    private static List<Column> columns(List<String> headings, List<String> numeric) {
        var columns = new ArrayList<Column>();
        for (var heading : headings) {
            columns.add(numeric.contains(heading) ? Column.figure(heading) : Column.text(heading));
        }
        return columns;
    }

    private static List<List<@Nullable Object>> raw(List<List<String>> rows) {
        var raw = new ArrayList<List<@Nullable Object>>();
        for (var row : rows) {
            raw.add(new ArrayList<@Nullable Object>(row));
        }
        return raw;
    }

    /// A row of cells.
    public static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    /// The same grid with byte counts in full instead of MiB.
    public Grid exact() {
        var exact = new ArrayList<Column>(columns.size());
        for (var column : columns) {
            exact.add(column.exact());
        }
        return new Grid(name, exact, rows);
    }

    /// Plain text no wider than `width` columns where texts can be wrapped to fit.
    ///
    /// @param width columns of the terminal, or 0 for no limit
    public String text(int width) {
        return TextForm.of(this, width);
    }

    /// Breaks a text at spaces into lines of at most `width` characters.
    public static List<String> wrap(String text, int width) {
        return TextForm.wrap(text, width);
    }

    /// How many rows and which columns: the whole may be long.
    @Override
    public String toString() {
        var headings = new ArrayList<String>();
        for (var column : columns) {
            headings.add(column.name());
        }
        return "%s%d rows: %s\nwhole: .text(100)"
                .formatted(
                        name.isEmpty() ? "" : name + ", ",
                        rows.size(),
                        String.join(", ", headings));
    }
}
