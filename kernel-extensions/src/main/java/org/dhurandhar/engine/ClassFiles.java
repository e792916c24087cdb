package org.dhurandhar.engine;

import static javax.tools.StandardLocation.ANNOTATION_PROCESSOR_PATH;
import static javax.tools.StandardLocation.CLASS_PATH;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.dhurandhar.Dhurandhar;

/// The class files that snippets are compiled against.
///
/// Before it answers for one package, javac lists every entry of every jar of the class path. Most
/// cells use none of the libraries, so those are opened when a package of theirs is first asked
/// for.
final class ClassFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private static final String OURS = "org.dhurandhar";

    /// What javac asks for whatever a snippet says: the package of snippets, and those around the
    /// packages of imports.
    private static final Set<String> IN_NO_LIBRARY =
            Set.of("", "REPL", "java", "javax", "javax.security", "java.util", "org");

    /// Snippets run no annotation processors, and unlike the class path this one is not extended by
    /// what the manifests of its jars name.
    private static final Location OUR_PATH = ANNOTATION_PROCESSOR_PATH;

    private final Gate indexing;
    private boolean extended;

    private ClassFiles(StandardJavaFileManager files, Gate indexing) {
        super(files);
        this.indexing = indexing;
    }

    /// What jshell's index of all packages waits for. Only completions need it, and beside the
    /// first cell it would delay that.
    static final class Gate {
        private final CountDownLatch latch = new CountDownLatch(1);

        void open() {
            latch.countDown();
        }

        private void pass() {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @param indexing opened once the packages may be listed
    static StandardJavaFileManager of(StandardJavaFileManager files, Gate indexing) {
        try {
            files.setLocationFromPaths(OUR_PATH, ours());
            return new ClassFiles(files, indexing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Our jars, and all folders, which cost nothing until they are asked.
    ///
    /// Found by a class file of each: a class that comes from an AOT cache may not say its jar.
    private static Collection<Path> ours() throws IOException {
        var ours = new LinkedHashSet<Path>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty() && Files.isDirectory(Path.of(entry))) {
                ours.add(Path.of(entry));
            }
        }
        for (var type : List.of(ClassFiles.class, Dhurandhar.class)) {
            var file = type.getResource(type.getSimpleName() + ".class");
            if (file != null && file.openConnection() instanceof JarURLConnection inJar) {
                try {
                    ours.add(Path.of(inJar.getJarFileURL().toURI()));
                } catch (URISyntaxException e) {
                    throw new IOException(e);
                }
            }
        }
        return ours;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        if (location != CLASS_PATH || extended) {
            return super.list(location, packageName, kinds, recurse);
        }
        return super.list(isOurs(packageName) ? OUR_PATH : CLASS_PATH, packageName, kinds, recurse);
    }

    private static boolean isOurs(String packageName) {
        return IN_NO_LIBRARY.contains(packageName)
                || packageName.equals(OURS)
                || packageName.startsWith(OURS + ".");
    }

    /// Whatever is put on the class path later may hold anything.
    @Override
    public boolean handleOption(String option, Iterator<String> rest) {
        extended |= option.equals("-classpath");
        return super.handleOption(option, rest);
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return super.inferBinaryName(
                location == CLASS_PATH && !extended ? OUR_PATH : location, file);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
            Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(
            Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    /// Only the thread that makes jshell's index asks for a path as such.
    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        indexing.pass();
        return fileManager.getLocationAsPaths(location);
    }
}
