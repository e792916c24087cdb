package org.dhurandhar.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;

/// How the virtual machine of a kernel is started; the launcher reads the same list.
final class JvmFlags {
    /// Lets a kernel start on another JDK too, and hides misspelt flags.
    static final String FORGIVING = "-XX:+IgnoreUnrecognizedVMOptions";

    private JvmFlags() {}

    /// Ours, then the user's; a collector of the user's replaces ours.
    static List<String> with(List<String> more) {
        var flags = new ArrayList<>(standard());
        if (more.stream().anyMatch(JvmFlags::isCollector)) {
            flags.removeIf(JvmFlags::isCollector);
        }
        flags.addAll(more);
        return flags;
    }

    private static List<String> standard() {
        try (var in = JvmFlags.class.getResourceAsStream("jvm-flags")) {
            if (in == null) {
                throw new IllegalStateException("jvm-flags is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCollector(String flag) {
        return flag.matches("-XX:\\+Use\\w+GC");
    }

    /// The words of texts such as `-Xmx16g "-Dname=a b"`: split at spaces that are not quoted.
    static List<String> words(List<String> texts) {
        var words = new ArrayList<String>();
        for (var text : texts) {
            split(text, words);
        }
        return words;
    }

    private static void split(String text, List<String> words) {
        var word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw DhurandharException.because(
                            "BadUsage", "--jvm-args " + text + " has no closing " + quote)
                    .expected("flags, quoted where they have spaces")
                    .fix("--jvm-args '-Xmx16g \"-Dname=a b\"'");
        }
        if (begun) {
            words.add(word.toString());
        }
    }
}
