package org.dhurandhar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.Axes.Axis;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Plot;

/// Matrices as plots: memory over the context where contexts differ, else verdicts as a heat map.
final class MatrixPlot {
    private static final int MOST_LIMITS = 4;
    private static final int MOST_LINES = 8;
    private static final double GIB = 1L << 30;

    private MatrixPlot() {}

    static Plot of(Matrix matrix, Axes axes, String title, List<Cell> cells) {
        int lines = axes.values(Axis.MODEL).size() * axes.values(Axis.QUANT).size();
        boolean few = matrix.devices().size() <= MOST_LIMITS && lines <= MOST_LINES;
        if (axes.varies(Axis.CONTEXT) && few) {
            return lines(matrix, axes, title, cells);
        }
        return matrix.devices().isEmpty() ? bars(axes, title, cells) : heatMap(axes, title, cells);
    }

    /// What each takes by residence, where there are no verdicts to colour cells with.
    private static Plot bars(Axes axes, String title, List<Cell> cells) {
        var bars = new ArrayList<Plot.Bar>();
        for (var cell : cells) {
            var demand = cell.demand();
            if (demand != null) {
                bars.add(
                        new Plot.Bar(axes.label(cell, null), AnswerPlot.values(demand), null));
            }
        }
        return AnswerPlot.stacked(title, bars);
    }

    /// What every token needs over the context, one line a model and recipe, against the budgets.
    private static Plot lines(Matrix matrix, Axes axes, String title, List<Cell> cells) {
        Map<String, Map<String, List<Plot.Point>>> points = new LinkedHashMap<>();
        for (var cell : cells) {
            var demand = cell.demand();
            if (demand != null) {
                points.computeIfAbsent(name(axes, cell), n -> new LinkedHashMap<>())
                        .computeIfAbsent(cell.device(), d -> new ArrayList<>())
                        .add(new Plot.Point((double) cell.context(), (double) demand.needed()));
            }
        }
        var lines = new ArrayList<Plot.Line>();
        points.forEach((name, byDevice) -> distinct(name, byDevice, lines));
        var limits = new ArrayList<Plot.Limit>();
        for (var each : matrix.devices()) {
            limits.add(new Plot.Limit("budget of " + each.name(), (double) each.budget().bytes()));
        }
        return new Plot.Lines(
                title,
                Plot.Axis.doubling("context", "tokens"),
                Plot.Axis.bytes("memory that every token needs"),
                lines,
                limits);
    }

    /// One line for all devices that need the same, named where there are several lines.
    private static void distinct(
            String name, Map<String, List<Plot.Point>> byDevice, List<Plot.Line> lines) {
        var known = new ArrayList<List<Plot.Point>>();
        byDevice.forEach((device, points) -> {
            points.sort((a, b) -> Double.compare(a.x(), b.x()));
            if (!known.contains(points)) {
                known.add(points);
                lines.add(new Plot.Line(known.size() == 1 ? name : name + " on " + device, points));
            }
        });
    }

    private static String name(Axes axes, Cell cell) {
        if (axes.varies(Axis.MODEL) && axes.varies(Axis.QUANT)) {
            return cell.model() + " " + cell.quant();
        }
        return axes.varies(Axis.QUANT) ? cell.quant() : cell.model();
    }

    private static Plot heatMap(Axes axes, String title, List<Cell> cells) {
        var across = axes.across();
        var rows = axes.rows(across);
        var grid = new ArrayList<List<Plot.Cell>>();
        for (var row : rows.values()) {
            var line = new ArrayList<Plot.Cell>();
            for (var cell : row) {
                line.add(new Plot.Cell(cell.verdict(), text(cell)));
            }
            grid.add(line);
        }
        var columns =
                across == null
                        ? List.of(cells.getFirst().device().isEmpty() ? "needs" : "verdict")
                        : axes.values(across);
        return new Plot.HeatMap(
                title,
                axes.down(across),
                List.copyOf(rows.keySet()),
                across == null ? "" : across.noun,
                columns,
                grid);
    }

    private static String text(Cell cell) {
        var at = cell.feasibility();
        if (at == null) {
            var demand = cell.demand();
            return demand == null ? "" : gib(demand.needed());
        }
        long headroom = at.headroomBytes();
        return (headroom < 0 ? "" : "+") + gib(headroom);
    }

    private static String gib(long bytes) {
        return Math.abs(bytes) < GIB / 10
                ? Bytes.mib(bytes) + " MiB"
                : "%.1f GiB".formatted(bytes / GIB);
    }
}
