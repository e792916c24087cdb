package org.dhurandhar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.Workload;
import org.dhurandhar.document.Documents;

/// Tells names of models from paths.
final class Sources {
    private static final List<String> SUFFIXES =
            List.of(".yaml", ".yml", ".json", ".gguf", ".safetensors");

    private Sources() {}

    static Workload workload(String nameOrPath) {
        return isPath(nameOrPath)
                ? Dhurandhar.model(Documents.path(nameOrPath))
                : Dhurandhar.model(nameOrPath);
    }

    static boolean isPath(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (text.contains("/")
                || text.indexOf(0) >= 0
                || SUFFIXES.stream().anyMatch(lower::endsWith)) {
            return true;
        }
        return !text.isEmpty() && Files.exists(Path.of(text));
    }
}
