package org.dhurandhar.model;

import static org.dhurandhar.model.InventoryTally.caches;
import static org.dhurandhar.model.InventoryTally.config;
import static org.dhurandhar.model.InventoryTally.shapes;
import static org.dhurandhar.model.ReferenceData.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Inventories of configurations with keys left out against the reference library's own; complete
/// ones are in the accuracy table.
final class FamiliesReferenceTest {
    private static final List<String> DERIVED =
            List.of("layer_types", "no_rope_layers", "moe_layers", "per_layer_config");

    /// Families whose `layer_types` are a choice that no other key implies.
    private static final List<String> CHOSEN = List.of("granitemoehybrid", "lfm2", "lfm2_moe");

    /// The first case of each family is its class's own; `lfm2_moe` has no default `layer_types`.
    @Test
    void keys_left_out_take_the_class_defaults_of_the_family() {
        var tally = new InventoryTally("configurations of a bare model_type");
        String last = "";
        for (var item : ReferenceData.readList("architectures.json.gz")) {
            var recorded = map(item);
            var type = (String) recorded.get("model_type");
            if (type.equals(last) || type.equals("lfm2_moe")) {
                continue;
            }
            last = type;
            var config = config(Map.of("model_type", type));
            var inventory = tally.skips(config) ? null : tally.describe(type, config);
            if (inventory != null) {
                tally.count("tensors", type, map(recorded.get("tensors")), shapes(inventory));
            }
        }
        tally.report();
    }

    @Test
    void keys_that_the_reference_derives_may_be_left_out() {
        var tally = new InventoryTally("configurations without derived keys");
        for (var item : ReferenceData.readList("architectures.json.gz")) {
            var recorded = map(item);
            var keys = new LinkedHashMap<>(map(recorded.get("config")));
            if (CHOSEN.contains(recorded.get("model_type")) || !keys.keySet().removeAll(DERIVED)) {
                continue;
            }
            var config = config(keys);
            var label = recorded.get("model_type") + " #" + tally.cases();
            var inventory = tally.skips(config) ? null : tally.describe(label, config);
            if (inventory == null) {
                continue;
            }
            tally.count("tensors", label, map(recorded.get("tensors")), shapes(inventory));
            if (recorded.get("cache") != null) {
                tally.count("caches", label, caches(recorded.get("cache")), caches(inventory));
            }
        }
        tally.report();
    }
}
