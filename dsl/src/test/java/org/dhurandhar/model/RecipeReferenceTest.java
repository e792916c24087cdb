package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.model.ReferenceData.list;
import static org.dhurandhar.model.ReferenceData.map;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Recipes against the quantiser's own choices (`llamacpp_arch/recipes.json.gz`, `gguf/*.json`).
final class RecipeReferenceTest {
    @Test
    void every_tensor_of_every_recorded_quantisation_has_the_recorded_type_and_bytes() {
        var meta = ReferenceData.read("llamacpp_arch/gguf_meta.json.gz");
        var architectures = map(ReferenceData.read("llamacpp_arch/recipes.json.gz").get("recipes"));
        var wrong = new ArrayList<String>();
        int configs = 0;
        int compared = 0;
        for (var configsOf : architectures.values()) {
            for (var config : map(configsOf).entrySet()) {
                configs++;
                var quants = map(map(config.getValue()).get("quants"));
                var totals = map(map(config.getValue()).get("total_bytes"));
                var layout = layout(map(meta.get(config.getKey())), rows(quants.get("F16")));
                for (var quant : quants.entrySet()) {
                    var expected = byName(rows(quant.getValue()));
                    long sum = 0;
                    for (var tensor : Recipe.named(quant.getKey()).apply(layout)) {
                        var format = tensor.format();
                        long bytes = format.bytesFor(tensor.shape());
                        var row = expected.get(tensor.name());
                        compared++;
                        sum += bytes;
                        if (!format.label().equals(row.type()) || bytes != row.bytes()) {
                            wrong.add(config.getKey() + " " + quant.getKey() + " " + tensor + row);
                        }
                    }
                    if (sum != (long) totals.get(quant.getKey())) {
                        wrong.add(config.getKey() + " " + quant.getKey() + " total " + sum);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(configs).isEqualTo(57);
        assertThat(compared).isGreaterThan(80_000);
    }

    @Test
    void real_files_of_four_quantisations_follow_from_their_shapes() {
        for (var recipe : List.of("Q4_0", "Q4_1", "IQ4_NL", "Q4_K_M")) {
            var file = "gguf/smollm2-135m-" + recipe.toLowerCase(java.util.Locale.ROOT) + ".json";
            var dump = ReferenceData.read(file);
            var metadata = new HashMap<String, Object>();
            map(dump.get("kv"))
                    .forEach((k, v) -> {
                        var value = map(v).get("value");
                        if (value != null) {
                            metadata.put(k, value);
                        }
                    });
            var expected = new ArrayList<Row>();
            for (var tensor : list(dump.get("tensors"))) {
                var t = map(tensor);
                expected.add(
                        new Row(
                                (String) t.get("name"),
                                longs(list(t.get("shape"))),
                                (String) t.get("type"),
                                (long) t.get("bytes")));
            }
            var unquantised = new ArrayList<Row>();
            for (var row : expected) {
                boolean matrix = row.shape.size() > 1;
                unquantised.add(new Row(row.name, row.shape, matrix ? "F16" : "F32", 0));
            }
            var found = Recipe.named(recipe).apply(layout(metadata, unquantised));
            assertThat(found)
                    .zipSatisfy(
                            expected,
                            (tensor, row) -> {
                                assertThat(tensor.format().label()).isEqualTo(row.type);
                                assertThat(tensor.format().bytesFor(tensor.shape()))
                                        .isEqualTo(row.bytes);
                            });
        }
    }

    private record Row(String name, List<Long> shape, String type, long bytes) {}

    private static GgufLayout layout(Map<String, Object> metadata, List<Row> rows) {
        var tensors = new ArrayList<Tensor>();
        for (var row : rows) {
            tensors.add(
                    new Tensor(
                            row.name,
                            row.shape,
                            GgufNames.role(row.name),
                            GgufNames.layer(row.name),
                            WeightFormat.byLabel(row.type)));
        }
        return new GgufLayout((String) metadata.get("general.architecture"), metadata, tensors);
    }

    private static Map<String, Row> byName(List<Row> rows) {
        var map = new HashMap<String, Row>();
        rows.forEach(row -> map.put(row.name, row));
        return map;
    }

    private static List<Long> longs(List<Object> values) {
        return values.stream().map(v -> (Long) v).toList();
    }

    private static List<Row> rows(Object recorded) {
        var rows = new ArrayList<Row>();
        for (var entry : list(recorded)) {
            var r = list(entry);
            var name = (String) r.get(0);
            var shape = longs(list(r.get(1)));
            var type = (String) r.get(2);
            long bytes = (long) r.get(3);
            if (r.size() == 4) {
                rows.add(new Row(name, shape, type, bytes));
                continue;
            }
            for (var block : list(r.get(4))) {
                rows.add(new Row(name.replace("*", block.toString()), shape, type, bytes));
            }
        }
        return rows;
    }
}
