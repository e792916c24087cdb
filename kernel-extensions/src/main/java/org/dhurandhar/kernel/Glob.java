package org.dhurandhar.kernel;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Patterns of history searches: `*`, `?` and `[...]`, against the whole input.
final class Glob {
    private Glob() {}

    static Pattern of(String glob) {
        var regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            int close = c == '[' ? glob.indexOf(']', at + 2) : -1;
            if (close > 0) {
                var inside = glob.substring(at + 1, close);
                boolean not = inside.startsWith("^") || inside.startsWith("!");
                regex.append(not ? "[^" : "[")
                        .append(escaped(not ? inside.substring(1) : inside))
                        .append(']');
                at = close + 1;
                continue;
            }
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
            at++;
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            // Such as a class whose ends are swapped.
            return Pattern.compile(Pattern.quote(glob));
        }
    }

    /// The inside of a class, in which only the dash keeps its meaning.
    private static String escaped(String inside) {
        return inside.replaceAll("[^\\w-]", "\\\\$0");
    }
}
