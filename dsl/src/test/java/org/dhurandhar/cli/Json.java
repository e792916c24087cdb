package org.dhurandhar.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.ListNode;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.Node;
import org.dhurandhar.document.ScalarNode;

/// Reads what the commands print, for tests: where values stand and what kind they are.
final class Json {
    private Json() {}

    static MapNode map(String text) {
        return (MapNode) Documents.parse("out.json", text.getBytes(StandardCharsets.UTF_8));
    }

    /// The kind of every value by its path; elements of a list share the path `name[]`.
    static Map<String, String> kinds(MapNode root) {
        var kinds = new LinkedHashMap<String, String>();
        collect("", root, kinds);
        return kinds;
    }

    private static void collect(String path, Node node, Map<String, String> kinds) {
        switch (node) {
            case MapNode map -> {
                for (var key : map.keys()) {
                    var value = map.get(key);
                    var at = path.isEmpty() ? key : path + "." + key;
                    if (value == null) {
                        kinds.put(at, "null");
                    } else {
                        collect(at, value, kinds);
                    }
                }
            }
            case ListNode list -> {
                kinds.put(path, "list");
                list.items().forEach(item -> collect(path + "[]", item, kinds));
            }
            case ScalarNode scalar ->
                    kinds.put(path, scalar.kind().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    static MapNode child(MapNode map, String... path) {
        var node = map;
        for (var key : path) {
            node = java.util.Objects.requireNonNull(node.map(key), key);
        }
        return node;
    }

    static List<MapNode> children(MapNode map, String key) {
        return java.util.Objects.requireNonNull(map.list(key), key).items().stream()
                .map(MapNode.class::cast)
                .toList();
    }
}
