package org.dhurandhar.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;
import org.dhurandhar.document.Documents;
import org.dhurandhar.report.Confidence;

/// Finds models: by name in the catalogue, or by path.
public final class Models {
    private static final Catalogue CATALOGUE = new Catalogue("models");
    private static final String CONFIG = "config.json";
    private static final List<String> SUFFIXES =
            List.of(".yaml", ".yml", ".json", ".gguf", ".safetensors");

    private static final int MOST_NAMES = 12;

    /// How the name of one part of a split file ends; 0 stands for a digit.
    private static final String PART = "-00000-of-00000.gguf";

    private Models() {}

    /// Names of the built-in models and of those in `~/.dhurandhar/models`, in order.
    public static List<String> names() {
        return CATALOGUE.names();
    }

    /// A model by name; case, spaces, `-`, `_` and `.` do not matter.
    ///
    /// @throws DhurandharException where no model has the name
    public static Model named(String name) {
        var yaml =
                CATALOGUE.find(
                        name,
                        "model",
                        "model(\"{}\")   or   --model {}   or   ./dhurandhar models");
        return ModelYaml.model(yaml, Origin.CATALOGUE);
    }

    /// A model by name or by path: what exists, or ends as files of models do, is a path.
    ///
    /// @throws DhurandharException where it is neither, or the file cannot be read
    public static Model find(String nameOrPath) {
        if (isPath(nameOrPath)) {
            return read(Documents.path(nameOrPath));
        }
        int slash = nameOrPath.indexOf('/');
        if (slash < 0) {
            return named(nameOrPath);
        }
        if (slash == 0
                || slash != nameOrPath.lastIndexOf('/')
                || slash == nameOrPath.length() - 1
                || nameOrPath.startsWith(".")
                || nameOrPath.startsWith("~")) {
            return read(Documents.path(nameOrPath));
        }
        throw hubName(nameOrPath, nameOrPath.substring(slash + 1));
    }

    private static boolean isPath(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var suffix : SUFFIXES) {
            if (lower.endsWith(suffix)) {
                return true;
            }
        }
        return text.indexOf(0) >= 0 || (!text.isEmpty() && Files.exists(Documents.path(text)));
    }

    /// A hub's `owner/model`: nothing is fetched, but a built-in model may have that name.
    private static DhurandharException hubName(String seen, String last) {
        var known = names();
        var close = DhurandharException.closest(last, known);
        var draft = DhurandharException.because("UnknownName", "no model named \"" + seen + "\"");
        if (close.isEmpty()) {
            return draft.expected("a built-in model, or a path that exists")
                    .fix("--model PATH of its downloaded config.json   or   ./dhurandhar models");
        }
        return draft.facts("close", String.join(", ", close) + "        known: " + known.size())
                .fix(
                        "model(\"%1$s\")   or   --model %1$s   or   the path of its downloaded config.json"
                                .formatted(close.getFirst()));
    }

    /// Other names of a built-in model.
    public static List<String> aliases(String name) {
        return CATALOGUE.aliases(name);
    }

    /// A model from a file or directory: YAML, `config.json`, safetensors or GGUF.
    ///
    /// @throws DhurandharException where it cannot be read or is none of these
    public static Model read(Path path) {
        if (Files.isDirectory(path)) {
            return directory(path);
        }
        var file = fileName(path);
        if (file.endsWith(".yaml") || file.endsWith(".yml")) {
            return ModelYaml.model(Documents.readMap(path), Origin.YAML);
        }
        if (file.endsWith(".gguf")) {
            return GgufSource.model(path, Beside.of(path.resolveSibling(CONFIG)));
        }
        if (file.endsWith(".safetensors") || file.endsWith(".safetensors.index.json")) {
            return SafetensorsSource.model(
                    path, nameOf(path), Beside.of(path.resolveSibling(CONFIG)));
        }
        if (file.endsWith(".json")) {
            return config(path);
        }
        if (!Files.exists(path)) {
            throw DhurandharException.because("UnreadableFile", path + " does not exist")
                    .expected("a readable file")
                    .fix("check the path and its permissions");
        }
        throw notAModel(path);
    }

    private static Model directory(Path directory) {
        Path safetensors = null;
        var ggufs = new ArrayList<Path>();
        try (Stream<Path> files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                var name = fileName(file);
                if (safetensors == null && name.endsWith(".safetensors")) {
                    safetensors = file;
                }
                if (name.endsWith(".gguf") && !name.contains("mmproj")) {
                    ggufs.add(file);
                }
            }
        } catch (IOException e) {
            throw DhurandharException.because("UnreadableFile", directory + " cannot be read")
                    .expected("a readable directory")
                    .fix("check the path and its permissions");
        }
        var config = directory.resolve(CONFIG);
        if (safetensors != null) {
            return SafetensorsSource.model(directory, nameOf(config), Beside.of(config));
        }
        if (!ggufs.isEmpty()) {
            return GgufSource.model(onlyOne(directory, ggufs), Beside.of(config));
        }
        if (Files.exists(config)) {
            return config(config);
        }
        throw notAModel(directory);
    }

    /// The first part of the one model whose files these are.
    private static Path onlyOne(Path directory, List<Path> files) {
        var first = new LinkedHashMap<String, Path>();
        for (var file : files) {
            first.putIfAbsent(withoutPart(fileName(file)), file);
        }
        if (first.size() == 1) {
            return files.getFirst();
        }
        var names = new ArrayList<String>();
        for (var file : first.values()) {
            names.add(String.valueOf(file.getFileName()));
        }
        int most = Math.min(names.size(), MOST_NAMES);
        var shown = String.join(", ", names.subList(0, most));
        throw DhurandharException.because(
                        "UnreadableFile", directory + " holds " + names.size() + " GGUF models")
                .facts("known", most < names.size() ? shown + " ..." : shown)
                .fix("name one of them: " + first.values().iterator().next());
    }

    /// `m.gguf` of `m-00001-of-00003.gguf`; any other name stays.
    private static String withoutPart(String name) {
        int at = name.length() - PART.length();
        if (at <= 0) {
            return name;
        }
        for (int i = 0; i < PART.length(); i++) {
            char c = name.charAt(at + i);
            char pattern = PART.charAt(i);
            if (pattern == '0' ? c < '0' || c > '9' : c != pattern) {
                return name;
            }
        }
        return name.substring(0, at) + ".gguf";
    }

    static Model config(Path file) {
        var document = Documents.readMap(file);
        return ConfigSource.model(
                document,
                new ConfigSource.Label(
                        nameOf(file),
                        Origin.CONFIG_JSON,
                        file.toString(),
                        Confidence.HIGH,
                        List.of(),
                        List.of()));
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }

    /// The name of the directory a file stands in.
    private static String nameOf(Path file) {
        var parent = file.toAbsolutePath().normalize().getParent();
        var name = parent == null ? null : parent.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static DhurandharException notAModel(Path path) {
        return DhurandharException.because("UnreadableFile", path + " holds no model")
                .expected(
                        "a .yaml, config.json, .safetensors or .gguf file, or a directory with one")
                .fix("./dhurandhar inspect PATH   or   ./dhurandhar models");
    }
}
