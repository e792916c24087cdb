package org.dhurandhar.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Recorded reference data, where the directory named by `DHURANDHAR_REFERENCE` holds it.
public final class ReferenceData {
    private static final TokenStreamFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private ReferenceData() {}

    /// The parsed JSON object (`.gz` too); skips the test where the variable is not set.
    public static Map<String, Object> read(String file) {
        return map(parse(file));
    }

    /// The parsed JSON array (`.gz` too); skips the test where the variable is not set.
    public static List<Object> readList(String file) {
        return list(parse(file));
    }

    /// A file or directory of the reference data; skips the test where the variable is not set.
    public static Path path(String file) {
        var root = System.getenv("DHURANDHAR_REFERENCE");
        Assumptions.assumeTrue(
                root != null, "set DHURANDHAR_REFERENCE to the directory of the reference data");
        return Path.of(root).resolve(file);
    }

    /// The `config.json` of a directory.
    static MapNode config(String directory) {
        return Documents.readMap(path(directory).resolve("config.json"));
    }

    private static @Nullable Object parse(String file) {
        try (InputStream raw = Files.newInputStream(path(file));
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A JSON object as its map.
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) java.util.Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object value) {
        return (List<Object>) java.util.Objects.requireNonNull(value);
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var key = parser.currentName();
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_STRING -> parser.getString();
            default -> null;
        };
    }
}
