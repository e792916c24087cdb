package org.dhurandhar.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Recorded models and runs of llama.cpp, read from the reference directory.
final class LlamaReference {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(tools.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    private final Path directory;
    private final Map<String, GgufLayout> models = new HashMap<>();

    LlamaReference(Path directory) {
        this.directory = directory;
    }

    JsonNode json(String file) {
        var path = directory.resolve(file);
        try (var raw = Files.newInputStream(path);
                var in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Models of the small configurations, with their F16 tensors.
    Map<String, GgufLayout> architectures() {
        if (models.isEmpty()) {
            var metadata = json("llamacpp_arch/gguf_meta.json.gz");
            for (var family : json("llamacpp_arch/recipes.json.gz").get("recipes")) {
                family.properties()
                        .forEach(entry ->
                                models.put(
                                        entry.getKey(),
                                        layout(
                                                metadata.get(entry.getKey()),
                                                entry.getValue().get("quants").get("F16"))));
            }
        }
        return models;
    }

    /// One of the recorded files of SmolLM2-135M.
    GgufLayout smol(String quantisation) {
        var header = json("gguf/smollm2-135m-" + quantisation + ".json");
        var metadata = new HashMap<String, Object>();
        header.get("kv")
                .properties()
                .forEach(e -> put(metadata, e.getKey(), e.getValue().get("value")));
        var tensors = new ArrayList<Tensor>();
        for (var tensor : header.get("tensors")) {
            tensors.add(
                    tensor(
                            tensor.get("name").asString(),
                            tensor.get("shape"),
                            tensor.get("type").asString()));
        }
        return new GgufLayout("llama", metadata, tensors);
    }

    private static GgufLayout layout(JsonNode header, JsonNode rows) {
        var metadata = new HashMap<String, Object>();
        header.properties().forEach(e -> put(metadata, e.getKey(), e.getValue()));
        var tensors = new ArrayList<Tensor>();
        for (var row : rows) {
            var name = row.get(0).asString();
            if (row.size() < 5) {
                tensors.add(tensor(name, row.get(1), row.get(2).asString()));
                continue;
            }
            for (var layer : row.get(4)) {
                tensors.add(
                        tensor(
                                name.replace("*", layer.asString()),
                                row.get(1),
                                row.get(2).asString()));
            }
        }
        return new GgufLayout(header.get("general.architecture").asString(), metadata, tensors);
    }

    private static Tensor tensor(String name, JsonNode shape, String type) {
        var sizes = new ArrayList<Long>();
        shape.forEach(size -> sizes.add(size.asLong()));
        return new Tensor(name, sizes, Role.OTHER, -1, WeightFormat.valueOf(type));
    }

    private static void put(Map<String, Object> metadata, String key, JsonNode value) {
        if (value == null) {
            return;
        }
        if (value.isArray()) {
            var list = new ArrayList<Object>();
            value.forEach(item -> list.add(scalar(item)));
            metadata.put(key, List.copyOf(list));
        } else {
            metadata.put(key, scalar(value));
        }
    }

    private static Object scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        return value.isNumber() ? (Object) value.asDouble() : value.asString();
    }
}
