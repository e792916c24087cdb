package org.dhurandhar.jupyter;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/// What a value shows, as it goes over the wire.
record Bundle(Map<String, String> data, int bytes) {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    static Bundle of(Object value) {
        return read(renderer().render(value));
    }

    static Bundle of(Object value, String... types) {
        return read(renderer().renderAs(value, types));
    }

    private static Renderer renderer() {
        var renderer = new Renderer();
        Rendering.register(renderer);
        return renderer;
    }

    private static Bundle read(DisplayData shown) {
        var json = GSON.toJsonTree(shown).getAsJsonObject();
        var data = new TreeMap<String, String>();
        for (var entry : json.getAsJsonObject("data").entrySet()) {
            data.put(entry.getKey(), entry.getValue().getAsString());
        }
        return new Bundle(data, GSON.toJson(json).getBytes(StandardCharsets.UTF_8).length);
    }

    Set<String> types() {
        return data.keySet();
    }

    String html() {
        return data.getOrDefault("text/html", "");
    }

    String plain() {
        return data.getOrDefault("text/plain", "");
    }

    String markdown() {
        return data.getOrDefault("text/markdown", "");
    }
}
