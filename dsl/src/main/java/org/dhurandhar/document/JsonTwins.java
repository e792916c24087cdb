package org.dhurandhar.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Run by the build: writes a JSON twin beside every built-in YAML profile, because reading YAML
/// takes a tenth of a second at a cold start and JSON does not.
public final class JsonTwins {
    private JsonTwins() {}

    /// Writes the twins of a directory of YAML files.
    ///
    /// @param args the directory
    /// @throws IOException where it cannot be read or written
    public static void main(String[] args) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Files.writeString(twin(file), JsonText.line(value(Documents.readMap(file))));
            }
        }
    }

    private static Path twin(Path yaml) {
        return yaml.resolveSibling(Documents.twin(String.valueOf(yaml.getFileName())));
    }

    private static Map<String, @Nullable Object> value(MapNode map) {
        var entries = new LinkedHashMap<String, @Nullable Object>();
        for (var key : map.keys()) {
            var entry = map.get(key);
            entries.put(key, entry == null ? null : value(entry));
        }
        return entries;
    }

    private static @Nullable Object value(Node node) {
        return switch (node) {
            case ListNode list -> {
                var items = new ArrayList<@Nullable Object>();
                for (var item : list.items()) {
                    items.add(value(item));
                }
                yield items;
            }
            case MapNode map -> value(map);
            case ScalarNode scalar ->
                    switch (scalar.kind()) {
                        case TEXT -> scalar.text();
                        case INTEGER -> Long.valueOf(scalar.text());
                        case REAL -> Double.valueOf(scalar.text());
                        case BOOLEAN -> Boolean.valueOf(scalar.text());
                        case NULL -> null;
                    };
        };
    }
}
