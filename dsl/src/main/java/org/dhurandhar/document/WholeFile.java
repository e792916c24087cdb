package org.dhurandhar.document;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.InterruptedWork;

/// Writes files whole or not at all.
public final class WholeFile {
    private WholeFile() {}

    /// Writes a file by way of a temporary one beside it; a file that is replaced keeps its rights.
    ///
    /// @return the file
    /// @throws DhurandharException where it cannot be written
    public static Path write(Path file, byte[] content) {
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
            replace(whole, content);
            return file;
        } catch (IOException e) {
            InterruptedWork.check();
            throw failed(file, e);
        }
    }

    /// Checks that a file can be written, by creating one beside it for a moment.
    ///
    /// @throws DhurandharException where none can be created
    public static void probe(Path file) {
        try {
            if (!Files.exists(file) || Files.isRegularFile(file)) {
                var whole = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
                var name = ".dhurandhar-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
                Files.delete(Files.createFile(whole.resolveSibling(name + ".tmp")));
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static DhurandharException failed(Path file, IOException e) {
        return DhurandharException.because("WriteFailed", file + ": " + reason(e))
                .expected("a folder that can be written, on a disk with room")
                .fix("free some room, or name another file");
    }

    private static void replace(Path whole, byte[] content) throws IOException {
        var name = ".dhurandhar-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        var temporary = whole.resolveSibling(name + ".tmp");
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
            sameRights(whole, temporary);
            Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void sameRights(Path whole, Path temporary) throws IOException {
        if (Files.exists(whole) && Files.getFileStore(whole).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(whole));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no file can be created there";
        }
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
    }
}
