package org.dhurandhar.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private Models() {}

    /// Names of the built-in models and of those in `~/.dhurandhar/models`, in order.
    public static List<String> names() {
        return CATALOGUE.names();
    }

    /// A model by name; case, `-`, `_` and `.` do not matter.
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
        Path gguf = null;
        try (Stream<Path> files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                var name = fileName(file);
                if (safetensors == null && name.endsWith(".safetensors")) {
                    safetensors = file;
                }
                if (gguf == null && name.endsWith(".gguf") && !name.startsWith("mmproj")) {
                    gguf = file;
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
        if (gguf != null) {
            return GgufSource.model(gguf, Beside.of(config));
        }
        if (Files.exists(config)) {
            return config(config);
        }
        throw notAModel(directory);
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
