package org.dhurandhar.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.jspecify.annotations.Nullable;

/// The families of models whose `config.json` is understood, by `model_type`.
final class Families {
    private static final String DEFAULTS = "org/dhurandhar/model/families/";
    private static final Map<String, Family> ALL = new TreeMap<>();

    static {
        DenseFamilies.register(ALL);
        GemmaFamilies.register(ALL);
        MoeFamilies.register(ALL);
        HybridFamilies.register(ALL);
    }

    private Families() {}

    static boolean knows(String modelType) {
        return ALL.containsKey(modelType);
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// A configuration over its family's class defaults; of one that wraps a text model beside
    /// encoders, the text model's.
    static Config configure(MapNode config) {
        if (!config.has("model_type")) {
            throw DhurandharException.because(
                            "InvalidProfile", config.place() + "  missing field \"model_type\"")
                    .expected(
                            "one of " + ALL.size() + " families, such as \"model_type\": \"llama\"")
                    .fix(
                            "add it to "
                                    + config.place().file()
                                    + ", or name the safetensors or GGUF file");
        }
        var type = config.text("model_type");
        if (ALL.containsKey(type)) {
            return over(DEFAULTS + type, config);
        }
        var text = Wrappers.text(config);
        if (text == null) {
            throw unknown(type, config);
        }
        return over(DEFAULTS + text.text("model_type"), text);
    }

    /// The encoders that a configuration wraps beside its text model.
    static Encoders encoders(MapNode config) {
        return ALL.containsKey(config.text("model_type"))
                ? Encoders.NONE
                : Encoders.of(config, configure(config));
    }

    /// A configuration over the defaults of a resource.
    ///
    /// @param resource name without `.json`
    static Config over(String resource, MapNode config) {
        var document = Documents.readResource(resource + ".json");
        var defaults = document.map("defaults");
        if (defaults == null) {
            throw new IllegalStateException("no defaults in " + resource);
        }
        return new Config(config, defaults, spellings(document.map("aliases")));
    }

    /// Lists the tensors and layers that a configuration stands for.
    ///
    /// @throws DhurandharException where a size is missing or impossible
    static Inventory describe(Config config) {
        var family = ALL.get(config.modelType());
        if (family == null) {
            throw unknown(config.modelType(), config.given());
        }
        var inventory = new Inventory();
        try {
            family.describe(config, inventory);
        } catch (ArithmeticException e) {
            throw config.impossibleSizes();
        }
        return inventory;
    }

    private static Map<String, String> spellings(@Nullable MapNode aliases) {
        var both = new HashMap<String, String>();
        if (aliases != null) {
            for (var name : aliases.keys()) {
                var other = aliases.text(name);
                both.put(name, other);
                both.putIfAbsent(other, name);
            }
        }
        return both;
    }

    private static DhurandharException unknown(String type, MapNode config) {
        var names = names();
        var close = DhurandharException.closest(type, names);
        return DhurandharException.because(
                        "UnknownName",
                        config.placeOf("model_type")
                                + "  no family with model_type \""
                                + type
                                + "\"")
                .facts(
                        close.isEmpty() ? "known" : "close",
                        close.isEmpty()
                                ? names.size() + " families, among them llama, qwen3, gemma3_text"
                                : String.join(", ", close)
                                        + "        known: "
                                        + names.size()
                                        + " families")
                .fix(
                        "name its safetensors or GGUF file: a header gives the exact weights"
                                + " without the family");
    }
}
