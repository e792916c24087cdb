package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is shown of long tables: their first and last rows, as text.
///
/// @param report the whole
record Excerpt(Report report) implements Report {
    private static final int FIRST = 30;
    private static final int LAST = 10;

    /// Rows of a plot.
    private static final int MOST = FIRST + LAST;

    private static final String GAP = "⋮";

    static Report of(Report report) {
        return new Excerpt(report);
    }

    static Grid of(Grid grid) {
        if (!cut(grid)) {
            return grid;
        }
        var columns = new ArrayList<Column>();
        for (var column : grid.columns()) {
            var heading = column.fullHeading();
            columns.add(
                    column.right()
                            ? Column.figure(heading)
                            : column.kind() == Column.Kind.WORD
                                    ? Column.word(heading)
                                    : Column.text(heading));
        }
        int size = grid.rows().size();
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var row : grid.rows().subList(0, FIRST)) {
            rows.add(texts(grid.columns(), row));
        }
        rows.add(Collections.nCopies(columns.size(), GAP));
        for (var row : grid.rows().subList(size - LAST, size)) {
            rows.add(texts(grid.columns(), row));
        }
        return new Grid(grid.name(), columns, rows);
    }

    private static boolean cut(Grid grid) {
        return grid.rows().size() > FIRST + LAST + 1;
    }

    private static List<@Nullable Object> texts(List<Column> columns, List<@Nullable Object> row) {
        var texts = new ArrayList<@Nullable Object>();
        for (int c = 0; c < row.size(); c++) {
            texts.add(Figures.text(columns.get(c), row.get(c)));
        }
        return texts;
    }

    /// What is left out of a table, in a line, if anything.
    static List<String> notes(Grid grid) {
        return cut(grid)
                ? List.of(
                        "%s rows, of which the first %d and the last %d are shown"
                                .formatted(Bytes.exact(grid.rows().size()), FIRST, LAST))
                : List.of();
    }

    @Override
    public String title() {
        return report.title();
    }

    @Override
    public List<String> summary() {
        return report.summary();
    }

    @Override
    public List<Grid> grids() {
        return report.grids().stream().map(Excerpt::of).toList();
    }

    @Override
    public List<String> notes() {
        var notes = new ArrayList<String>();
        for (var grid : report.grids()) {
            for (var note : notes(grid)) {
                notes.add(
                        (grid.name().isEmpty() ? "" : grid.name() + ": ")
                                + note
                                + "; all of them: .csv() or .save(Path.of(\"all.html\"))");
            }
        }
        notes.addAll(report.notes());
        return notes;
    }

    @Override
    public @Nullable Plot plot() {
        var plot = report.plot();
        return plot == null ? null : of(plot);
    }

    /// A plot of as many rows and columns as are read in a cell; its title says where that is not
    /// all.
    static Plot of(Plot plot) {
        return switch (plot) {
            case Plot.StackedBars p when p.bars().size() > MOST ->
                    new Plot.StackedBars(
                            title(p, "bars", p.bars().size()),
                            p.axis(),
                            p.parts(),
                            p.limit(),
                            p.bars().subList(0, MOST));
            case Plot.HeatMap p when p.rows().size() > MOST ->
                    of(
                            new Plot.HeatMap(
                                    title(p, "rows", p.rows().size()),
                                    p.rowName(),
                                    p.rows().subList(0, MOST),
                                    p.columnName(),
                                    p.columns(),
                                    p.cells().subList(0, MOST)));
            case Plot.HeatMap p when p.columns().size() > MOST ->
                    new Plot.HeatMap(
                            title(p, "columns", p.columns().size()),
                            p.rowName(),
                            p.rows(),
                            p.columnName(),
                            p.columns().subList(0, MOST),
                            p.cells().stream().map(row -> row.subList(0, MOST)).toList());
            case Plot.StackedBars p -> p;
            case Plot.HeatMap p -> p;
            case Plot.Lines p -> p;
        };
    }

    private static String title(Plot plot, String what, int size) {
        return "%s; the first %d of %d %s".formatted(plot.title(), MOST, size, what);
    }
}
