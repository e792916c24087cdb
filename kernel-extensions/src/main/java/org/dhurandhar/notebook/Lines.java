package org.dhurandhar.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dhurandhar.engine.Bundles;
import org.jspecify.annotations.Nullable;

/// Texts of many lines: one string in memory, a list of lines in a file.
final class Lines {
    /// What else than `text/...` is kept as lines.
    private static final List<String> TEXTS = List.of("application/javascript", "image/svg+xml");

    private static final String ENDS = "\n\u000b\u000c\r\u001c\u001d\u001e\u0085\u2028\u2029";

    private Lines() {}

    /// Texts of cells, outputs and attachments become strings.
    static void join(JsonArray cells) {
        for (var element : cells) {
            var cell = element.getAsJsonObject();
            join(cell, "source");
            attachments(cell).forEach(Lines::joinBundle);
            for (var output : outputs(cell)) {
                if (isDisplay(output)) {
                    joinBundle(object(output, "data"));
                } else if (output.has("output_type")) {
                    join(output, "text");
                }
            }
        }
    }

    /// Texts of cells, outputs and attachments become lists of lines that keep their ends.
    static void split(JsonArray cells) {
        for (var element : cells) {
            var cell = element.getAsJsonObject();
            split(cell, "source");
            attachments(cell).forEach(Lines::splitBundle);
            for (var output : outputs(cell)) {
                if (isDisplay(output)) {
                    splitBundle(object(output, "data"));
                } else if (isOf(output, "stream")) {
                    split(output, "text");
                }
            }
        }
    }

    /// A text, or a list of texts joined; null for anything else.
    static @Nullable String text(@Nullable JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        if (value instanceof JsonArray list && list.asList().stream().allMatch(Lines::isString)) {
            var joined = new StringBuilder();
            list.forEach(line -> joined.append(line.getAsString()));
            return joined.toString();
        }
        return null;
    }

    static boolean isString(@Nullable JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isDisplay(JsonObject output) {
        return isOf(output, "execute_result") || isOf(output, "display_data");
    }

    private static boolean isOf(JsonObject output, String type) {
        return isString(output.get("output_type"))
                && output.get("output_type").getAsString().equals(type);
    }

    private static List<JsonObject> attachments(JsonObject cell) {
        return object(cell, "attachments").asMap().values().stream()
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static List<JsonObject> outputs(JsonObject cell) {
        return cell.get("outputs") instanceof JsonArray outputs
                ? StreamSupport.stream(outputs.spliterator(), false)
                        .filter(JsonElement::isJsonObject)
                        .map(JsonElement::getAsJsonObject)
                        .toList()
                : List.of();
    }

    static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    private static void joinBundle(JsonObject bundle) {
        for (var type : List.copyOf(bundle.keySet())) {
            if (!Bundles.isJson(type)) {
                join(bundle, type);
            }
        }
    }

    private static void splitBundle(JsonObject bundle) {
        for (var type : List.copyOf(bundle.keySet())) {
            if (type.startsWith("text/") || TEXTS.contains(type)) {
                split(bundle, type);
            }
        }
    }

    private static void join(JsonObject parent, String name) {
        if (parent.get(name) instanceof JsonArray) {
            var text = text(parent.get(name));
            if (text != null) {
                parent.addProperty(name, text);
            }
        }
    }

    private static void split(JsonObject parent, String name) {
        if (isString(parent.get(name))) {
            parent.add(name, lines(parent.get(name).getAsString()));
        }
    }

    /// Lines with their ends, which are those of Unicode.
    static JsonArray lines(String text) {
        var lines = new JsonArray();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ENDS.indexOf(text.charAt(i)) < 0) {
                continue;
            }
            if (text.startsWith("\r\n", i)) {
                i++;
            }
            lines.add(text.substring(start, i + 1));
            start = i + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
