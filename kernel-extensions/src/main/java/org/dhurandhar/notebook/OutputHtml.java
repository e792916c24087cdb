package org.dhurandhar.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dhurandhar.engine.Bundles;
import org.jspecify.annotations.Nullable;

/// The outputs of a cell in a page: each in its richest form that needs no script.
final class OutputHtml {
    private static final List<String> PIXELS =
            List.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final Gson PRETTY =
            new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .serializeNulls()
                    .serializeSpecialFloatingPointValues()
                    .create();

    private final SafeHtml safe;
    private final MarkdownHtml markdown;

    OutputHtml(SafeHtml safe, MarkdownHtml markdown) {
        this.safe = safe;
        this.markdown = markdown;
    }

    String html(JsonObject output) {
        return switch (String.valueOf(Lines.text(output.get("output_type")))) {
            case "stream" -> stream(output);
            case "error" -> error(output);
            case "display_data", "execute_result" ->
                    bundle(Lines.object(output, "data"), Lines.object(output, "metadata"));
            default -> "";
        };
    }

    private static String stream(JsonObject output) {
        var isError = "stderr".equals(Lines.text(output.get("name")));
        return pre(isError ? "stream stderr" : "stream", text(output, "text"));
    }

    private static String error(JsonObject output) {
        var lines = output.get("traceback") instanceof JsonArray array ? array : new JsonArray();
        var traceback =
                String.join(
                        "\n",
                        lines.asList().stream()
                                .filter(Lines::isString)
                                .map(JsonElement::getAsString)
                                .toList());
        return pre(
                "error",
                traceback.isBlank()
                        ? text(output, "ename") + ": " + text(output, "evalue")
                        : traceback);
    }

    private static String text(JsonObject output, String name) {
        var text = Lines.text(output.get(name));
        return text == null ? "" : text;
    }

    private static String pre(String kind, String text) {
        return "<pre class=\"" + kind + "\" tabindex=\"0\">" + AnsiInk.html(text) + "</pre>\n";
    }

    private String bundle(JsonObject data, JsonObject metadata) {
        var html = Lines.text(data.get("text/html"));
        if (html != null) {
            return "<div class=\"html\">" + safe.of(html) + "</div>\n";
        }
        var svg = Lines.text(data.get("image/svg+xml"));
        if (svg != null) {
            return image("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8), data, metadata);
        }
        for (var type : PIXELS) {
            var base64 = Lines.text(data.get(type));
            if (base64 != null) {
                var address = "data:" + type + ";base64," + base64.replaceAll("\\s", "");
                return image(address, data, Lines.object(metadata, type));
            }
        }
        var marked = Lines.text(data.get("text/markdown"));
        if (marked != null) {
            return "<div class=\"markdown\">" + markdown.quoted(marked) + "</div>\n";
        }
        return plain(data);
    }

    private static String plain(JsonObject data) {
        for (var type : List.of("text/latex", "text/plain")) {
            var text = Lines.text(data.get(type));
            if (text != null) {
                return pre("result", text);
            }
        }
        for (Map.Entry<String, JsonElement> entry : data.entrySet()) {
            if (Bundles.isJson(entry.getKey())) {
                return pre("result", PRETTY.toJson(entry.getValue()));
            }
        }
        return data.isEmpty() ? "" : pre("result", "[" + String.join(", ", data.keySet()) + "]");
    }

    private static String image(String type, byte[] bytes, JsonObject data, JsonObject metadata) {
        return image(PageImages.data(type, bytes), data, Lines.object(metadata, type));
    }

    private static String image(String address, JsonObject data, JsonObject size) {
        var alt = Lines.text(data.get("text/plain"));
        return "<figure><img alt=\"%s\" src=\"%s\"%s%s></figure>\n"
                .formatted(
                        PageText.escaped(alt == null ? "" : alt),
                        PageText.escaped(address),
                        pixels("width", size),
                        pixels("height", size));
    }

    private static String pixels(String name, JsonObject size) {
        @Nullable JsonElement value = size.get(name);
        return value != null && value.toString().matches("\\d{1,5}")
                ? " " + name + "=\"" + value + "\""
                : "";
    }
}
