package org.dhurandhar.engine;

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

/// What is shown, as messages and notebooks carry it.
public final class Bundles {
    private static final Gson GSON =
            new GsonBuilder()
                    .registerTypeAdapter(byte[].class, bytes())
                    .registerTypeAdapter(double.class, number())
                    .registerTypeAdapter(Double.class, number())
                    .registerTypeAdapter(float.class, number())
                    .registerTypeAdapter(Float.class, number())
                    .create();

    private Bundles() {}

    private static JsonSerializer<byte[]> bytes() {
        return (bytes, type, context) ->
                new JsonPrimitive(Base64.getEncoder().encodeToString(bytes));
    }

    /// JSON has no word for what is no number; readers that are strict drop all that it stands in.
    private static JsonSerializer<Number> number() {
        return (number, type, context) ->
                Double.isFinite(number.doubleValue())
                        ? new JsonPrimitive(number)
                        : new JsonPrimitive(number.toString());
    }

    /// Its `data` and `metadata`, without what is meant for a live client only.
    public static JsonObject json(DisplayData shown) {
        var all = GSON.toJsonTree(shown).getAsJsonObject();
        var data = object(all.get("data"));
        for (var entry : data.entrySet()) {
            if (isJson(entry.getKey())
                    && entry.getValue() instanceof JsonPrimitive text
                    && text.isString()) {
                entry.setValue(parsed(text));
            }
        }
        var json = new JsonObject();
        json.add("data", data);
        json.add("metadata", object(all.get("metadata")));
        return json;
    }

    /// Whether what goes by this MIME type is JSON itself, and no text.
    public static boolean isJson(String mimeType) {
        return mimeType.equals("application/json")
                || (mimeType.startsWith("application/") && mimeType.endsWith("+json"));
    }

    private static JsonObject object(@Nullable JsonElement element) {
        return element instanceof JsonObject object ? object : new JsonObject();
    }

    /// JSON travels as JSON, not as a text that holds some.
    private static JsonElement parsed(JsonPrimitive text) {
        try {
            return JsonParser.parseString(text.getAsString());
        } catch (JsonParseException e) {
            return text;
        }
    }
}
