package org.dhurandhar.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/// JSON as Jupyter saves it: keys sorted by code point, one space a level, characters as they are,
/// so that a notebook that is run again differs only where it changed.
final class NotebookText {
    private static final Comparator<Map.Entry<String, JsonElement>> BY_KEY =
            Map.Entry.comparingByKey(
                    (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()));

    private final StringBuilder out = new StringBuilder();

    private NotebookText() {}

    static String of(JsonElement value) {
        var text = new NotebookText();
        text.value(value, 0);
        return text.out.append('\n').toString();
    }

    private void value(JsonElement value, int depth) {
        if (value.isJsonObject()) {
            object(value.getAsJsonObject().asMap(), depth);
        } else if (value.isJsonArray()) {
            var separator = "[";
            for (var item : value.getAsJsonArray()) {
                line(separator, depth + 1);
                value(item, depth + 1);
                separator = ",";
            }
            close(separator, "[]", ']', depth);
        } else if (value.isJsonPrimitive()) {
            primitive(value.getAsJsonPrimitive());
        } else {
            out.append("null");
        }
    }

    private void object(Map<String, JsonElement> members, int depth) {
        var separator = "{";
        for (var member : members.entrySet().stream().sorted(BY_KEY).toList()) {
            line(separator, depth + 1);
            string(member.getKey());
            out.append(": ");
            value(member.getValue(), depth + 1);
            separator = ",";
        }
        close(separator, "{}", '}', depth);
    }

    private void close(String separator, String empty, char end, int depth) {
        if (separator.equals(",")) {
            line("", depth);
            out.append(end);
        } else {
            out.append(empty);
        }
    }

    private void line(String separator, int depth) {
        out.append(separator).append('\n').repeat(' ', depth);
    }

    private void primitive(JsonPrimitive value) {
        if (value.isString()) {
            string(value.getAsString());
        } else if (value.isBoolean()) {
            out.append(value.getAsBoolean());
        } else {
            out.append(number(value.getAsString()));
        }
    }

    /// Whole numbers as they are; others as the shortest digits that give the same double, plain
    /// from 1e-4 to 1e16.
    static String number(String text) {
        if (text.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
            return text;
        }
        double value = Double.parseDouble(text);
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int point = shortest.precision() - shortest.scale();
        if (point > -4 && point <= 16) {
            return shortest.scale() <= 0
                    ? shortest.toBigInteger() + ".0"
                    : shortest.toPlainString();
        }
        var digits = shortest.unscaledValue().abs().toString();
        int exponent = Math.abs(point - 1);
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (point > 0 ? "e+" : "e-")
                + (exponent < 10 ? "0" : "")
                + exponent;
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
