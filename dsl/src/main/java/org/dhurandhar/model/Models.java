package org.dhurandhar.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;

/// Finds models: by name in the catalogue, or by path.
public final class Models {
    private static final Catalogue CATALOGUE = new Catalogue("models");

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
                        "model(\"gemma4-e2b\")   or   models()   or   model(Path.of(\"mine.yaml\"))");
        return ModelYaml.model(yaml, Origin.CATALOGUE);
    }

    /// A model from a file or directory: YAML, `config.json`, safetensors or GGUF.
    ///
    /// @throws DhurandharException where it cannot be read or is none of these
    public static Model read(Path path) {
        if (Files.isDirectory(path)) {
            return directory(path);
        }
        var file = path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (file.endsWith(".yaml") || file.endsWith(".yml")) {
            return ModelYaml.model(Documents.readMap(path), Origin.YAML);
        }
        if (file.endsWith(".json")) {
            return config(path);
        }
        throw notAModel(path);
    }

    private static Model config(Path file) {
        var document = Documents.readMap(file);
        return ConfigSource.model(
                document,
                new ConfigSource.Label(
                        nameOf(file), Origin.CONFIG_JSON, file.toString(), Confidence.HIGH, List.of(), List.of()));
    }

    private static Model directory(Path directory) {
        var config = directory.resolve("config.json");
        if (Files.isRegularFile(config)) {
            return config(config);
        }
        throw notAModel(directory);
    }

    private static String nameOf(Path file) {
        var parent = file.toAbsolutePath().getParent();
        var name = parent == null ? null : parent.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static DhurandharException notAModel(Path path) {
        return DhurandharException.because("UnreadableFile", path + " holds no model")
                .expected("a .yaml, config.json, .safetensors or .gguf file, or a directory with one")
                .fix("./dhurandhar inspect PATH   or   ./dhurandhar models");
    }
}
