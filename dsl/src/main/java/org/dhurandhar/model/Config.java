package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.ListNode;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.Node;
import org.dhurandhar.document.ScalarNode;
import org.jspecify.annotations.Nullable;

/// A `config.json` as one family reads it: the given keys over the family's class defaults, older
/// key names included.
///
/// A key that is written as `null` hides the default: `"sliding_window": null` switches the window
/// off.
final class Config {
    private static final long MAX_SIZE = 1L << 40;

    /// Sizes that no two models of a family need share.
    private static final List<String> OWN_SIZES =
            List.of(
                    "hidden_size",
                    "num_hidden_layers",
                    "vocab_size",
                    "num_attention_heads",
                    "intermediate_size");

    private static final List<String> ESSENTIAL =
            List.of(
                    "hidden_size",
                    "num_hidden_layers",
                    "vocab_size",
                    "num_attention_heads",
                    "num_key_value_heads");

    private final MapNode given;
    private final MapNode defaults;
    private final Map<String, String> aliases;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> defaulted = new LinkedHashSet<>();
    private final Set<String> zeros = new LinkedHashSet<>();

    /// @param aliases for a name, the other name under which files may write it
    Config(MapNode given, MapNode defaults, Map<String, String> aliases) {
        this.given = given;
        this.defaults = defaults;
        this.aliases = aliases;
    }

    /// The family's name for itself.
    String modelType() {
        return given.text("model_type", "");
    }

    MapNode given() {
        return given;
    }

    /// Whether any of the names has a value that is not null, given or by default.
    boolean has(String... names) {
        return find(names) != null;
    }

    /// Whether the file itself writes one of the names with a value that is not null.
    boolean gives(String... names) {
        var holder = holder(names);
        return holder != null && holder.map == given;
    }

    /// A size or count: a whole number from 0 up.
    ///
    /// @param names the newest name first, then older ones
    int size(String... names) {
        var node = find(names);
        if (node == null) {
            throw DhurandharException.because(
                            "InvalidProfile",
                            given.place() + "  missing field \"" + names[0] + "\"")
                    .expected("a value for \"" + names[0] + "\"")
                    .fix("add \"" + names[0] + "\" to " + given.place().file());
        }
        return checked(names[0], node);
    }

    /// A size or count, or the fallback where it is absent or null.
    int sizeOr(int fallback, String... names) {
        var node = find(names);
        return node == null ? fallback : checked(names[0], node);
    }

    /// A switch that is off where absent or null.
    boolean flag(String... names) {
        return flagOr(false, names);
    }

    boolean flagOr(boolean fallback, String... names) {
        var holder = holder(names);
        return holder == null ? fallback : holder.map.flag(holder.name, fallback);
    }

    double realOr(double fallback, String... names) {
        var holder = holder(names);
        return holder == null ? fallback : holder.map.real(holder.name, fallback);
    }

    String textOr(String fallback, String... names) {
        var holder = holder(names);
        return holder == null ? fallback : holder.map.text(holder.name, fallback);
    }

    @Nullable List<String> texts(String... names) {
        var map = holder(names);
        return map == null ? null : map.map.texts(map.name);
    }

    @Nullable List<Long> integers(String... names) {
        var map = holder(names);
        return map == null ? null : map.map.integers(map.name);
    }

    @Nullable MapNode map(String... names) {
        var holder = holder(names);
        return holder == null ? null : holder.map.map(holder.name);
    }

    /// The raw value of the first name that has one.
    @Nullable Node find(String... names) {
        var holder = holder(names);
        return holder == null ? null : holder.map.get(holder.name);
    }

    /// An error about a value of this configuration.
    DhurandharException wrong(String name, String seen, String expected) {
        return DhurandharException.because(
                        "InvalidProfile", given.placeOf(name) + "  " + name + ": " + seen)
                .expected(expected)
                .fix("correct \"" + name + "\" in " + given.place().file());
    }

    /// Reports a key that no one asked for and that all but spells one that was asked for in vain.
    ///
    /// @throws DhurandharException naming both
    void refuseMisspeltKeys() {
        var open = new ArrayList<String>();
        for (var name : asked) {
            if (!given.mentions(name)) {
                open.add(name);
            }
        }
        for (var key : given.keys()) {
            var meant = asked.contains(key) ? null : DhurandharException.misspelt(key, open);
            if (meant != null) {
                throw given.unknown(key, List.of(meant), ModelYaml.HELP);
            }
        }
    }

    /// Sizes of the model itself that were read but not given, each with the family's default.
    List<String> defaultedSizes() {
        var sizes = new ArrayList<String>();
        for (var name : defaulted) {
            sizes.add(name + " " + size(name));
        }
        return sizes;
    }

    /// An error about sizes that cannot be those of a model: it names one that is zero, if any.
    DhurandharException impossibleSizes() {
        if (!zeros.isEmpty()) {
            return wrong(List.copyOf(zeros).getLast(), "0", "a whole number from 1 up");
        }
        return wrong("model_type", "sizes that overflow", "sizes of a real model");
    }

    private record Holder(MapNode map, String name) {}

    private @Nullable Holder holder(String... names) {
        Collections.addAll(asked, names);
        for (var name : names) {
            for (var spelling = name; spelling != null; spelling = other(name, spelling)) {
                if (given.mentions(spelling)) {
                    return given.has(spelling) ? new Holder(given, spelling) : null;
                }
            }
        }
        for (var name : names) {
            for (var spelling = name; spelling != null; spelling = other(name, spelling)) {
                if (defaults.has(spelling)) {
                    if (OWN_SIZES.contains(names[0])) {
                        defaulted.add(names[0]);
                    }
                    return new Holder(defaults, spelling);
                }
            }
        }
        return null;
    }

    private @Nullable String other(String name, String spelling) {
        return spelling.equals(name) ? aliases.get(name) : null;
    }

    private int checked(String name, Node node) {
        long value;
        if (node instanceof ScalarNode) {
            value = number(name, node);
        } else if (node instanceof ListNode list && !list.items().isEmpty()) {
            value = number(name, list.items().getFirst());
        } else {
            throw wrong(name, node.describe(), "a whole number");
        }
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong(name, Long.toString(value), "a whole number from 0 to 2147483647");
        }
        if (value == 0) {
            if (ESSENTIAL.contains(name)) {
                throw wrong(name, "0", "a whole number from 1 up");
            }
            zeros.add(name);
        }
        return (int) value;
    }

    private long number(String name, Node node) {
        if (node instanceof ScalarNode s && s.kind() != ScalarNode.Kind.BOOLEAN) {
            try {
                double value = Double.parseDouble(s.text().strip());
                if (value == Math.rint(value) && Math.abs(value) < MAX_SIZE) {
                    return (long) value;
                }
            } catch (NumberFormatException e) {
                throw wrong(name, node.describe(), "a whole number");
            }
        }
        throw wrong(name, node.describe(), "a whole number");
    }
}
