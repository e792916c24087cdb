package org.dhurandhar.magic;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// Loads the resolver when it is first wanted: neither the start nor the class path of cells pays
/// for its libraries, and a cell may ask for other versions of them.
final class Libraries extends URLClassLoader {
    private static final String RESOLVER = "org.dhurandhar.magic.MavenArtifacts";

    private Libraries(URL[] urls, ClassLoader parent) {
        super("maven", urls, parent);
    }

    static Artifacts load() {
        try {
            var directory = directory();
            var loader = directory == null ? Libraries.class.getClassLoader() : isolated(directory);
            var type = Class.forName(RESOLVER, true, loader);
            return (Artifacts) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | IOException | URISyntaxException e) {
            throw new IllegalStateException("the resolver of artifacts cannot be loaded", e);
        } catch (NoClassDefFoundError e) {
            throw DhurandharException.because(
                            "MissingLibraries", "the libraries that resolve artifacts are gone")
                    .expected("they lie in lib/maven beside " + code())
                    .fix("./dhurandhar kernel install");
        }
    }

    /// Where the libraries lie by themselves; null where they are on the class path.
    private static @Nullable Path directory() {
        var stated = System.getProperty("dhurandhar.maven");
        if (stated != null) {
            return Path.of(stated);
        }
        var beside = code().getParent();
        if (beside == null) {
            return null;
        }
        for (var candidate : new Path[] {beside.resolve("lib/maven"), beside.resolve("maven")}) {
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static Path code() {
        try {
            var source = Libraries.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Libraries isolated(Path directory) throws IOException, URISyntaxException {
        var urls = new ArrayList<URL>();
        urls.add(code().toUri().toURL());
        try (var jars = Files.newDirectoryStream(directory, "*.jar")) {
            for (var jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        }
        return new Libraries(urls.toArray(URL[]::new), Libraries.class.getClassLoader());
    }

    /// The libraries' own classes come first, ours only from above, but for the one that uses them.
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean above =
                name.startsWith("java.")
                        || name.startsWith("org.slf4j.")
                        || (name.startsWith("org.dhurandhar.") && !name.startsWith(RESOLVER));
        if (above) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try {
                return findClass(name);
            } catch (ClassNotFoundException notHere) {
                return super.loadClass(name, resolve);
            }
        }
    }
}
