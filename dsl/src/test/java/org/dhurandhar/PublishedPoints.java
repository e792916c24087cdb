package org.dhurandhar;

import static org.dhurandhar.model.ReferenceData.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.GgufVariants;
import org.dhurandhar.model.Recipe;
import org.dhurandhar.model.ReferenceData;
import org.dhurandhar.model.Tensor;

/// Figures that others measured or printed (`ground_truth.json`, points marked `required`), worked
/// out from `config.json` alone.
///
/// The conditions of a point are free text; what they ask for is read from a few words of it: which
/// recipe, which cache. What they leave open is an `Assumption`.
final class PublishedPoints {
    private static final double MIB = 1 << 20;
    private static final double HUNDREDTH = 0.01;

    /// One figure.
    ///
    /// @param tolerance rounding of the print, in the unit of `value`
    record Point(String model, String quantity, double value, double tolerance, String conditions) {
        boolean says(String word) {
            return conditions.contains(word);
        }

        @Override
        public String toString() {
            return model + " " + quantity + " \"" + conditions + "\"";
        }
    }

    /// A point that is not met, and what was worked out for it.
    record Miss(Point point, double found) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: published %,.2f, worked out %,.2f",
                    point,
                    point.value,
                    found);
        }
    }

    private record Key(String quantity, boolean assumed) {
        String group() {
            return "published " + quantity.replace('_', ' ') + (assumed ? ", assuming" : "");
        }

        String note(int within) {
            boolean program = quantity.equals("pte_file_size");
            return within
                    + (program
                            ? " within 0.3 %: the program is not counted"
                            : " inside the rounding of the print")
                    + (assumed ? "; see below" : "");
        }
    }

    private static final class Group {
        private final List<Miss> misses = new ArrayList<>();
        private int n;
        private int exact;
        private double worst;

        AccuracyRow row(Key key) {
            int within = n - misses.size();
            return new AccuracyRow(
                    key.group(),
                    n,
                    exact,
                    within,
                    worst,
                    key.note(within),
                    misses.stream().map(Miss::toString).toList());
        }
    }

    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private final Map<Assumption, List<Point>> assumed = new TreeMap<>();
    private final Map<String, Integer> context = new TreeMap<>();

    private PublishedPoints() {}

    /// All required points; skips the test where the reference directory is not set.
    static PublishedPoints evaluate() {
        var points = new PublishedPoints();
        for (var item : ReferenceData.readList("ground_truth.json")) {
            var p = map(item);
            if (!Boolean.TRUE.equals(p.get("required"))) {
                points.context.merge((String) p.get("quantity"), 1, Integer::sum);
            } else {
                boolean bytes = "bytes".equals(p.get("unit"));
                var point =
                        new Point(
                                (String) p.get("model"),
                                (String) p.get("quantity"),
                                number(p.get("value")),
                                number(p.get("tolerance")),
                                (String) p.get("conditions"));
                points.add(point, inMebibytes(point) && !bytes ? MIB : 1);
            }
        }
        return points;
    }

    /// Two rows a quantity: points whose conditions say everything, and those that need more.
    List<AccuracyRow> rows() {
        var rows = new ArrayList<AccuracyRow>();
        groups.forEach((key, group) -> {
            if (group.n > 0) {
                rows.add(group.row(key));
            }
        });
        return rows;
    }

    /// Points that need an assumption, by assumption.
    Map<Assumption, List<Point>> assumed() {
        return assumed;
    }

    /// Points that need not be met, counted by quantity.
    Map<String, Integer> context() {
        return context;
    }

    private void add(Point point, double unit) {
        var needs = Assumption.of(point);
        needs.forEach(a -> assumed.computeIfAbsent(a, n -> new ArrayList<>()).add(point));
        double found = found(point, needs) / unit;
        groups.computeIfAbsent(new Key(point.quantity, false), q -> new Group());
        var key = new Key(point.quantity, !needs.isEmpty());
        var group = groups.computeIfAbsent(key, q -> new Group());
        double error = Math.abs(found - point.value);
        group.n++;
        if (error > point.tolerance) {
            group.misses.add(new Miss(point, found));
        }
        if (error == 0 || (error < HUNDREDTH / 2 && inMebibytes(point))) {
            group.exact++;
        } else {
            group.worst = Math.max(group.worst, error / point.value);
        }
    }

    private static boolean inMebibytes(Point point) {
        return !point.quantity.equals("parameters");
    }

    private static double found(Point point, Set<Assumption> assumed) {
        return switch (point.quantity) {
            case "parameters" -> elements(file(point, assumed).tensors());
            case "gguf_tensor_size" -> bytes(recipe(point, assumed).apply(file(point, assumed)));
            case "kv_cache", "recurrent_state" -> PublishedCaches.bytes(point, assumed);
            case "pte_file_size" -> ExecutorchFile.bytes(point.model, point.conditions);
            default -> throw new IllegalArgumentException(point.toString());
        };
    }

    private static GgufLayout file(Point point, Set<Assumption> assumed) {
        if (assumed.contains(Assumption.UNUSED_KEYS)) {
            return GgufVariants.withUnusedKeys(point.model);
        }
        return assumed.contains(Assumption.HEAD)
                ? GgufVariants.withHead(point.model)
                : GgufVariants.plain(point.model);
    }

    /// The recipe that the conditions begin with.
    private static Recipe recipe(Point point, Set<Assumption> assumed) {
        int end = point.conditions.indexOf(' ');
        var name = end < 0 ? point.conditions : point.conditions.substring(0, end);
        if (assumed.contains(Assumption.ALL_MATRICES)) {
            return Recipe.named(name + "-qat");
        }
        boolean imatrix = point.says("imatrix") || assumed.contains(Assumption.IMPORTANCE);
        return Recipe.named(name + (imatrix ? "-imatrix" : ""));
    }

    private static double elements(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::elements).sum();
    }

    private static double bytes(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::bytes).sum();
    }

    private static double number(Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }
}
