package org.dhurandhar.engine;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.jspecify.annotations.Nullable;

/// Loads the classes of snippets, and those that were put on the class path since the start.
final class SnippetLoader extends URLClassLoader implements LoaderDelegate {
    private final Map<String, byte[]> snippets = new ConcurrentHashMap<>();

    SnippetLoader() {
        super("cells", new URL[0], SnippetLoader.class.getClassLoader());
        // An assertion that is passed over in silence looks like one that holds.
        setPackageAssertionStatus("REPL", true);
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        classesRedefined(classes);
        var installed = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            try {
                loadClass(classes[i].name());
                installed[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(e.toString(), installed);
            }
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        for (var compiled : classes) {
            snippets.put(compiled.name(), compiled.bytecodes());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            var bytes = snippets.get(name);
            return bytes == null
                    ? super.findClass(name)
                    : defineClass(name, bytes, 0, bytes.length);
        }
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            for (var entry : path.split(Pattern.quote(File.pathSeparator), -1)) {
                if (!entry.isEmpty()) {
                    addURL(Path.of(entry).toUri().toURL());
                }
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    /// Whether something that was put on the class path since the start has a resource.
    boolean hasAdded(String resource) throws IOException {
        return findResources(resource).hasMoreElements();
    }

    /// What the classes of snippets and all that they can see extend.
    ClassHierarchyResolver hierarchy() {
        return ClassHierarchyResolver.ofResourceParsing(this::bytes)
                .orElse(ClassHierarchyResolver.ofClassLoading(this))
                .cached();
    }

    private @Nullable InputStream bytes(ClassDesc type) {
        var descriptor = type.descriptorString();
        var bytes =
                snippets.get(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }
}
