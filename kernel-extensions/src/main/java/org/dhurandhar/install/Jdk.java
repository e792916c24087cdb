package org.dhurandhar.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A JDK: its home folder.
record Jdk(Path home) {
    /// The one this process runs on.
    static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    /// Its `java`.
    Path java() {
        var bin = home.resolve("bin");
        var windows = bin.resolve("java.exe");
        return Files.exists(windows) ? windows : bin.resolve("java");
    }

    /// Its version as its `release` file has it, or `?`.
    String version() {
        try {
            for (var line : Files.readAllLines(home.resolve("release"), StandardCharsets.UTF_8)) {
                if (line.startsWith("JAVA_VERSION=")) {
                    return line.substring(line.indexOf('=') + 1).replace("\"", "").strip();
                }
            }
            return "?";
        } catch (IOException e) {
            return "?";
        }
    }
}
