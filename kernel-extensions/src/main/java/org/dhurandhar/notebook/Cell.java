package org.dhurandhar.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.StreamSupport;

/// A cell as it stands in its notebook.
///
/// @param json whose texts are joined
record Cell(JsonObject json) {
    static final String PARAMETERS = "parameters";
    static final String INJECTED = "injected-parameters";
    private static final String RAISES = "raises-exception";
    private static final String SKIPPED = "skip-execution";

    /// A new cell of code.
    static Cell code(String id, String source, String tag) {
        var tags = new JsonArray();
        tags.add(tag);
        var metadata = new JsonObject();
        metadata.add("tags", tags);
        var json = new JsonObject();
        json.addProperty("cell_type", "code");
        json.add("execution_count", JsonNull.INSTANCE);
        json.addProperty("id", id);
        json.add("metadata", metadata);
        json.add("outputs", new JsonArray());
        json.addProperty("source", source);
        return new Cell(json);
    }

    String type() {
        return json.get("cell_type").getAsString();
    }

    String source() {
        return json.get("source").getAsString();
    }

    JsonObject metadata() {
        return json.getAsJsonObject("metadata");
    }

    boolean isCode() {
        return type().equals("code");
    }

    /// Whether there is anything to run, and the cell wants to be run.
    boolean runs() {
        return isCode() && !source().isBlank() && !hasTag(SKIPPED);
    }

    boolean mayFail() {
        return hasTag(RAISES);
    }

    boolean hasTag(String tag) {
        return metadata().get("tags") instanceof JsonArray tags
                && tags.asList().stream()
                        .anyMatch(t -> Lines.isString(t) && t.getAsString().equals(tag));
    }

    List<JsonObject> outputs() {
        return json.get("outputs") instanceof JsonArray outputs
                ? StreamSupport.stream(outputs.spliterator(), false)
                        .map(JsonElement::getAsJsonObject)
                        .toList()
                : List.of();
    }

    /// As if it had never run.
    void clear() {
        json.add("outputs", new JsonArray());
        json.add("execution_count", JsonNull.INSTANCE);
        metadata().remove("execution");
    }
}
