package org.dhurandhar.magic;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.dhurandhar.DhurandharException;

/// `%classpath`, `%jars`: libraries from files.
final class PathMagics {
    private static final String CLASSPATH = "%classpath [PATH ...]";
    private static final String JARS = "%jars PATH ...";

    List<Magic> all() {
        return List.of(
                new Magic(
                        List.of("classpath", "addClasspath"),
                        CLASSPATH,
                        "puts jars and directories on the class path (* stands for any name); "
                                + "alone, lists it",
                        Magic.Takes.FILES,
                        PathMagics::classpath,
                        null),
                new Magic(
                        List.of("jars"),
                        JARS,
                        "puts jars, and all jars of directories, on the class path",
                        Magic.Takes.FILES,
                        PathMagics::jars,
                        null));
    }

    private static Entries classpath(Call call) throws IOException {
        var words = call.words();
        if (words.isEmpty()) {
            return Entries.all(call.session().classPath());
        }
        var found = new ArrayList<Path>();
        for (var word : words) {
            for (var each : word.split(java.io.File.pathSeparator, -1)) {
                if (!each.isEmpty()) {
                    found.addAll(matching(each, CLASSPATH));
                }
            }
        }
        return added(call, found);
    }

    private static Entries added(Call call, List<Path> found) {
        for (var path : found) {
            var name = String.valueOf(path.getFileName());
            if (Files.isRegularFile(path) && !name.endsWith(".class")) {
                checkJar(path);
            }
        }
        call.session().addToClassPath(found);
        return Entries.added(found);
    }

    /// The compiler fails on anything else.
    private static void checkJar(Path path) {
        try (var jar = new ZipFile(path.toFile())) {
            if (jar.size() < 0) {
                throw new IllegalStateException(path.toString());
            }
        } catch (IOException e) {
            throw DhurandharException.because("MalformedFile", path + " is no jar")
                    .expected("jars and directories of classes")
                    .fix("%classpath lib/*.jar");
        }
    }

    private static Entries jars(Call call) throws IOException {
        var found = new ArrayList<Path>();
        for (var word : call.someWords(JARS)) {
            for (var path : matching(word, JARS)) {
                if (Files.isDirectory(path)) {
                    try (var inside = Files.newDirectoryStream(path, "*.jar")) {
                        inside.forEach(found::add);
                    }
                } else {
                    found.add(path);
                }
            }
        }
        return added(call, found);
    }

    static Path path(String word) {
        try {
            return word.startsWith("~/")
                    ? Path.of(System.getProperty("user.home"), word.substring(2))
                    : Path.of(word).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw DhurandharException.because("MissingFile", word + " cannot be a file")
                    .expected("the path of a file")
                    .fix("%help");
        }
    }

    /// Files that a path with `*` and `?` names; one without names itself.
    private static List<Path> matching(String word, String usage) throws IOException {
        int wild = wild(word);
        var found = new ArrayList<Path>();
        if (wild < 0) {
            var path = path(word);
            if (Files.exists(path)) {
                found.add(path);
            }
        } else {
            int slash = word.lastIndexOf('/', wild) + 1;
            var root = path(slash == 0 ? "." : word.substring(0, slash));
            var rest = word.substring(slash);
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
            int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
            if (Files.isDirectory(root)) {
                try (var walk = Files.walk(root, depth)) {
                    walk.filter(p -> matcher.matches(root.relativize(p)))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        if (found.isEmpty()) {
            throw DhurandharException.because("MissingFile", "no file matches " + word)
                    .expected(usage + ", from " + Path.of("").toAbsolutePath())
                    .fix(usage.split(" ", 2)[0] + " lib/*.jar");
        }
        return found;
    }

    private static int wild(String word) {
        for (int i = 0; i < word.length(); i++) {
            if ("*?[{".indexOf(word.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
