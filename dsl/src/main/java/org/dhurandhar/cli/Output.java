package org.dhurandhar.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.WholeFile;

/// Writes results: whole or not at all.
final class Output {
    private Output() {}

    /// Checks that a file could be written, before anything is computed.
    ///
    /// @throws DhurandharException where its folder is missing or it is a directory
    static void check(String target) {
        check(target, "--json-out", "footprint.json");
    }

    /// Checks that the file an option names could be written.
    ///
    /// @param example a name of a file to propose
    static void check(String target, String option, String example) {
        if (target.equals("-")) {
            return;
        }
        if (target.isEmpty()) {
            throw DhurandharException.because("WriteFailed", "\"\" names no file")
                    .expected("the name of a file, or - for standard output")
                    .fix(option + " " + example);
        }
        var file = Documents.path(target);
        if (target.endsWith("/") && !Files.isDirectory(file)) {
            throw DhurandharException.because("WriteFailed", target + " names a folder")
                    .expected("the name of a file")
                    .fix(option + " " + target + example);
        }
        var folder = folder(file);
        if (!Files.isDirectory(folder)) {
            throw DhurandharException.because("WriteFailed", "no folder " + folder + " for " + file)
                    .expected("an existing folder")
                    .fix("mkdir -p " + folder);
        }
        if (Files.isDirectory(file)) {
            throw DhurandharException.because("WriteFailed", file + " is a directory")
                    .expected("the name of a file")
                    .fix(option + " " + file.resolve(example));
        }
    }

    /// Checks that a file can be created where the target is to be, by creating one for a moment.
    static void probe(String target) {
        WholeFile.probe(Documents.path(target));
    }

    /// Writes text to a file by way of a temporary one beside it, or to `out` for `-`.
    static void write(String target, String text, PrintWriter out) {
        if (target.equals("-")) {
            out.println(text);
            return;
        }
        WholeFile.write(Documents.path(target), (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Path folder(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null
                ? Path.of("/")
                : file.getParent() == null ? Path.of(".") : file.getParent();
    }
}
