package org.dhurandhar.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// Reports and plots as files, each whole or not at all.
final class FileForm {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;
    private static final String ALL = ".txt .md .html .csv .json .svg .png";

    private FileForm() {}

    static Path save(Report report, Path file) {
        var content =
                switch (extension(file)) {
                    case "txt" -> utf8(report.text(0));
                    case "md" -> utf8(report.markdown());
                    case "html" -> utf8(report.html());
                    case "csv" -> utf8(report.csv());
                    case "json" -> utf8(report.json() + "\n");
                    case "svg", "png" -> drawn(plot(report, file), file);
                    default -> throw unknown(file, ALL, "report.html");
                };
        return write(file, content);
    }

    static Path save(Plot plot, Path file) {
        return write(file, drawn(plot, file));
    }

    private static byte[] drawn(Plot plot, Path file) {
        int height = Math.max(HEIGHT, plot.naturalHeight());
        return switch (extension(file)) {
            case "svg" -> utf8(plot.svg(WIDTH, height));
            case "png" -> plot.png(WIDTH, height);
            default -> throw unknown(file, ".svg .png", "plot.svg");
        };
    }

    private static Plot plot(Report report, Path file) {
        @Nullable Plot plot = report.plot();
        if (plot == null) {
            throw DhurandharException.because("NothingToDraw", file + ": this report has no plot")
                    .expected("a form with tables: .txt .md .html .csv .json")
                    .fix("save(Path.of(\"report.html\"))");
        }
        return plot;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String extension(Path file) {
        var name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static DhurandharException unknown(Path file, String known, String sample) {
        var extension = extension(file);
        return DhurandharException.because(
                        "UnknownForm",
                        extension.isEmpty()
                                ? "\"" + file + "\" has no extension"
                                : "no form is named ." + extension)
                .facts("known", known)
                .fix("save(Path.of(\"" + sample + "\"))");
    }

    private static Path write(Path file, byte[] content) {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw DhurandharException.because("WriteFailed", "no folder " + parent + " for " + file)
                    .expected("an existing folder")
                    .fix("mkdir -p " + parent);
        }
        try {
            var whole = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.exists(whole) && !Files.isRegularFile(whole)) {
                Files.write(whole, content);
                return file;
            }
            var temporary = whole.resolveSibling(temporaryName());
            try {
                Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
                sameRights(whole, temporary);
                Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return file;
        } catch (IOException e) {
            throw DhurandharException.because("WriteFailed", file + ": " + reason(e))
                    .expected("a folder that can be written, on a disk with room")
                    .fix("free some room, or name another file");
        }
    }

    private static String temporaryName() {
        return ".dhurandhar-%d-%d.tmp".formatted(ProcessHandle.current().pid(), System.nanoTime());
    }

    /// A file that is replaced keeps its rights.
    private static void sameRights(Path whole, Path temporary) throws IOException {
        if (Files.exists(whole) && Files.getFileStore(whole).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(whole));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
    }
}
