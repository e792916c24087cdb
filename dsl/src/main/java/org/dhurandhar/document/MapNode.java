package org.dhurandhar.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// A mapping from names to values, with typed access that reports where a value is wrong.
///
/// Numbers are read leniently: `"3072"` and `96.0` are integers, `"2e-4"` is a number.
public final class MapNode implements Node {
    private final Place place;
    private final Map<String, Node> entries;
    private final Map<String, Integer> lines;

    /// @param lines the line of each key
    MapNode(Place place, Map<String, Node> entries, Map<String, Integer> lines) {
        this.place = place;
        this.entries = new LinkedHashMap<>(entries);
        this.lines = new LinkedHashMap<>(lines);
    }

    /// A mapping without entries.
    public static MapNode empty(Place place) {
        return new MapNode(place, Map.of(), Map.of());
    }

    /// The same mapping with one value set.
    public MapNode with(String key, Node value) {
        var values = new LinkedHashMap<>(entries);
        values.put(key, value);
        var places = new LinkedHashMap<>(lines);
        places.put(key, value.place().line());
        return new MapNode(place, values, places);
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String describe() {
        return "a mapping";
    }

    /// The names in the order written.
    public Set<String> keys() {
        return java.util.Collections.unmodifiableSet(entries.keySet());
    }

    /// The value of a key, or null where it is absent (`null` written out counts as absent).
    public @Nullable Node get(String key) {
        var node = entries.get(key);
        return node instanceof ScalarNode s && s.isNull() ? null : node;
    }

    /// The value of a key as written, `null` included.
    @Nullable Node written(String key) {
        return entries.get(key);
    }

    /// Whether the key is present with a value that is not `null`.
    public boolean has(String key) {
        return get(key) != null;
    }

    /// Whether the key is written, `null` included.
    public boolean mentions(String key) {
        return entries.containsKey(key);
    }

    /// Where a key stands, or where the mapping begins.
    public Place placeOf(String key) {
        return new Place(place.file(), lines.getOrDefault(key, place.line()));
    }

    /// A whole number.
    ///
    /// @throws DhurandharException where it is absent or no whole number
    public long integer(String key) {
        return toLong(key, required(key));
    }

    /// A whole number, or the fallback where absent.
    public long integer(String key, long fallback) {
        var node = get(key);
        return node == null ? fallback : toLong(key, node);
    }

    /// A number.
    public double real(String key, double fallback) {
        var node = get(key);
        if (node == null) {
            return fallback;
        }
        if (node instanceof ScalarNode s && s.kind() != ScalarNode.Kind.BOOLEAN) {
            try {
                return Double.parseDouble(s.text().strip());
            } catch (NumberFormatException e) {
                throw wrong(key, node, "a number");
            }
        }
        throw wrong(key, node, "a number");
    }

    /// `true` or `false`, or the fallback where absent.
    public boolean flag(String key, boolean fallback) {
        var node = get(key);
        if (node == null) {
            return fallback;
        }
        if (node instanceof ScalarNode s) {
            var text = s.text().strip();
            if (text.equalsIgnoreCase("true") || text.equals("1")) {
                return true;
            }
            if (text.equalsIgnoreCase("false") || text.equals("0")) {
                return false;
            }
        }
        throw wrong(key, node, "true or false");
    }

    /// A text.
    ///
    /// @throws DhurandharException where it is absent or no single value
    public String text(String key) {
        return toText(key, required(key));
    }

    /// A text, or the fallback where absent.
    public String text(String key, String fallback) {
        var node = get(key);
        return node == null ? fallback : toText(key, node);
    }

    /// A nested mapping, or null where absent.
    public @Nullable MapNode map(String key) {
        var node = get(key);
        if (node == null || node instanceof MapNode) {
            return (MapNode) node;
        }
        throw wrong(key, node, "a mapping");
    }

    /// A list, or null where absent.
    public @Nullable ListNode list(String key) {
        var node = get(key);
        if (node == null || node instanceof ListNode) {
            return (ListNode) node;
        }
        throw wrong(key, node, "a list");
    }

    /// A list of whole numbers, or null where absent.
    public @Nullable List<Long> integers(String key) {
        var list = list(key);
        if (list == null) {
            return null;
        }
        var values = new ArrayList<Long>(list.items().size());
        for (var item : list.items()) {
            values.add(toLong(key, item));
        }
        return values;
    }

    /// A list of texts, or null where absent.
    public @Nullable List<String> texts(String key) {
        var list = list(key);
        if (list == null) {
            return null;
        }
        var values = new ArrayList<String>(list.items().size());
        for (var item : list.items()) {
            values.add(toText(key, item));
        }
        return values;
    }

    /// Reports any key that is not among the known ones.
    ///
    /// @param help what to type next
    /// @throws DhurandharException naming the first unknown key and the closest known ones
    public void onlyKeys(List<String> known, String help) {
        for (var key : entries.keySet()) {
            if (!known.contains(key)) {
                throw unknown(key, known, help);
            }
        }
    }

    /// An error about a key that is not among the known ones.
    ///
    /// @param help what to type next
    public DhurandharException unknown(String key, List<String> known, String help) {
        var close = DhurandharException.closest(key, known);
        return DhurandharException.because(
                        "InvalidProfile", placeOf(key) + "  unknown field \"" + key + "\"")
                .facts(
                        close.isEmpty() ? "known" : "close",
                        String.join(", ", close.isEmpty() ? known : close))
                .fix(help);
    }

    /// An error about one key's value.
    public DhurandharException wrong(String key, Node seen, String expected) {
        var at = seen.place().line() > 0 ? seen.place() : placeOf(key);
        return DhurandharException.because(
                        "InvalidProfile", at + "  " + key + ": " + seen.describe())
                .expected(expected)
                .fix("correct \"" + key + "\" in " + place.file());
    }

    private Node required(String key) {
        var node = get(key);
        if (node == null) {
            throw DhurandharException.because(
                            "InvalidProfile", place + "  missing field \"" + key + "\"")
                    .expected("a value for \"" + key + "\"")
                    .fix("add \"" + key + "\" to " + place.file());
        }
        return node;
    }

    private long toLong(String key, Node node) {
        if (node instanceof ScalarNode s && s.kind() != ScalarNode.Kind.BOOLEAN) {
            var text = s.text().strip();
            try {
                return Long.parseLong(text.startsWith("+") ? text.substring(1) : text);
            } catch (NumberFormatException notPlain) {
                return wholeReal(key, node, text);
            }
        }
        throw wrong(key, node, "a whole number");
    }

    private long wholeReal(String key, Node node, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(key, node, "a whole number");
        }
        if (value != Math.rint(value) || Math.abs(value) > 9.007199254740992E15) {
            throw wrong(key, node, "a whole number");
        }
        return (long) value;
    }

    private String toText(String key, Node node) {
        if (node instanceof ScalarNode s) {
            return s.text();
        }
        throw wrong(key, node, "a text");
    }
}
