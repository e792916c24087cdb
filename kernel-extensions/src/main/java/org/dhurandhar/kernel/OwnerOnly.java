package org.dhurandhar.kernel;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files that nobody but their owner may read: keys of connections, and what was typed.
final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNERS =
            Set.copyOf(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnly() {}

    /// Makes a folder, and its parents, for its owner alone.
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var parent = folder.toAbsolutePath().getParent();
            Files.createDirectories(parent == null ? folder : parent);
            Files.createDirectories(folder, attributes(folder, "rwx------"));
        }
        mend(folder);
    }

    /// Makes an empty file for its owner alone.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException where there is one
    static void file(Path file) throws IOException {
        Files.createFile(file, attributes(file, "rw-------"));
    }

    /// Takes away what others may do with a file.
    ///
    /// @return whether they could do something
    static boolean mend(Path file) throws IOException {
        if (!posix(file)) {
            return false;
        }
        var rights = Files.getPosixFilePermissions(file);
        var kept = EnumSet.noneOf(PosixFilePermission.class);
        kept.addAll(rights);
        kept.retainAll(OWNERS);
        if (kept.equals(rights)) {
            return false;
        }
        Files.setPosixFilePermissions(file, kept);
        return true;
    }

    private static FileAttribute<?>[] attributes(Path file, String rights) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        return parent != null && posix(parent)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path file) throws IOException {
        FileStore store = Files.getFileStore(file);
        return store.supportsFileAttributeView("posix");
    }
}
