package org.dhurandhar.model;

import static org.dhurandhar.model.ReferenceData.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dhurandhar.AccuracyRow;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.MapNode;

/// Recipes against the quantiser's own choices (`llamacpp_arch/recipes.json.gz`): from the header
/// of the F16 file, and from `config.json` alone.
public final class RecipeAccuracy {
    private int configs;
    private int tensors;
    private int exact;
    private double worst;
    private final List<String> wrong = new ArrayList<>();
    private int catalogue;
    private final Map<String, String> underived = new TreeMap<>();
    private final Set<String> underivedCatalogue = new TreeSet<>();

    private RecipeAccuracy() {}

    /// All groups; skips the test where the reference directory is not set.
    public static List<AccuracyRow> rows() {
        return new RecipeAccuracy().evaluate();
    }

    private List<AccuracyRow> evaluate() {
        var meta = ReferenceData.read("llamacpp_arch/gguf_meta.json.gz");
        var families = families();
        var recorded = ReferenceData.read("llamacpp_arch/recipes.json.gz").get("recipes");
        int quantisations = 0;
        for (var architecture : map(recorded).values()) {
            for (var config : map(architecture).entrySet()) {
                configs++;
                var name = config.getKey();
                var document = ReferenceData.config("llamacpp_arch/configs/" + name);
                var quants = map(map(config.getValue()).get("quants"));
                quantisations = quants.size();
                var plain = RecordedTensor.of(Objects.requireNonNull(quants.get("F16")));
                var header = RecordedTensor.layout(map(meta.get(name)), plain);
                var difference = compare(name, document, header, quants);
                boolean known = families.contains(document.text("model_type"));
                catalogue += known ? 1 : 0;
                if (!difference.isEmpty()) {
                    underived.put(name, difference);
                    if (known) {
                        underivedCatalogue.add(name);
                    }
                }
            }
        }
        var files = configs + " configurations in " + quantisations + " file types: ";
        underived.forEach((name, reason) -> System.out.println("  miss " + name + ": " + reason));
        return List.of(
                new AccuracyRow(
                        "recipes from F16 headers: tensors",
                        tensors,
                        exact,
                        exact,
                        worst,
                        files + "type and bytes",
                        wrong),
                derived("recipes from config.json alone", configs, underived.keySet(), files),
                derived("recipes from config.json alone, catalogue", catalogue, underivedCatalogue, files));
    }

    private static AccuracyRow derived(String group, int n, Set<String> misses, String files) {
        int equal = n - misses.size();
        return new AccuracyRow(
                group,
                n,
                equal,
                equal,
                misses.isEmpty() ? 0 : 1,
                group.endsWith("catalogue")
                        ? "those of a family that the catalogue has"
                        : files + "name, shape, type and bytes of every tensor",
                List.copyOf(misses));
    }

    /// Counts what the header gives, and says where the configuration alone gives something else.
    private String compare(
            String name, MapNode document, GgufLayout header, Map<String, Object> quants) {
        String difference = "";
        GgufLayout derived = null;
        try {
            var config = Families.configure(document);
            derived = GgufConverter.convert(config, Families.describe(config).tensors());
        } catch (DhurandharException e) {
            difference = Objects.toString(e.getMessage()).lines().findFirst().orElse("");
        }
        for (var quant : quants.entrySet()) {
            var recipe = Recipe.named(quant.getKey());
            var expected = new HashMap<String, RecordedTensor>();
            for (var tensor : RecordedTensor.of(quant.getValue())) {
                expected.put(tensor.name(), tensor);
            }
            for (var tensor : recipe.apply(header)) {
                add(name + " " + quant.getKey(), tensor, expected.get(tensor.name()));
            }
            if (derived != null && difference.isEmpty()) {
                difference = difference(recipe.apply(derived), expected);
            }
        }
        return difference;
    }

    private void add(String label, Tensor tensor, RecordedTensor recorded) {
        tensors++;
        if (same(tensor, recorded)) {
            exact++;
        } else {
            long bytes = tensor.bytes();
            worst = Math.max(worst, Math.abs(bytes - recorded.bytes()) / (double) recorded.bytes());
            wrong.add(label + " " + tensor.name());
        }
    }

    private static boolean same(Tensor tensor, RecordedTensor recorded) {
        return Objects.requireNonNull(tensor.format()).label().equals(recorded.type())
                && tensor.bytes() == recorded.bytes();
    }

    private static String difference(List<Tensor> found, Map<String, RecordedTensor> expected) {
        var missing = new TreeSet<>(expected.keySet());
        for (var tensor : found) {
            var recorded = expected.get(tensor.name());
            missing.remove(tensor.name());
            if (recorded == null
                    || !recorded.shape().equals(tensor.shape())
                    || !same(tensor, recorded)) {
                return tensor + " instead of " + recorded;
            }
        }
        return missing.isEmpty() ? "" : "lacks " + missing;
    }

    private static Set<String> families() {
        var families = new TreeSet<String>();
        for (var name : ReferenceData.read("configs/parameters.json").keySet()) {
            families.add(ReferenceData.config("configs/" + name).text("model_type"));
        }
        return families;
    }
}
