package org.dhurandhar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.dhurandhar.progress.InterruptedWork;
import org.jspecify.annotations.Nullable;

/// Which of a matrix's settings differ between its cells, and the cells as rows by columns of them.
final class Axes {
    /// A setting by which cells differ.
    enum Axis {
        MODEL("model"),
        QUANT("quant"),
        CONTEXT("context"),
        DEVICE("device");

        final String noun;

        Axis(String noun) {
            this.noun = noun;
        }

        String value(Cell cell) {
            return switch (this) {
                case MODEL -> cell.model();
                case QUANT -> cell.quant();
                case CONTEXT -> Numbers.count(cell.context());
                case DEVICE -> cell.device();
            };
        }
    }

    private final Matrix matrix;
    private final List<Cell> cells;
    private final Map<Axis, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> recipes = new LinkedHashMap<>();

    Axes(Matrix matrix, List<Cell> cells) {
        this.matrix = matrix;
        this.cells = cells;
        name(cells);
        for (var axis : Axis.values()) {
            values.put(axis, distinct(axis));
        }
    }

    private List<String> distinct(Axis axis) {
        var seen = new LinkedHashSet<String>();
        for (var cell : cells) {
            InterruptedWork.check();
            seen.add(value(axis, cell));
        }
        return List.copyOf(seen);
    }

    /// Recipes as all models name them where they agree, else as they were asked for.
    private void name(List<Cell> cells) {
        boolean agree = true;
        for (var cell : cells) {
            var known = recipes.putIfAbsent(cell.asked(), cell.quant());
            agree = agree && (known == null || known.equals(cell.quant()));
        }
        if (!agree) {
            recipes.replaceAll((asked, name) -> asked);
        }
    }

    /// Where on an axis a cell lies. Models may name one recipe that is asked for differently.
    String value(Axis axis, Cell cell) {
        return axis == Axis.QUANT && varies(axis)
                ? recipes.getOrDefault(cell.asked(), cell.asked())
                : axis.value(cell);
    }

    List<String> values(Axis axis) {
        return values.getOrDefault(axis, List.of());
    }

    /// Whether it was given several values; where nothing was given, models have usual ones of
    /// their own.
    boolean varies(Axis axis) {
        int given =
                switch (axis) {
                    case MODEL -> matrix.models().size();
                    case QUANT -> matrix.quants().size();
                    case CONTEXT -> matrix.contexts().size();
                    case DEVICE -> matrix.devices().size();
                };
        return given > 1;
    }

    List<Axis> varying() {
        return values.keySet().stream().filter(this::varies).toList();
    }

    /// The axis that makes the columns: of those that vary the one with the fewest values, of those
    /// the last; null where fewer than two vary.
    @Nullable Axis across() {
        var varying = varying();
        if (varying.size() < 2) {
            return null;
        }
        var fewest = varying.getFirst();
        for (var axis : varying) {
            fewest = values(axis).size() <= values(fewest).size() ? axis : fewest;
        }
        return fewest;
    }

    /// What the rows are, such as `model, device`.
    String down(@Nullable Axis across) {
        var nouns = new ArrayList<String>();
        for (var axis : varying()) {
            if (axis != across) {
                nouns.add(axis.noun);
            }
        }
        return nouns.isEmpty() ? "model" : String.join(", ", nouns);
    }

    /// Cells by row; where an axis goes across, one cell for each of its values.
    Map<String, List<Cell>> rows(@Nullable Axis across) {
        var rows = new LinkedHashMap<String, List<Cell>>();
        for (var cell : cells) {
            InterruptedWork.check();
            rows.computeIfAbsent(label(cell, across), l -> new ArrayList<>()).add(cell);
        }
        return rows;
    }

    /// What tells a cell from the others, beside the axis that goes across.
    String label(Cell cell, @Nullable Axis across) {
        var parts = new ArrayList<String>();
        for (var axis : varying()) {
            if (axis != across) {
                parts.add(value(axis, cell));
            }
        }
        return parts.isEmpty() ? cell.model() : String.join(", ", parts);
    }
}
