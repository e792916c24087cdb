package org.dhurandhar.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.util.Base64;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/// Display data as messages carry them: `data`, `metadata`, and `transient` where asked for.
final class Bundles {
    private static final Gson GSON =
            new GsonBuilder()
                    .disableHtmlEscaping()
                    .registerTypeAdapter(
                            byte[].class,
                            (JsonSerializer<byte[]>)
                                    (bytes, type, context) ->
                                            new JsonPrimitive(
                                                    Base64.getEncoder().encodeToString(bytes)))
                    .create();

    private Bundles() {}

    /// With the display id, for `display_data` and `update_display_data`.
    static JsonObject withTransient(DisplayData display) {
        var json = plain(display);
        var id = new JsonObject();
        if (display.hasDisplayId()) {
            id.addProperty(DisplayData.DISPLAY_ID_KEY, display.getDisplayId());
        }
        json.add("transient", id);
        return json;
    }

    /// `data` and `metadata`.
    static JsonObject plain(DisplayData display) {
        var fields = GSON.toJsonTree(display).getAsJsonObject();
        var json = new JsonObject();
        json.add("data", parsed(object(fields.get("data"))));
        json.add("metadata", object(fields.get("metadata")));
        return json;
    }

    private static JsonObject object(@Nullable JsonElement element) {
        return element instanceof JsonObject object ? object : new JsonObject();
    }

    /// JSON travels as JSON, not as a text that holds some.
    private static JsonObject parsed(JsonObject data) {
        for (var type : data.keySet()) {
            boolean json = type.equals("application/json") || type.endsWith("+json");
            if (json && data.get(type) instanceof JsonPrimitive text && text.isString()) {
                data.add(type, parsed(text));
            }
        }
        return data;
    }

    private static JsonElement parsed(JsonPrimitive text) {
        try {
            return JsonParser.parseString(text.getAsString());
        } catch (JsonParseException e) {
            return text;
        }
    }
}
