package org.dhurandhar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dhurandhar.Axes.Axis;
import org.dhurandhar.memory.Demand;
import org.dhurandhar.memory.FootprintPlot;
import org.dhurandhar.progress.InterruptedWork;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Plot;

/// Matrices as plots: memory over the context where contexts differ, else verdicts as a heat map.
final class MatrixPlot {
    private static final int MOST_LIMITS = 4;
    private static final int MOST_LINES = 8;

    /// More contexts than rows of a heat map can be read: a line is drawn through some of them.
    private static final int MOST_CONTEXTS = 64;

    private static final double GIB = 1L << 30;

    private MatrixPlot() {}

    static Plot of(Matrix matrix, Axes axes, String title, List<Cell> cells) {
        int lines = axes.values(Axis.MODEL).size() * axes.values(Axis.QUANT).size();
        boolean few = matrix.devices().size() <= MOST_LIMITS && lines <= MOST_LINES;
        boolean many = matrix.contexts().size() > MOST_CONTEXTS;
        if (axes.varies(Axis.CONTEXT) && (few || many)) {
            return lines(matrix, axes, title, cells);
        }
        return matrix.devices().isEmpty() ? bars(axes, title, cells) : heatMap(axes, title, cells);
    }

    /// What each takes by residence, where there are no verdicts to colour cells with.
    private static Plot bars(Axes axes, String title, List<Cell> cells) {
        var labels = new ArrayList<String>();
        var demands = new ArrayList<Demand>();
        for (var cell : cells) {
            InterruptedWork.check();
            var demand = cell.demand();
            if (demand != null) {
                labels.add(axes.label(cell, null));
                demands.add(demand);
            }
        }
        return FootprintPlot.ofDemands(title, labels, demands);
    }

    /// What every token needs over the context, one line a model and recipe, against the budgets.
    private static Plot lines(Matrix matrix, Axes axes, String title, List<Cell> cells) {
        Map<String, Map<String, List<Plot.Point>>> points = new LinkedHashMap<>();
        var gpus = tooSmall(cells);
        var drawn = drawn(matrix.contexts());
        for (var cell : cells) {
            InterruptedWork.check();
            var demand = cell.demand();
            if (demand != null && drawn.contains(cell.context())) {
                var device = cell.device();
                point(points, name(axes, cell), device, cell.context(), demand.needed());
                if (gpus.contains(device)) {
                    point(
                            points,
                            name(axes, cell) + " on the GPU",
                            device,
                            cell.context(),
                            demand.gpu());
                }
            }
        }
        var lines = new ArrayList<Plot.Line>();
        points.forEach((name, byDevice) -> distinct(name, byDevice, lines));
        var limits = new ArrayList<Plot.Limit>();
        for (var each : matrix.devices()) {
            limits.add(new Plot.Limit("budget of " + each.name(), (double) each.budget().bytes()));
            if (gpus.contains(each.name())) {
                limits.add(
                        new Plot.Limit(
                                "GPU memory of " + each.name(),
                                (double) each.compute().gpuMemoryBytes()));
            }
        }
        return new Plot.Lines(
                title,
                Plot.Axis.doubling("context", "tokens"),
                Plot.Axis.bytes("memory that every token needs"),
                lines,
                limits);
    }

    /// All contexts, or of very many the ends and some that lie evenly on an axis that doubles.
    private static Set<Long> drawn(List<Long> contexts) {
        if (contexts.size() <= MOST_CONTEXTS) {
            return Set.copyOf(contexts);
        }
        var all = new TreeSet<Long>(contexts);
        double growth = (double) all.getLast() / all.getFirst();
        var some = new TreeSet<Long>();
        for (int i = 0; i <= MOST_CONTEXTS; i++) {
            double at = all.getFirst() * Math.pow(growth, (double) i / MOST_CONTEXTS);
            var next = all.ceiling((long) Math.floor(at));
            some.add(next == null ? all.getLast() : next);
        }
        some.add(all.getLast());
        return some;
    }

    /// Devices whose GPU's own memory decides a verdict: what it holds is drawn too.
    private static Set<String> tooSmall(List<Cell> cells) {
        var names = new HashSet<String>();
        for (var cell : cells) {
            var at = cell.feasibility();
            if (at != null && at.overGpu()) {
                names.add(cell.device());
            }
        }
        return names;
    }

    private static void point(
            Map<String, Map<String, List<Plot.Point>>> points,
            String name,
            String device,
            long context,
            long bytes) {
        points.computeIfAbsent(name, n -> new LinkedHashMap<>())
                .computeIfAbsent(device, d -> new ArrayList<>())
                .add(new Plot.Point((double) context, (double) bytes));
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
            return cell.model() + " " + axes.value(Axis.QUANT, cell);
        }
        return axes.varies(Axis.QUANT) ? axes.value(Axis.QUANT, cell) : cell.model();
    }

    private static Plot heatMap(Axes axes, String title, List<Cell> cells) {
        var across = axes.across();
        var rows = axes.rows(across);
        var grid = new ArrayList<List<Plot.Cell>>();
        for (var row : rows.values()) {
            InterruptedWork.check();
            var line = new ArrayList<Plot.Cell>();
            for (var cell : row) {
                line.add(new Plot.Cell(cell.verdict(), text(cell), target(cell)));
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

    private static Plot.Target target(Cell cell) {
        var at = cell.feasibility();
        if (at == null || !Trial.Outcome.holds(at)) {
            return Plot.Target.REACHED;
        }
        return at.missesTarget()
                ? Plot.Target.MISSED
                : at.mayMissTarget() ? Plot.Target.AT_RISK : Plot.Target.REACHED;
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
