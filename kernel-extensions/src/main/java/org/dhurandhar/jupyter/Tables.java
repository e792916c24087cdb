package org.dhurandhar.jupyter;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Column;
import org.dhurandhar.report.Grid;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/// Tables that others made, as much of them as a cell shows: first and last rows, first columns.
///
/// @param notes what is left out
record Tables(Grid grid, List<String> notes) {
    private static final int FIRST = 30;
    private static final int LAST = 10;
    private static final int MOST_COLUMNS = 30;
    private static final int LONGEST = 200;
    private static final String GAP = "⋮";

    /// A table whose cells are asked for by row and column.
    interface Source {
        int rows();

        List<String> headings();

        boolean numeric(int column);

        @Nullable String text(int row, int column);
    }

    static Tables of(Table table) {
        return of(
                table.name() == null ? "" : table.name(),
                new Source() {
                    @Override
                    public int rows() {
                        return table.rowCount();
                    }

                    @Override
                    public List<String> headings() {
                        return table.columnNames();
                    }

                    @Override
                    public boolean numeric(int column) {
                        return table.column(column) instanceof NumericColumn;
                    }

                    @Override
                    public @Nullable String text(int row, int column) {
                        var cells = table.column(column);
                        return cells.isMissing(row) ? null : cells.getString(row);
                    }
                });
    }

    @SuppressWarnings("NullAway") // does not see the nullable cells of a record in another module
    static Tables of(String name, Source source) {
        int width = Math.min(source.headings().size(), MOST_COLUMNS);
        int rows = source.rows();
        boolean cut = rows > FIRST + LAST + 1;
        var columns = new ArrayList<Column>();
        for (int c = 0; c < width; c++) {
            var heading = shortened(source.headings().get(c));
            columns.add(source.numeric(c) ? Column.figure(heading) : Column.text(heading));
        }
        var shown = new ArrayList<List<@Nullable Object>>();
        for (int r = 0; r < (cut ? FIRST : rows); r++) {
            shown.add(row(source, r, width));
        }
        if (cut) {
            var gap = new ArrayList<@Nullable Object>();
            columns.forEach(column -> gap.add(GAP));
            shown.add(gap);
            for (int r = rows - LAST; r < rows; r++) {
                shown.add(row(source, r, width));
            }
        }
        return new Tables(
                new Grid(shortened(name), columns, shown),
                notes(rows, cut, source.headings().size(), width));
    }

    private static List<@Nullable Object> row(Source source, int row, int width) {
        var cells = new ArrayList<@Nullable Object>();
        for (int c = 0; c < width; c++) {
            var text = source.text(row, c);
            cells.add(text == null ? null : shortened(text));
        }
        return cells;
    }

    private static List<String> notes(int rows, boolean cut, int columns, int width) {
        var notes = new ArrayList<String>();
        if (cut) {
            notes.add(
                    "%,d rows, of which the first %d and the last %d are shown"
                            .formatted(rows, FIRST, LAST));
        }
        if (width < columns) {
            notes.add("%,d columns, of which the first %d are shown".formatted(columns, width));
        }
        return notes;
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
