package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.model.ReferenceData.list;
import static org.dhurandhar.model.ReferenceData.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Recipes against the quantiser's own choices in real files (`gguf/*.json`).
final class RecipeReferenceTest {
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
            var expected = new ArrayList<RecordedTensor>();
            for (var tensor : list(dump.get("tensors"))) {
                var t = map(tensor);
                expected.add(
                        new RecordedTensor(
                                (String) t.get("name"),
                                RecordedTensor.longs(list(t.get("shape"))),
                                (String) t.get("type"),
                                (long) t.get("bytes")));
            }
            var unquantised = new ArrayList<RecordedTensor>();
            for (var row : expected) {
                boolean matrix = row.shape().size() > 1;
                unquantised.add(
                        new RecordedTensor(row.name(), row.shape(), matrix ? "F16" : "F32", 0));
            }
            var found = Recipe.named(recipe).apply(RecordedTensor.layout(metadata, unquantised));
            assertThat(found)
                    .zipSatisfy(
                            expected,
                            (tensor, row) -> {
                                assertThat(tensor.format().label()).isEqualTo(row.type());
                                assertThat(tensor.format().bytesFor(tensor.shape()))
                                        .isEqualTo(row.bytes());
                            });
        }
    }
}
