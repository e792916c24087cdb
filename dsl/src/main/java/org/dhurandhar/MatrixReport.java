package org.dhurandhar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhurandhar.device.Device;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Plot;
import org.dhurandhar.report.Report;
import org.jspecify.annotations.Nullable;

/// What fleets, sweeps and comparisons have in common: a matrix that is worked out when it is
/// shown.
abstract sealed class MatrixReport implements Report permits Fleet, Sweep, Comparison {
    private static final int SHORT_WIDTH = 100;
    private static final int MOST_ROWS = 9;

    final Matrix matrix;
    private @Nullable List<Cell> known;

    MatrixReport(Matrix matrix) {
        this.matrix = matrix;
    }

    /// The name of the schema of its JSON.
    abstract String schema();

    /// What can be typed next.
    abstract String next();

    /// The cells in order: model, recipe, context, device. Each is worked out when the stream comes
    /// to it and not kept.
    public Stream<Cell> cells() {
        return matrix.cells();
    }

    private List<Cell> list() {
        var list = known;
        if (list == null) {
            list = matrix.list();
            known = list;
        }
        return list;
    }

    /// The devices, none where no verdict is asked for.
    public List<Device> devices() {
        return matrix.devices();
    }

    @Override
    public String title() {
        return Findings.title(matrix, new Axes(matrix, list()), list());
    }

    @Override
    public List<String> summary() {
        return Findings.summary(matrix, new Axes(matrix, list()), list());
    }

    @Override
    public List<String> notes() {
        return Findings.notes(list());
    }

    @Override
    public List<Grid> grids() {
        var axes = new Axes(matrix, list());
        var grids = new ArrayList<Grid>();
        grids.add(MatrixGrid.all(matrix, list()));
        var across = axes.across();
        if (across != null) {
            grids.add(MatrixGrid.pivot(axes, across));
        }
        return grids;
    }

    @Override
    public Plot plot() {
        return MatrixPlot.of(matrix, new Axes(matrix, list()), title(), list());
    }

    @Override
    public String json() {
        return MatrixJson.text(schema(), title(), matrix, list());
    }

    /// The matrix as rows by columns where it is one and there is room, else one line a cell.
    @Override
    public String text(int width) {
        var out = new StringBuilder();
        paragraph(out, title(), width);
        for (var line : summary()) {
            paragraph(out, line, width);
        }
        out.append('\n').append(table(width));
        var notes = notes();
        if (!notes.isEmpty()) {
            out.append('\n');
        }
        for (var note : notes) {
            paragraph(out, "note: " + note, width);
        }
        return out.toString();
    }

    private String table(int width) {
        var axes = new Axes(matrix, list());
        var across = axes.across();
        if (across != null) {
            var pivot = MatrixGrid.pivot(axes, across);
            if (width <= 0 || MatrixGrid.width(pivot) <= width) {
                return pivot.text(width);
            }
        }
        return MatrixGrid.varying(matrix, axes, list()).text(width);
    }

    private static void paragraph(StringBuilder out, String text, int width) {
        for (var line : Grid.wrap(text, width <= 0 ? Integer.MAX_VALUE : width)) {
            out.append(line).append('\n');
        }
    }

    @Override
    public String toString() {
        var lines = table(SHORT_WIDTH).lines().toList();
        var out = new StringBuilder(title()).append('\n');
        var rest = lines.size() > MOST_ROWS ? lines.size() - MOST_ROWS + 1 : 0;
        int room = 900 - next().length() - out.length();
        for (int i = 0; i < lines.size() - rest; i++) {
            room -= lines.get(i).length() + 1;
            if (room < 0) {
                rest = lines.size() - i;
                break;
            }
            out.append(lines.get(i)).append('\n');
        }
        if (rest > 0) {
            out.append("%d more lines: .text(100)   ".formatted(rest));
        }
        return out.append(next()).toString();
    }
}
