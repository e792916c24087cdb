package org.dhurandhar.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dhurandhar.DhurandharException;

/// One kind of profiles: those built in under `configs/<kind>/`, and the user's own under
/// `~/.dhurandhar/<kind>/`, which win.
public final class Catalogue {
    private final String kind;
    private final Map<String, MapNode> read = new ConcurrentHashMap<>();

    /// @param kind folder name, such as `models`
    public Catalogue(String kind) {
        this.kind = kind;
    }

    /// All names: built in first, then the user's.
    public List<String> names() {
        var names = new LinkedHashSet<>(index().keys());
        for (var file : own()) {
            names.add(stem(file));
        }
        return List.copyOf(names);
    }

    /// Other names of a built-in profile; empty for the user's own.
    public List<String> aliases(String slug) {
        var aliases = index().texts(slug);
        return aliases == null ? List.of() : aliases;
    }

    /// The profile with this name or alias; case, spaces, `-`, `_` and `.` do not matter.
    ///
    /// @throws DhurandharException where there is none, naming the closest
    public MapNode find(String name, String noun, String fix) {
        var key = fold(name);
        for (var file : own()) {
            if (fold(stem(file)).equals(key)) {
                return Documents.readMap(file, kind);
            }
        }
        var index = index();
        var known = new ArrayList<String>();
        for (var slug : index.keys()) {
            if (fold(slug).equals(key)) {
                return builtIn(slug);
            }
            known.add(slug);
            var aliases = index.texts(slug);
            if (aliases != null) {
                for (var alias : aliases) {
                    if (fold(alias).equals(key)) {
                        return builtIn(slug);
                    }
                }
            }
        }
        for (var file : own()) {
            known.add(stem(file));
        }
        throw DhurandharException.unknownName(noun, name, known, fix);
    }

    /// A document built in beside the profiles, such as `index`; each is read once.
    public MapNode builtIn(String slug) {
        return read.computeIfAbsent(
                slug, s -> Documents.readResource("configs/" + kind + "/" + s + ".yaml"));
    }

    private MapNode index() {
        return builtIn("index");
    }

    private List<Path> own() {
        var folder = Path.of(System.getProperty("user.home", "."), ".dhurandhar", kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw DhurandharException.because("UnreadableFile", folder + " cannot be read")
                    .expected("a readable folder")
                    .fix("check its permissions");
        }
    }

    private static String stem(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ".yaml".length());
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("-", "")
                .replace("_", "")
                .replace(".", "")
                .replace(" ", "");
    }
}
