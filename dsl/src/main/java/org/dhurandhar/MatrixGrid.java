package org.dhurandhar;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.Axes.Axis;
import org.dhurandhar.progress.InterruptedWork;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Column;
import org.dhurandhar.report.Grid;
import org.jspecify.annotations.Nullable;

/// Matrices as tables.
final class MatrixGrid {
    private static final int GAP = 2;

    private MatrixGrid() {}

    /// One row a cell with everything that names it.
    static Grid all(Matrix matrix, List<Cell> cells) {
        return grid(matrix, cells, List.of(Axis.values()), true);
    }

    /// One row a cell with what differs.
    static Grid varying(Matrix matrix, Axes axes, List<Cell> cells) {
        var varying = axes.varying();
        return grid(
                matrix,
                cells,
                varying.isEmpty() ? List.of(Axis.MODEL) : varying,
                axes.varies(Axis.DEVICE));
    }

    private static Grid grid(
            Matrix matrix, List<Cell> cells, List<Axis> axes, boolean showsBudget) {
        boolean judged = !matrix.devices().isEmpty();
        var columns = new ArrayList<Column>();
        for (var axis : axes) {
            if (axis != Axis.DEVICE || judged) {
                columns.add(column(axis));
            }
        }
        if (judged) {
            if (showsBudget) {
                columns.add(Column.bytes("Budget"));
            }
            var needs = Column.bytes("Needs");
            columns.add(showsBudget ? needs.withoutUnit() : needs);
            columns.add(Column.bytes("Headroom").withoutUnit());
            columns.add(Column.word("Verdict"));
            columns.add(Column.span("Decode", "tok/s"));
            columns.add(Column.text("Limit").ifRoom());
        } else {
            columns.add(Column.bytes("Anonymous"));
            columns.add(Column.bytes("Hot").withoutUnit());
            columns.add(Column.bytes("Warm").withoutUnit());
            columns.add(Column.bytes("Needs").withoutUnit());
            columns.add(Column.bytes("Everything").withoutUnit());
        }
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var cell : cells) {
            InterruptedWork.check();
            List<@Nullable Object> row = new ArrayList<>();
            for (var axis : axes) {
                if (axis != Axis.DEVICE || judged) {
                    row.add(axis == Axis.CONTEXT ? (Object) cell.context() : axis.value(cell));
                }
            }
            if (judged) {
                verdict(cell, showsBudget, row);
            } else {
                demand(cell, row);
            }
            rows.add(row);
        }
        return new Grid(judged ? "Verdicts" : "Memory", columns, rows);
    }

    private static Column column(Axis axis) {
        return switch (axis) {
            case MODEL -> Column.text("Model");
            case QUANT -> Column.text("Quant");
            case CONTEXT -> Column.count("Context");
            case DEVICE -> Column.text("Device");
        };
    }

    private static void verdict(Cell cell, boolean showsBudget, List<@Nullable Object> row) {
        var at = cell.feasibility();
        if (showsBudget) {
            row.add(at == null ? null : at.limitBytes());
        }
        row.add(at == null ? null : at.verdict().needed());
        row.add(at == null ? null : at.headroomBytes());
        row.add(cell.verdict());
        row.add(at == null ? null : Numbers.span(at.speed().decode()));
        var limit = at == null ? null : at.speed().limit();
        row.add(limit == null ? null : limit.word());
    }

    private static void demand(Cell cell, List<@Nullable Object> row) {
        var demand = cell.demand();
        row.add(demand == null ? null : demand.anonymous());
        row.add(demand == null ? null : demand.hot());
        row.add(demand == null ? null : demand.warm());
        row.add(demand == null ? null : demand.needed());
        row.add(demand == null ? null : demand.all());
    }

    /// Rows by columns: the verdict and its headroom, or what is needed where no device is named.
    static Grid pivot(Axes axes, Axis across) {
        var columns = new ArrayList<Column>();
        columns.add(Column.text(capital(axes.down(across))));
        for (var value : axes.values(across)) {
            columns.add(Column.figure(heading(across, value)));
        }
        var rows = new ArrayList<List<@Nullable Object>>();
        axes.rows(across)
                .forEach((label, cells) -> {
                    InterruptedWork.check();
                    List<@Nullable Object> row = new ArrayList<>();
                    row.add(label);
                    for (var cell : cells) {
                        row.add(text(cell));
                    }
                    rows.add(row);
                });
        return new Grid("Headroom MiB", columns, rows);
    }

    private static String heading(Axis axis, String value) {
        return axis == Axis.CONTEXT ? value + " tokens" : value;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /// Such as `RESIDENT +3,661` or `INFEASIBLE -297`; where no device is named, MiB needed.
    static String text(Cell cell) {
        var at = cell.feasibility();
        if (at == null) {
            var demand = cell.demand();
            return demand == null ? cell.verdict() : Bytes.mib(demand.needed());
        }
        var speed = at.missesTarget() ? ", misses target" : at.mayMissTarget() ? ", may miss" : "";
        return cell.verdict() + " " + signed(at.headroomBytes()) + speed;
    }

    static String signed(long bytes) {
        return (bytes < 0 ? "" : "+") + Bytes.mib(bytes);
    }

    /// Columns of a terminal that a grid takes where nothing is wrapped.
    static int width(Grid grid) {
        int total = -GAP;
        for (int c = 0; c < grid.columns().size(); c++) {
            int widest = grid.columns().get(c).heading().length();
            for (var row : grid.rows()) {
                InterruptedWork.check();
                widest = Math.max(widest, String.valueOf(row.get(c)).length());
            }
            total += widest + GAP;
        }
        return total;
    }
}
