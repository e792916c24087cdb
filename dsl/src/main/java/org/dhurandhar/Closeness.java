package org.dhurandhar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the known names nearest to a misspelt one.
final class Closeness {
    // How a name resembles what was typed, the surest sign first.
    private static final int BEGINS_SO = 0;
    private static final int HOLDS_IT = 1;
    private static final int IS_ITS_BEGINNING = 2;
    private static final int IS_SPELT_ALIKE = 3;
    private static final int IS_UNLIKE = 4;

    private static final int SHORTEST_PART = 3;

    private Closeness() {}

    private record Scored(String name, int sign, int distance) implements Comparable<Scored> {
        @Override
        public int compareTo(Scored other) {
            if (sign != other.sign) {
                return Integer.compare(sign, other.sign);
            }
            return distance == other.distance
                    ? name.compareTo(other.name)
                    : Integer.compare(distance, other.distance);
        }
    }

    static List<String> closest(String seen, List<String> known, int limit) {
        var key = fold(seen);
        var near = new ArrayList<Scored>();
        for (var name : known) {
            var folded = fold(name);
            int distance = farness(key, folded);
            int sign = sign(key, folded, distance);
            if (sign < IS_UNLIKE) {
                near.add(new Scored(name, sign, distance));
            }
        }
        if (near.isEmpty()) {
            for (var name : known) {
                if (beginsAlike(key, fold(name))) {
                    near.add(new Scored(name, IS_SPELT_ALIKE, farness(key, fold(name))));
                }
            }
        }
        Collections.sort(near);
        if (!near.isEmpty() && near.getFirst().sign <= HOLDS_IT) {
            near.removeIf(scored -> scored.sign > HOLDS_IT);
        }
        var names = new ArrayList<String>(limit);
        for (var scored : near.subList(0, Math.min(limit, near.size()))) {
            names.add(scored.name);
        }
        return names;
    }

    private static int sign(String key, String name, int distance) {
        if (!key.isEmpty() && name.startsWith(key)) {
            return BEGINS_SO;
        }
        if (key.length() >= SHORTEST_PART && name.contains(key)) {
            return HOLDS_IT;
        }
        if (name.length() > SHORTEST_PART && key.startsWith(name)) {
            return IS_ITS_BEGINNING;
        }
        return distance <= Math.max(2, key.length() / 2) || abbreviates(key, name)
                ? IS_SPELT_ALIKE
                : IS_UNLIKE;
    }

    /// Whether a word of a few letters leaves out the others, as `ctx` does for `context`.
    private static boolean abbreviates(String key, String name) {
        return key.length() == SHORTEST_PART
                && !name.isEmpty()
                && key.charAt(0) == name.charAt(0)
                && inOrder(key, name);
    }

    /// Whether a name begins with what was typed but for a slip, as `pixel-10-pro` for `pixle`.
    private static boolean beginsAlike(String key, String name) {
        if (key.length() <= SHORTEST_PART || key.length() >= name.length()) {
            return false;
        }
        int most = key.length() < 8 ? 1 : 2;
        for (int end = key.length() - most; end <= key.length(); end++) {
            if (distance(key, name.substring(0, end)) <= most) {
                return true;
            }
        }
        return false;
    }

    /// The one known name within two edits (one where it is short), or null.
    static @Nullable String misspelt(String seen, List<String> known) {
        var key = fold(seen);
        int most = key.length() < 8 ? 1 : 2;
        for (var name : known) {
            if (Math.abs(name.length() - seen.length()) <= most + 2
                    && distance(key, fold(name)) <= most) {
                return name;
            }
        }
        return null;
    }

    /// Edits, or half the letters left out where the rest stand in order (`num_layer` for
    /// `num_hidden_layers`).
    private static int farness(String key, String name) {
        int edits = distance(key, name);
        return key.length() >= 6 && inOrder(key, name)
                ? Math.min(edits, (name.length() - key.length()) / 2)
                : edits;
    }

    private static boolean inOrder(String key, String name) {
        int at = 0;
        for (int i = 0; i < name.length() && at < key.length(); i++) {
            at += name.charAt(i) == key.charAt(at) ? 1 : 0;
        }
        return at == key.length();
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(".", "")
                .replace(" ", "");
    }

    /// Levenshtein distance, capped inputs of 64 characters.
    private static int distance(String a, String b) {
        var s = a.substring(0, Math.min(64, a.length()));
        var t = b.substring(0, Math.min(64, b.length()));
        var row = new int[t.length() + 1];
        for (int j = 0; j <= t.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= s.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= t.length(); j++) {
                int above = row[j];
                int swap = diagonal + (s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[t.length()];
    }
}
