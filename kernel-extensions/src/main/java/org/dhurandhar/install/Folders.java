package org.dhurandhar.install;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Folders that are made aside and moved into place whole.
final class Folders {
    /// Begins the names of those in the making; the number of the process that makes one follows.
    private static final String MARK = ".dhurandhar-";

    private Folders() {}

    /// A new folder beside a place, for what will be there.
    static Path beside(Path place) throws IOException {
        var parent = Files.createDirectories(place.toAbsolutePath().getParent());
        sweep(parent);
        return Files.createDirectory(parent.resolve(fresh()));
    }

    private static String fresh() {
        return MARK + ProcessHandle.current().pid() + "-" + System.nanoTime();
    }

    /// Moves a folder to a place; what is there goes, but not before the new one stands.
    static void replace(Path place, Path made) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(made, place);
            return;
        }
        var old = place.resolveSibling(fresh());
        Files.move(place, old);
        try {
            Files.move(made, place);
        } catch (IOException e) {
            Files.move(old, place);
            throw e;
        }
        delete(old);
    }

    /// Copies a file, or a folder and all in it; links stay links.
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// Deletes a folder and all in it; links are not followed.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes about)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// Removes what processes left that are gone.
    private static void sweep(Path parent) throws IOException {
        try (var entries = Files.newDirectoryStream(parent, MARK + "*-*")) {
            for (var entry : entries) {
                var number = entry.getFileName().toString().substring(MARK.length()).split("-", -1);
                if (number[0].matches("[0-9]{1,18}")
                        && ProcessHandle.of(Long.parseLong(number[0])).isEmpty()) {
                    delete(entry);
                }
            }
        }
    }
}
