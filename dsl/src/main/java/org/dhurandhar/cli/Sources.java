package org.dhurandhar.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.Workload;

/// Tells names of models from paths.
final class Sources {
    private static final List<String> SUFFIXES =
            List.of(".yaml", ".yml", ".json", ".gguf", ".safetensors");

    private Sources() {}

    static Workload workload(String nameOrPath) {
        return isPath(nameOrPath)
                ? Dhurandhar.model(path(nameOrPath))
                : Dhurandhar.model(nameOrPath);
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw DhurandharException.because("UnreadableFile", "\"" + text.replace("\0", "\\0") + "\" is no path")
                    .expected("the path of a file or directory")
                    .fix("./dhurandhar inspect PATH");
        }
    }

    static boolean isPath(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (text.contains("/") || text.indexOf(0) >= 0 || SUFFIXES.stream().anyMatch(lower::endsWith)) {
            return true;
        }
        return Files.exists(Path.of(text));
    }
}
