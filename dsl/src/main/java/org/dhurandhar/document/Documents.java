package org.dhurandhar.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.InterruptedWork;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads YAML and JSON documents of at most 4 MiB, 64 levels and 200,000 values.
public final class Documents {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 200_000;

    private Documents() {}

    private static final class Json {
        static final TokenStreamFactory FACTORY =
                JsonFactory.builder()
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
    }

    private static final class Yaml {
        static final TokenStreamFactory FACTORY =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    /// Reads a file; `.json` is JSON, anything else YAML.
    ///
    /// @throws DhurandharException where it cannot be read, is too large or is malformed
    public static Node read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, "is a directory");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw unreadable(file, "is not a regular file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw DhurandharException.because(
                                "MalformedFile", file + " has " + Files.size(file) + " bytes")
                        .expected("a document of at most " + MAX_BYTES + " bytes")
                        .fix("name a model's own YAML or config.json");
            }
            try (var in = Files.newInputStream(file)) {
                return parse(file.toString(), in.readNBytes(MAX_BYTES));
            }
        } catch (NoSuchFileException e) {
            throw unreadable(file, "does not exist");
        } catch (AccessDeniedException e) {
            throw unreadable(file, "cannot be read: permission denied");
        } catch (IOException e) {
            InterruptedWork.check();
            throw unreadable(file, "cannot be read: " + e.getMessage());
        }
    }

    /// A path as typed.
    ///
    /// @throws DhurandharException where the file system has no such names
    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw DhurandharException.because(
                            "UnreadableFile", "\"" + text.replace("\0", "\\0") + "\" is no path")
                    .expected("the path of a file or directory")
                    .fix("type the path without \"" + odd(text, e.getIndex()) + "\"");
        }
    }

    private static String odd(String text, int at) {
        return at < 0 || at >= text.length() || text.charAt(at) == 0
                ? "\\0"
                : text.substring(at, at + 1);
    }

    /// Reads a document whose root must be a mapping.
    ///
    /// @param kind of profile, such as `devices`: whose fields are explained in its folder
    public static MapNode readMap(Path file, String kind) {
        return asMap(read(file), kind);
    }

    /// Reads a model's document, whose root must be a mapping.
    public static MapNode readMap(Path file) {
        return readMap(file, "models");
    }

    /// Reads a resource of the class path whose root is a mapping: its packed twin where the build
    /// wrote one.
    ///
    /// @param resource absolute name without a leading slash
    public static MapNode readResource(String resource) {
        try {
            var packed = Resources.bytes(PackedReader.twin(resource));
            if (packed != null) {
                return asMap(PackedReader.read(resource, packed), "models");
            }
            var content = Resources.bytes(resource);
            if (content == null) {
                throw new IllegalStateException("resource missing: " + resource);
            }
            return asMap(parse(resource, content), "models");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Parses a document.
    ///
    /// @param name shown in errors; a name ending in `.json` is parsed as JSON
    public static Node parse(String name, byte[] content) {
        var json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        try (var parser =
                (json ? Json.FACTORY : Yaml.FACTORY)
                        .createParser(
                                ObjectReadContext.empty(),
                                new String(content, StandardCharsets.UTF_8))) {
            return new TreeReader(name, parser).document();
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw malformed(
                    new Place(name, at == null ? 1 : Math.max(1, at.getLineNr())),
                    reason(
                            e.getCause() instanceof MarkedYamlEngineException m
                                    ? m.getProblem()
                                    : e.getOriginalMessage()),
                    json);
        } catch (YamlEngineException e) {
            throw malformed(new Place(name, 1), reason(e.getMessage()), json);
        }
    }

    private static String reason(@Nullable String message) {
        var text = message == null ? "malformed" : message.strip();
        int end = text.indexOf('\n');
        var first = end < 0 ? text : text.substring(0, end).strip();
        return first.length() > 120 ? first.substring(0, 120) : first;
    }

    private static MapNode asMap(Node node, String kind) {
        if (node instanceof MapNode map) {
            return map;
        }
        throw DhurandharException.because(
                        "InvalidProfile", node.place() + "  holds " + node.describe())
                .expected("a mapping of field names to values")
                .fix("see configs/" + kind + "/README.md");
    }

    private static DhurandharException unreadable(Path file, String why) {
        return DhurandharException.because("UnreadableFile", file + " " + why)
                .expected("a readable file")
                .fix("check the path and its permissions");
    }

    static DhurandharException malformed(Place place, String why, boolean json) {
        return DhurandharException.because("MalformedFile", place + "  " + why)
                .expected(json ? "a JSON document" : "a YAML document")
                .fix("correct " + place.file() + " at line " + place.line());
    }

    /// Builds the tree from one parser.
    private static final class TreeReader {
        private final String name;
        private final JsonParser parser;
        private int values;

        TreeReader(String name, JsonParser parser) {
            this.name = name;
            this.parser = parser;
        }

        Node document() {
            var first = parser.nextToken();
            if (first == null) {
                return new ScalarNode(new Place(name, 1), ScalarNode.Kind.NULL, "nothing");
            }
            var node = value(first, 0);
            if (parser.nextToken() != null) {
                throw fault("more than one document");
            }
            return node;
        }

        private Place here() {
            return new Place(name, Math.max(1, parser.currentTokenLocation().getLineNr()));
        }

        private DhurandharException fault(String why) {
            return malformed(here(), why, name.endsWith(".json"));
        }

        private Node value(JsonToken token, int depth) {
            if (depth > MAX_DEPTH) {
                throw fault("nested deeper than " + MAX_DEPTH + " levels");
            }
            if (++values > MAX_VALUES) {
                throw fault("more than " + MAX_VALUES + " values");
            }
            if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw fault("aliases are not supported");
            }
            return switch (token) {
                case START_OBJECT -> mapping(depth);
                case START_ARRAY -> listing(depth);
                case VALUE_NULL -> scalar(ScalarNode.Kind.NULL, "null");
                case VALUE_TRUE, VALUE_FALSE -> scalar(ScalarNode.Kind.BOOLEAN, parser.getString());
                case VALUE_NUMBER_INT -> scalar(ScalarNode.Kind.INTEGER, parser.getString());
                case VALUE_NUMBER_FLOAT -> scalar(ScalarNode.Kind.REAL, parser.getString());
                case VALUE_STRING -> text(parser.getString());
                default -> throw fault("unexpected " + token);
            };
        }

        /// YAML's `~` is null (core schema 10.3.2); the parser leaves it a text.
        private ScalarNode text(String text) {
            return parser instanceof YAMLParser && text.equals("~")
                    ? scalar(ScalarNode.Kind.NULL, "null")
                    : scalar(ScalarNode.Kind.TEXT, text);
        }

        private ScalarNode scalar(ScalarNode.Kind kind, String text) {
            return new ScalarNode(here(), kind, text);
        }

        private ListNode listing(int depth) {
            var place = here();
            var items = new ArrayList<Node>();
            for (var t = next(); t != JsonToken.END_ARRAY; t = next()) {
                items.add(value(t, depth + 1));
            }
            return new ListNode(place, items);
        }

        private MapNode mapping(int depth) {
            var place = here();
            var entries = new LinkedHashMap<String, Node>();
            var lines = new LinkedHashMap<String, Integer>();
            for (var t = next(); t != JsonToken.END_OBJECT; t = next()) {
                var key = parser.currentName();
                lines.put(key, here().line());
                entries.put(key, value(next(), depth + 1));
            }
            return new MapNode(place, entries, lines);
        }

        private JsonToken next() {
            var token = parser.nextToken();
            if (token == null) {
                throw fault("the document ends too early");
            }
            return token;
        }
    }
}
