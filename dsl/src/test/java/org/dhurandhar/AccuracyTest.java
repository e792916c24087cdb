package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dhurandhar.model.InventoryAccuracy;
import org.dhurandhar.model.RecipeAccuracy;
import org.dhurandhar.runtime.LlamaAccuracy;
import org.junit.jupiter.api.Test;

/// Every figure against its reference: one table, printed and kept in `configs/models/ACCURACY.md`.
///
/// `-Ddhurandhar.accuracy.write=true` writes the file anew.
final class AccuracyTest {
    private static final Path PAGE = Path.of("..", "configs", "models", "ACCURACY.md");

    private static final Map<String, Integer> ALL_EXACT =
            Map.ofEntries(
                    Map.entry("architectures.json: parameters", 433),
                    Map.entry("architectures.json: tensors", 433),
                    Map.entry("architectures.json: caches", 124),
                    Map.entry("hub_configs.json: parameters", 25),
                    Map.entry("configs/parameters.json: parameters", 34),
                    Map.entry("llama.cpp SmolLM2: KV", 57),
                    Map.entry("llama.cpp SmolLM2: output", 57),
                    Map.entry("llama.cpp SmolLM2: weights", 57),
                    Map.entry("llama.cpp SmolLM2: repack", 57),
                    Map.entry("llama.cpp architectures: KV", 1581),
                    Map.entry("llama.cpp architectures: state", 403),
                    Map.entry("llama.cpp architectures: output", 1581),
                    Map.entry("llama.cpp architectures: refused", 53));

    @Test
    void every_group_of_reference_values_is_met_and_the_page_says_so() throws IOException {
        var rows = new ArrayList<AccuracyRow>(InventoryAccuracy.rows());
        rows.addAll(RecipeAccuracy.rows());
        var points = PublishedPoints.evaluate();
        rows.addAll(points.rows());
        rows.addAll(LlamaAccuracy.rows());
        rows.forEach(System.out::println);

        var groups = new LinkedHashMap<String, AccuracyRow>();
        rows.forEach(row -> groups.put(row.group(), row));
        ALL_EXACT.forEach((group, n) -> {
            assertThat(row(groups, group).n()).as(group).isEqualTo(n);
            allExact(groups, group);
        });
        allExact(groups, "architectures.json: tied");
        allExact(groups, "hub_configs.json: windows");
        allExact(groups, "hub_configs.json: encoders");
        allExact(groups, "recipes from F16 headers: tensors");
        allExact(groups, "recipes from config.json alone, catalogue");
        allExact(groups, "llama.cpp architectures: weights");
        allExact(groups, "llama.cpp architectures: compute said exact");
        share(groups, "recipes from config.json alone", 0.9);
        points.rows().forEach(row -> share(groups, row.group(), 1));
        share(groups, "llama.cpp SmolLM2: compute", 1);
        share(groups, "llama.cpp SmolLM2: RSS after a request", 1);
        share(groups, "llama.cpp architectures: compute", 1);
        share(groups, "llama.cpp server: anonymous after load", 0.95);
        share(groups, "llama.cpp library: anonymous after load", 0.95);
        assertThat(row(groups, "recipes from config.json alone").n()).isEqualTo(57);
        assertThat(row(groups, "recipes from F16 headers: tensors").n()).isGreaterThan(80_000);
        assertThat(row(groups, "llama.cpp SmolLM2: compute").n()).isEqualTo(57);
        assertThat(row(groups, "llama.cpp SmolLM2: RSS after a request").n())
                .isGreaterThanOrEqualTo(55);
        assertThat(row(groups, "llama.cpp architectures: compute").n()).isEqualTo(1581);
        assertPage(AccuracyPage.of(rows, points));
    }

    private static void allExact(Map<String, AccuracyRow> groups, String group) {
        var row = row(groups, group);
        assertThat(row.exact()).as(row.toString()).isEqualTo(row.n());
    }

    private static void share(Map<String, AccuracyRow> groups, String group, double least) {
        var row = row(groups, group);
        assertThat((double) row.within())
                .as(row.toString())
                .isGreaterThanOrEqualTo(row.n() * least);
    }

    private static AccuracyRow row(Map<String, AccuracyRow> groups, String group) {
        assertThat(groups).containsKey(group);
        return groups.get(group);
    }

    private static void assertPage(String page) throws IOException {
        if (Boolean.getBoolean("dhurandhar.accuracy.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
    }
}
