package org.dhurandhar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.dhurandhar.Axes.Axis;
import org.dhurandhar.progress.InterruptedWork;
import org.dhurandhar.report.Bytes;

/// What a matrix shows, in words.
final class Findings {
    private static final int MOST_SUBJECTS = 4;

    private Findings() {}

    static String title(Matrix matrix, Axes axes, List<Cell> cells) {
        if (matrix.devices().isEmpty()) {
            return needs(axes, cells);
        }
        var subject = subject(axes);
        var others = new ArrayList<>(axes.varying());
        others.remove(subject);
        if (others.equals(List.of(Axis.CONTEXT)) && axes.values(subject).size() <= MOST_SUBJECTS) {
            return longest(axes, subject, cells);
        }
        if (others.isEmpty()) {
            return fitting(axes, subject, cells);
        }
        return counts(axes, subject, others, cells);
    }

    /// What the sentence is about: models where they differ, else recipes, else devices.
    private static Axis subject(Axes axes) {
        for (var axis : List.of(Axis.MODEL, Axis.QUANT, Axis.DEVICE)) {
            if (axes.varies(axis)) {
                return axis;
            }
        }
        return Axis.MODEL;
    }

    /// The longest context that fits of those that were asked for, by subject: a longer one that
    /// was not asked for may fit too.
    private static String longest(Axes axes, Axis subject, List<Cell> cells) {
        var byLength = new LinkedHashMap<String, List<String>>();
        for (var name : axes.values(subject)) {
            Cell most = null;
            for (var cell : cells) {
                InterruptedWork.check();
                if (axes.value(subject, cell).equals(name)
                        && cell.fits()
                        && (most == null || cell.context() > most.context())) {
                    most = cell;
                }
            }
            var length = most == null ? "none" : Numbers.tokens(most.context());
            byLength.computeIfAbsent(length, l -> new ArrayList<>()).add(name);
        }
        var parts = new ArrayList<String>();
        byLength.forEach(
                (length, names) -> parts.add(length + " (" + String.join(", ", names) + ")"));
        return head(axes, subject)
                + "of the contexts asked the longest that fits is "
                + String.join(", ", parts);
    }

    /// Which of the only axis that differs fit.
    private static String fitting(Axes axes, Axis subject, List<Cell> cells) {
        var names = new ArrayList<String>();
        for (var cell : cells) {
            InterruptedWork.check();
            if (cell.fits()) {
                names.add(axes.value(subject, cell));
            }
        }
        if (cells.size() == 1) {
            var cell = cells.getFirst();
            return "%s on %s: %s"
                    .formatted(cell.model(), cell.device(), MatrixGrid.text(cell) + " MiB");
        }
        var list =
                names.isEmpty() || names.size() > MOST_SUBJECTS || names.size() == cells.size()
                        ? ""
                        : ": " + String.join(", ", names);
        if (subject == Axis.DEVICE) {
            return "%s fits %,d of %,d devices%s"
                    .formatted(cells.getFirst().model(), names.size(), cells.size(), list);
        }
        return "%s%,d of %,d %ss fit%s"
                .formatted(head(axes, subject), names.size(), cells.size(), noun(subject), list);
    }

    /// How many combinations fit, by subject.
    private static String counts(Axes axes, Axis subject, List<Axis> others, List<Cell> cells) {
        var noun =
                others.size() == 1
                        ? noun(others.getFirst()) + "s"
                        : "combinations of " + axes.down(subject).replace(", ", " and ");
        var fit = new LinkedHashMap<String, Integer>();
        var all = new LinkedHashMap<String, Integer>();
        for (var cell : cells) {
            InterruptedWork.check();
            var name = axes.value(subject, cell);
            fit.merge(name, cell.fits() ? 1 : 0, Integer::sum);
            all.merge(name, 1, Integer::sum);
        }
        if (fit.size() > MOST_SUBJECTS) {
            int sum = fit.values().stream().mapToInt(n -> n).sum();
            return "%,d of %,d combinations of %s and %s fit"
                    .formatted(sum, cells.size(), noun(subject), axes.down(subject));
        }
        var parts = new ArrayList<String>();
        for (var name : fit.keySet()) {
            parts.add(
                    parts.isEmpty()
                            ? "%s fits %s%,d of %,d %s"
                                    .formatted(
                                            name,
                                            others.contains(Axis.DEVICE) ? "" : "with ",
                                            fit.get(name),
                                            all.get(name),
                                            noun)
                            : "%s %,d".formatted(name, fit.get(name)));
        }
        return head(axes, subject) + String.join(", ", parts);
    }

    private static String noun(Axis axis) {
        return axis == Axis.QUANT ? "recipe" : axis.noun;
    }

    /// What does not differ and is not told yet.
    private static String head(Axes axes, Axis subject) {
        var parts = new ArrayList<String>();
        if (subject != Axis.MODEL && !axes.varies(Axis.MODEL)) {
            parts.add(axes.values(Axis.MODEL).getFirst());
        }
        if (subject != Axis.DEVICE && !axes.varies(Axis.DEVICE)) {
            parts.add((parts.isEmpty() ? "" : "on ") + axes.values(Axis.DEVICE).getFirst());
        }
        return parts.isEmpty() ? "" : String.join(" ", parts) + ": ";
    }

    /// Least and most that is needed.
    private static String needs(Axes axes, List<Cell> cells) {
        Cell least = null;
        Cell most = null;
        for (var cell : cells) {
            InterruptedWork.check();
            if (cell.demand() == null) {
                continue;
            }
            if (least == null || needed(cell) < needed(least)) {
                least = cell;
            }
            if (most == null || needed(cell) > needed(most)) {
                most = cell;
            }
        }
        if (least == null || most == null) {
            return "nothing runs";
        }
        var what = axes.varies(Axis.MODEL) ? "" : least.model() + " ";
        if (needed(least) == needed(most) || cells.size() == 1) {
            return "%sneeds %s MiB".formatted(what, Bytes.mib(needed(least)));
        }
        return "%sneeds %s MiB (%s) to %s MiB (%s)"
                .formatted(
                        what,
                        Bytes.mib(needed(least)),
                        words(axes, least),
                        Bytes.mib(needed(most)),
                        words(axes, most))
                .strip();
    }

    private static long needed(Cell cell) {
        var demand = cell.demand();
        return demand == null ? 0 : demand.needed();
    }

    private static String words(Axes axes, Cell cell) {
        var parts = new ArrayList<String>();
        for (var axis : axes.varying()) {
            parts.add(
                    axis == Axis.CONTEXT ? Numbers.tokens(cell.context()) : axes.value(axis, cell));
        }
        return String.join(", ", parts);
    }

    /// What all cells share.
    static List<String> summary(Matrix matrix, Axes axes, List<Cell> cells) {
        var parts = new ArrayList<String>();
        if (!axes.varies(Axis.MODEL)) {
            parts.add(axes.values(Axis.MODEL).getFirst());
        }
        shared(axes, Axis.QUANT, cells, parts);
        shared(axes, Axis.CONTEXT, cells, parts);
        var manners = new LinkedHashMap<String, List<String>>();
        for (var model : matrix.models()) {
            manners.computeIfAbsent(model.manner(), m -> new ArrayList<>())
                    .add(model.model().name());
        }
        if (manners.size() == 1) {
            parts.add(matrix.models().getFirst().manner());
        }
        var lines = new ArrayList<String>();
        lines.add(String.join(", ", parts));
        if (manners.size() > 1) {
            manners.forEach(
                    (manner, names) -> lines.add(String.join(" and ", names) + ": " + manner));
        }
        if (matrix.devices().size() == 1) {
            var device = matrix.devices().getFirst();
            lines.add(
                    "%s: budget %s MiB, %s"
                            .formatted(
                                    device.name(),
                                    Bytes.mib(device.budget().bytes()),
                                    device.budget().source()));
        }
        lines.add(
                matrix.devices().isEmpty()
                        ? "MiB that every token needs; no device is named: second copies of"
                                + " weights are those of x86-64"
                        : "verdicts and headroom in MiB");
        return lines;
    }

    /// The value of an axis that was not given several: one for all, or the models' own.
    private static void shared(Axes axes, Axis axis, List<Cell> cells, List<String> parts) {
        if (axes.varies(axis)) {
            return;
        }
        var models = new LinkedHashMap<String, List<String>>();
        for (var cell : cells) {
            InterruptedWork.check();
            var value = axis == Axis.CONTEXT ? Numbers.tokens(cell.context()) : axis.value(cell);
            var names = models.computeIfAbsent(value, v -> new ArrayList<>());
            if (!names.contains(cell.model())) {
                names.add(cell.model());
            }
        }
        models.forEach((value, names) ->
                parts.add(
                        models.size() == 1
                                ? value
                                : "%s for %s".formatted(value, String.join(" and ", names))));
    }

    /// Why the runtime refuses, each reason once.
    static List<String> notes(List<Cell> cells) {
        var notes = new LinkedHashSet<String>();
        for (var cell : cells) {
            InterruptedWork.check();
            if (!cell.refusal().isEmpty()) {
                notes.add(cell.model() + ": " + cell.refusal());
            }
        }
        return List.copyOf(notes);
    }
}
