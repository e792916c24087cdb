package org.dhurandhar.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.dhurandhar.DhurandharException;

/// Where notebooks are looked for: as named, else among those of the checkout.
record Notebooks(Path here, Path ours) {
    private static final String EXTENSION = ".ipynb";

    /// Those beside a build in a checkout.
    static Notebooks of(Distribution distribution) {
        var here = Path.of("").toAbsolutePath();
        var jar = distribution.jar().toAbsolutePath();
        return new Notebooks(here, jar.resolve("../../../notebooks").normalize());
    }

    /// A notebook or a folder.
    ///
    /// @param name a path, or the name of a notebook without its extension; empty for our folder
    /// @throws DhurandharException where there is none
    Path find(String name) {
        if (name.isEmpty()) {
            return Files.isDirectory(ours) ? ours : here;
        }
        for (var folder : List.of(here, ours)) {
            for (var file : List.of(name, name + EXTENSION)) {
                var path = folder.resolve(file).normalize();
                if ((Files.isDirectory(path) && folder.equals(here))
                        || (Files.isRegularFile(path) && file.endsWith(EXTENSION))) {
                    return path;
                }
            }
        }
        throw missing(name);
    }

    private DhurandharException missing(String name) {
        var named = here.resolve(name);
        if (Files.isRegularFile(named)) {
            return DhurandharException.because("NoNotebook", name + " does not end in " + EXTENSION)
                    .expected("a notebook, or a folder of notebooks")
                    .fix("./dhurandhar lab " + Lab.quoted(parent(name)));
        }
        var known = new LinkedHashSet<String>();
        known.addAll(names(named.resolveSibling("")));
        known.addAll(names(ours));
        var draft = DhurandharException.because("NoNotebook", name + " does not exist");
        if (known.isEmpty()) {
            return draft.expected("a notebook, or a folder of notebooks").fix("./dhurandhar lab");
        }
        var file = Path.of(name).getFileName().toString();
        var plain = file.endsWith(EXTENSION) ? file : file + EXTENSION;
        var close = DhurandharException.closest(plain, List.copyOf(known));
        var shown = close.isEmpty() ? List.copyOf(known) : close;
        return draft.facts("close", String.join(", ", shown.subList(0, Math.min(4, shown.size()))))
                .fix("./dhurandhar lab " + Lab.quoted(shown.getFirst()));
    }

    private static String parent(String name) {
        var parent = Path.of(name).getParent();
        return parent == null ? "." : parent.toString();
    }

    private static List<String> names(Path folder) {
        var names = new ArrayList<String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(EXTENSION))
                        .sorted()
                        .forEach(names::add);
            } catch (IOException e) {
                // One that may not be read shows no names.
                return names;
            }
        }
        return names;
    }
}
