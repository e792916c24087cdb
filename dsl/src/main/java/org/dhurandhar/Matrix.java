package org.dhurandhar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Demand;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprinter;
import org.dhurandhar.progress.InterruptedWork;
import org.dhurandhar.progress.Progress;
import org.dhurandhar.runtime.Platform;
import org.jspecify.annotations.Nullable;

/// Models by recipes by contexts by devices. Cells are worked out when they are asked for, model by
/// model: what settings of a model share is kept until its last cell.
///
/// @param models with the settings that all their cells share
/// @param quants what `quant` takes; empty: the models' own setting
/// @param contexts tokens; empty: the models' own setting
/// @param devices may be empty: no verdicts
record Matrix(
        List<Workload> models, List<String> quants, List<Long> contexts, List<Device> devices) {
    Matrix {
        models = List.copyOf(models);
        quants = List.copyOf(quants);
        contexts = List.copyOf(contexts);
        devices = List.copyOf(devices);
    }

    static Matrix of(Workload model) {
        return new Matrix(List.of(model), List.of(), List.of(), List.of());
    }

    /// @throws DhurandharException where a recipe or a context is not one of theirs
    Matrix models(List<Workload> others) {
        var matrix = new Matrix(others, List.of(), List.of(), devices);
        matrix = quants.isEmpty() ? matrix : matrix.quants(quants);
        return contexts.isEmpty()
                ? matrix
                : matrix.contexts(contexts.stream().mapToLong(c -> c).toArray());
    }

    /// @throws DhurandharException where there is none, or one is given twice or out of the range
    ///   of a model
    Matrix contexts(long... tokens) {
        var list = new ArrayList<Long>();
        var texts = new ArrayList<String>();
        for (long count : Given.value(tokens, "contexts")) {
            InterruptedWork.check();
            for (var model : models) {
                model.checkContext(count, "contexts(%1$d)   or   --contexts %1$d");
            }
            list.add(count);
            texts.add("of " + Numbers.tokens(count));
        }
        Chosen.once("context", texts, "name each context once");
        return new Matrix(
                models,
                quants,
                Chosen.filled(
                        list, "contexts", "contexts(4096, 32768)   or   --contexts 4096,32768"),
                devices);
    }

    /// @throws DhurandharException where there is none, or one is given twice or not offered
    Matrix quants(List<String> recipes) {
        for (var model : models) {
            var texts = new ArrayList<String>();
            for (var recipe : recipes) {
                texts.add(model.quant(recipe).recipe());
            }
            Chosen.once("recipe", texts, "name each recipe once");
        }
        return new Matrix(
                models,
                Chosen.filled(recipes, "quants", "quants(4, 8)   or   --quants 4,8"),
                contexts,
                devices);
    }

    Matrix on(List<Device> others) {
        return new Matrix(models, quants, contexts, others);
    }

    /// How many cells there are.
    long size() {
        return (long) models.size()
                * Math.max(1, quants.size())
                * Math.max(1, contexts.size())
                * Math.max(1, devices.size());
    }

    /// All cells in order: model, recipe, context, device.
    Stream<Cell> cells() {
        return models.stream().flatMap(this::cells);
    }

    private Stream<Cell> cells(Workload model) {
        var footprinter = model.footprinter();
        if (quants.isEmpty()) {
            var recipe = model.recipe();
            return cells(model, new Recipe(recipe, recipe), footprinter);
        }
        return quants.stream()
                .flatMap(quant -> {
                    var workload = model.quant(quant);
                    return cells(workload, new Recipe(workload.recipe(), quant), footprinter);
                });
    }

    /// A recipe's name and what it was asked for by.
    private record Recipe(String name, String asked) {}

    private Stream<Cell> cells(Workload workload, Recipe recipe, Footprinter footprinter) {
        return lengths(workload).flatMap(length -> row(length, recipe, footprinter));
    }

    private Stream<Workload> lengths(Workload workload) {
        return contexts.isEmpty() ? Stream.of(workload) : contexts.stream().map(workload::context);
    }

    /// The cells of one workload: devices of a kind share a footprint.
    private Stream<Cell> row(Workload workload, Recipe recipe, Footprinter footprinter) {
        if (devices.isEmpty()) {
            return Stream.of(
                    cell(workload, recipe, null, new Tried(workload, Platform.ANY, footprinter)));
        }
        var tried = new LinkedHashMap<Platform, Tried>();
        var cells = new ArrayList<Cell>(devices.size());
        for (var device : devices) {
            cells.add(cell(workload, recipe, device, tried(workload, device, footprinter, tried)));
        }
        return cells.stream();
    }

    private static Tried tried(
            Workload workload, Device device, Footprinter footprinter, Map<Platform, Tried> known) {
        return known.computeIfAbsent(
                Trial.platform(device), platform -> new Tried(workload, platform, footprinter));
    }

    private static Cell cell(
            Workload workload, Recipe recipe, @Nullable Device device, Tried tried) {
        var demand = tried.demand;
        return new Cell(
                workload.model().name(),
                workload.context(),
                recipe.name,
                recipe.asked,
                device == null ? "" : device.name(),
                demand,
                device == null || demand == null
                        ? null
                        : Feasibility.of(demand, device, workload.target()),
                tried.refusal);
    }

    /// What a workload takes on a kind of device, or why the runtime refuses.
    private static final class Tried {
        final @Nullable Demand demand;
        final String refusal;

        Tried(Workload workload, Platform platform, Footprinter footprinter) {
            Demand found = null;
            var why = "";
            try {
                found = workload.footprint(platform, footprinter).demand();
            } catch (DhurandharException e) {
                if (!e.kind().equals("Refused")) {
                    throw e;
                }
                why = e.what();
            }
            demand = found;
            refusal = why;
        }
    }

    /// All cells.
    ///
    /// @throws DhurandharException where the runtime refuses every one, with its reason
    List<Cell> list() {
        List<Cell> list;
        try (var progress = Progress.of("Working out cells", size(), "cell")) {
            list = cells().peek(cell -> progress.step()).toList();
        }
        for (var cell : list) {
            if (cell.refusal().isEmpty()) {
                return list;
            }
        }
        var first = models.getFirst();
        first = quants.isEmpty() ? first : first.quant(quants.getFirst());
        first = contexts.isEmpty() ? first : first.context(contexts.getFirst());
        first.footprint(devices.isEmpty() ? Platform.ANY : Trial.platform(devices.getFirst()));
        return list;
    }
}
