package org.dhurandhar.model;

import static org.dhurandhar.model.InventoryTally.caches;
import static org.dhurandhar.model.InventoryTally.config;
import static org.dhurandhar.model.InventoryTally.encoders;
import static org.dhurandhar.model.InventoryTally.parameters;
import static org.dhurandhar.model.InventoryTally.shapes;
import static org.dhurandhar.model.InventoryTally.types;
import static org.dhurandhar.model.ReferenceData.list;
import static org.dhurandhar.model.ReferenceData.map;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.AccuracyRow;

/// Inventories against the reference library's own tensors, counts and caches.
public final class InventoryAccuracy {
    private InventoryAccuracy() {}

    /// All groups; skips the test where the reference directory is not set.
    public static List<AccuracyRow> rows() {
        var rows = new ArrayList<AccuracyRow>(architectures());
        rows.addAll(hubs());
        rows.addAll(catalogue());
        return rows;
    }

    private static List<AccuracyRow> architectures() {
        var tally = new InventoryTally("architectures.json");
        for (var item : ReferenceData.readList("architectures.json.gz")) {
            var recorded = map(item);
            var config = config(recorded.get("config"));
            if (tally.skips(config)) {
                continue;
            }
            var label = recorded.get("model_type") + " #" + tally.cases();
            var inventory = tally.describe(label, config);
            if (inventory == null) {
                continue;
            }
            tally.count("parameters", label, recorded.get("parameters"), parameters(inventory));
            tally.count("tied", label, recorded.get("tied"), inventory.isTied());
            tally.count("tensors", label, map(recorded.get("tensors")), shapes(inventory));
            if (recorded.get("cache") != null) {
                tally.count("caches", label, caches(recorded.get("cache")), caches(inventory));
            }
        }
        return tally.rows();
    }

    private static List<AccuracyRow> hubs() {
        var tally = new InventoryTally("hub_configs.json");
        ReferenceData.read("hub_configs.json")
                .forEach((name, value) -> {
                    var recorded = map(value);
                    var config = config(recorded.get("config"));
                    var inventory = tally.skips(config) ? null : tally.describe(name, config);
                    if (inventory == null) {
                        return;
                    }
                    tally.count(
                            "parameters", name, recorded.get("parameters"), parameters(inventory));
                    if (recorded.get("parameters_all") != null) {
                        tally.count(
                                "encoders",
                                name,
                                recorded.get("parameters_all"),
                                parameters(inventory) + encoders(config));
                    }
                    if (recorded.get("layer_types") != null) {
                        tally.count(
                                "windows",
                                name,
                                list(recorded.get("layer_types")),
                                types(inventory));
                    }
                });
        return tally.rows();
    }

    private static List<AccuracyRow> catalogue() {
        var tally = new InventoryTally("configs/parameters.json");
        ReferenceData.read("configs/parameters.json")
                .forEach((name, parameters) -> {
                    var config = config(ReferenceData.read("configs/" + name + "/config.json"));
                    var inventory = tally.skips(config) ? null : tally.describe(name, config);
                    if (inventory != null) {
                        tally.count("parameters", name, parameters, parameters(inventory));
                    }
                });
        return tally.rows();
    }
}
