package org.dhurandhar.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.lang.reflect.Type;
import java.util.Base64;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/// MIME bundles as JSON.
final class Bundles {
    private static final Gson GSON =
            new GsonBuilder()
                    .serializeSpecialFloatingPointValues()
                    .registerTypeAdapter(byte[].class, (JsonSerializer<byte[]>) Bundles::base64)
                    .create();

    private Bundles() {}

    private static JsonElement base64(byte[] bytes, Type type, JsonSerializationContext context) {
        return new JsonPrimitive(Base64.getEncoder().encodeToString(bytes));
    }

    static JsonObject displayed(DisplayData shown) {
        var json = bundle(shown);
        json.addProperty("output_type", "display_data");
        return json;
    }

    static JsonObject result(DisplayData shown, int count) {
        var json = bundle(shown);
        json.addProperty("execution_count", count);
        json.addProperty("output_type", "execute_result");
        return json;
    }

    /// Data and metadata, without what is meant for a live client only.
    static JsonObject bundle(DisplayData shown) {
        var all = GSON.toJsonTree(shown).getAsJsonObject();
        var data = Lines.object(all, "data");
        for (var entry : data.entrySet()) {
            if (Lines.isJson(entry.getKey()) && Lines.isString(entry.getValue())) {
                entry.setValue(parsed(entry.getValue()));
            }
        }
        var json = new JsonObject();
        json.add("data", data);
        json.add("metadata", Lines.object(all, "metadata"));
        return json;
    }

    /// JSON that came as a text is an object in a notebook.
    private static JsonElement parsed(JsonElement text) {
        try {
            return JsonParser.parseString(text.getAsString());
        } catch (JsonParseException e) {
            return text;
        }
    }
}
