package org.dhurandhar.install;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhurandhar.DhurandharException;

/// The jar of the kernel and those beside it in `lib`: the ones it names, and in folders there the
/// ones it loads by itself.
record Distribution(Path jar, List<Path> libraries) {
    static final String JAR = "dhurandhar-kernel.jar";
    static final String LIB = "lib";

    Distribution {
        libraries = List.copyOf(libraries);
    }

    /// The one this process runs from.
    ///
    /// @throws DhurandharException where it runs from loose classes
    static Distribution running() {
        try {
            var source = Distribution.class.getProtectionDomain().getCodeSource();
            var jar = Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(jar)) {
                return at(jar);
            }
            throw DhurandharException.because("NotBuilt", jar + " is no jar")
                    .expected("the jar of the module kernel-extensions")
                    .fix("./dhurandhar kernel install");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The one whose jar this is.
    static Distribution at(Path jar) {
        var lib = jar.resolveSibling(LIB);
        if (!Files.isDirectory(lib)) {
            throw DhurandharException.because("NotBuilt", lib + " is not there")
                    .expected("the libraries of the kernel, beside " + jar.getFileName())
                    .fix("./dhurandhar kernel install");
        }
        try (var files = Files.walk(lib)) {
            return new Distribution(
                    jar, files.filter(f -> f.toString().endsWith(".jar")).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies all of it into a folder.
    Distribution copyTo(Path folder) throws IOException {
        var copy = Files.copy(jar, folder.resolve(JAR));
        var lib = Files.createDirectory(folder.resolve(LIB));
        var from = jar.resolveSibling(LIB);
        for (var library : libraries) {
            var target = lib.resolve(from.relativize(library).toString());
            Files.createDirectories(target.getParent());
            Files.copy(library, target);
        }
        return at(copy);
    }

    /// Changes whenever a jar does.
    String fingerprint() {
        long key = 7;
        try {
            for (var file : libraries) {
                key = next(key, file);
            }
            return Long.toHexString(next(key, jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long next(long key, Path file) throws IOException {
        long stamp = Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file);
        return (key * 31 + file.getFileName().toString().hashCode()) * 31 + stamp;
    }

    /// What `-cp` takes; the jar's manifest names the rest.
    String classPath() {
        if (jar.toString().contains(File.pathSeparator)) {
            throw DhurandharException.because(
                            "BadPath", jar + " has a \"" + File.pathSeparator + "\" in it")
                    .expected("a path that can stand in a class path")
                    .fix("--prefix with another folder");
        }
        return jar.toString();
    }
}
