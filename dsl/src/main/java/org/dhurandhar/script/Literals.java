package org.dhurandhar.script;

import java.util.List;

/// Values as Java text.
final class Literals {
    private Literals() {}

    /// The declaration of an array of strings.
    static String array(String name, List<String> values) {
        var out = new StringBuilder("String[] ").append(name).append(" = {");
        for (var value : values) {
            out.append('"');
            for (int i = 0; i < value.length(); i++) {
                append(value.charAt(i), out);
            }
            out.append("\", ");
        }
        return out.append("};").toString();
    }

    /// The compiler reads a quote that is written by its number as the end of a string, so what is
    /// below 128 has other escapes.
    private static void append(char c, StringBuilder out) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ' || c == 127) {
            out.append('\\').append(digits(Integer.toOctalString(c), 3));
        } else if (c > '~') {
            out.append("\\u").append(digits(Integer.toHexString(c), 4));
        } else {
            out.append(c);
        }
    }

    private static String digits(String digits, int count) {
        return "0".repeat(count - digits.length()) + digits;
    }
}
