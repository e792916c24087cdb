package org.dhurandhar.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dhurandhar.DhurandharException;

/// A value that was typed, as Java text of a type.
final class JavaValue {
    private static final Pattern LIST =
            Pattern.compile("(java\\.util\\.)?(List|Set|Collection|Iterable)<(.+)>");
    private static final String KNOWN =
            "numbers, boolean, char, String, Path; arrays, List and Set of them";

    private final String value;
    private final String type;
    private final String name;

    private JavaValue(String value, String type, String name) {
        this.value = value;
        this.type = type;
        this.name = name;
    }

    /// Java text for a value of a type, which is written as in the declaration.
    ///
    /// @param name of the parameter, for messages
    /// @throws DhurandharException where the value is not of the type
    static String of(String value, String type, String name) {
        return new JavaValue(value, type, name).text();
    }

    private String text() {
        var list = LIST.matcher(type);
        if (list.matches()) {
            // Written as the declaration writes it, so that the same imports do.
            var home = list.group(1) == null ? "" : list.group(1);
            var factory = list.group(2).equals("Set") ? "Set" : "List";
            return home + factory + ".of(" + items(list.group(3)) + ")";
        }
        if (type.endsWith("[]")) {
            var item = type.substring(0, type.length() - 2);
            return "new " + type + " {" + items(item) + "}";
        }
        return switch (type.replaceFirst("^java\\.(lang|nio\\.file)\\.", "")) {
            case "int", "Integer" -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE, "");
            case "long", "Long" -> whole(Long.MIN_VALUE, Long.MAX_VALUE, "L");
            case "short", "Short" -> "(short) " + whole(Short.MIN_VALUE, Short.MAX_VALUE, "");
            case "byte", "Byte" -> "(byte) " + whole(Byte.MIN_VALUE, Byte.MAX_VALUE, "");
            case "double", "Double" -> number(Double.MAX_VALUE, "");
            case "float", "Float" -> number(Float.MAX_VALUE, "f");
            case "boolean", "Boolean" -> truth();
            case "char", "Character" -> character();
            case "String", "CharSequence", "Object" -> string(value);
            case "Path" -> type + ".of(" + string(value) + ")";
            default ->
                    throw DhurandharException.because(
                                    "InvalidParameter",
                                    type.equals("var")
                                            ? name + " is declared with var and has no plain value"
                                            : name + " is a " + type + ", which cannot be typed")
                            .facts("known", KNOWN)
                            .fix("declare a String in the cell, and make a " + what() + " of it");
        };
    }

    private String what() {
        return type.equals("var") ? "value" : type;
    }

    /// Separated by commas, or a list in JSON.
    private String items(String type) {
        var items = new ArrayList<String>();
        for (var item : split()) {
            items.add(of(item, type, name));
        }
        return String.join(", ", items);
    }

    private List<String> split() {
        if (value.isBlank()) {
            return List.of();
        }
        if (!value.startsWith("[")) {
            return List.of(value.split(",", -1)).stream().map(String::strip).toList();
        }
        try {
            if (JsonParser.parseString(value) instanceof JsonArray array
                    && array.asList().stream().allMatch(JsonElement::isJsonPrimitive)) {
                return array.asList().stream().map(JsonElement::getAsString).toList();
            }
        } catch (JsonParseException e) {
            throw wrong("items with commas between, or a list in JSON", "[\"a\",\"b\"]");
        }
        throw wrong("a list of plain values", "[\"a\",\"b\"]");
    }

    private String whole(long least, long most, String suffix) {
        var digits = value.strip().replace("_", "");
        try {
            long number = Long.parseLong(digits);
            if (number >= least && number <= most) {
                return number + suffix;
            }
        } catch (NumberFormatException e) {
            throw wrong("a whole number", "32768");
        }
        throw wrong("a whole number from %,d to %,d".formatted(least, most), "32768");
    }

    private String number(double most, String suffix) {
        var digits = value.strip().replace("_", "");
        try {
            double number = Double.parseDouble(digits);
            if (digits.matches("[^a-zA-Z]*([eE][^a-zA-Z]+)?") && Math.abs(number) <= most) {
                return suffix.isEmpty() ? Double.toString(number) : (float) number + suffix;
            }
        } catch (NumberFormatException e) {
            throw wrong("a number", "0.5");
        }
        throw wrong("a finite number", "0.5");
    }

    private String truth() {
        return switch (value.strip()) {
            case "true", "false" -> value.strip();
            default -> throw wrong("true or false", "true");
        };
    }

    private String character() {
        if (value.length() != 1) {
            throw wrong("one character", "x");
        }
        var quoted = string(value);
        return quoted.equals("\"'\"")
                ? "'\\''"
                : "'" + quoted.substring(1, quoted.length() - 1) + "'";
    }

    private static String string(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 127) {
                        out.append("\\%03o".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private DhurandharException wrong(String expected, String sample) {
        return DhurandharException.because(
                        "InvalidParameter",
                        "%s has the type %s, not \"%s\"".formatted(name, type, value))
                .expected(expected)
                .fix("--param " + name + "=" + sample);
    }
}
