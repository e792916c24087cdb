package org.dhurandhar.document;

import java.io.File;
import java.io.IOException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Bytes of resources on the class path.
final class Resources {
    private Resources() {}

    /// The library's own jar where it is the whole class path, as the launcher has it. Reading it
    /// as an archive spares a cold start the machinery of URLs.
    private static final class Own {
        static final @Nullable ZipFile JAR = open();

        private static @Nullable ZipFile open() {
            var path = System.getProperty("java.class.path", "");
            if (!path.endsWith(".jar") || path.indexOf(File.pathSeparatorChar) >= 0) {
                return null;
            }
            try {
                return new ZipFile(path);
            } catch (IOException e) {
                // The class path need not be readable as a file: the class loader knows better.
                return null;
            }
        }
    }

    /// @param name absolute, without a leading slash
    static byte @Nullable [] bytes(String name) throws IOException {
        var jar = Own.JAR;
        var entry = jar == null ? null : jar.getEntry(name);
        if (jar != null && entry != null) {
            try (var in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
        try (var in = Resources.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
