package org.dhurandhar.assist;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the source of a class: in the JDK's sources, in the jar that has the class (ours have
/// theirs under `META-INF/sources`), or in the jar of sources that lies beside that jar.
final class SourceFiles {
    private static final String INSIDE = "META-INF/sources/";

    private final Supplier<String> classPath;
    private final List<Path> more;
    private final Map<Path, FileSystem> zips = new HashMap<>();

    SourceFiles(Supplier<String> classPath, List<Path> more) {
        this.classPath = classPath;
        this.more = List.copyOf(more);
    }

    /// Reads the source of a class.
    ///
    /// @param module name of the class's module; empty for the class path
    /// @param path such as `java/util/List.java`
    /// @return the file's text; null where it is not to be had
    @Nullable String text(String module, String path) {
        var candidates = module.isEmpty() ? onClassPath(path) : ofJdk(module, path);
        for (var candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                try {
                    return Files.readString(candidate);
                } catch (IOException unreadable) {
                    // A source that cannot be read is a source that is not there.
                }
            }
        }
        return null;
    }

    private List<Path> ofJdk(String module, String path) {
        var zip = zip(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
        return zip == null ? List.of() : List.of(zip.getPath(module, path));
    }

    private List<Path> onClassPath(String path) {
        var found = new ArrayList<Path>();
        for (var root : roots()) {
            if (Files.isDirectory(root)) {
                found.add(root.resolve(INSIDE + path));
                found.add(root.resolve(path));
            } else {
                inZip(root, INSIDE + path, found);
                var name = root.getFileName().toString().replaceFirst("\\.jar$", "-sources.jar");
                inZip(root.resolveSibling(name), path, found);
                inZip(root, path, found);
            }
        }
        return found;
    }

    private List<Path> roots() {
        var roots = new ArrayList<>(more);
        for (var entry : classPath.get().split(java.io.File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                roots.add(Path.of(entry));
            }
        }
        return roots;
    }

    private void inZip(Path file, String path, List<Path> found) {
        var zip = zip(file);
        if (zip != null) {
            found.add(zip.getPath(path));
        }
    }

    /// Stays open: the next look-up is likely to want the same.
    private @Nullable FileSystem zip(Path file) {
        var open = zips.get(file);
        if (open != null || !Files.isRegularFile(file)) {
            return open;
        }
        try {
            var zip = FileSystems.newFileSystem(file);
            zips.put(file, zip);
            return zip;
        } catch (IOException | RuntimeException notAZip) {
            return null;
        }
    }
}
