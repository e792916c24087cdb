package org.dhurandhar.assist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Names of files that a path may go on with.
public final class FileNames {
    private static final int MOST = 200;

    private FileNames() {}

    /// What a path may go on with.
    ///
    /// @param typed a path, or its beginning
    /// @return whole paths, as far as they are written; directories end with a slash
    public static List<Item> after(String typed) {
        int slash = typed.lastIndexOf('/') + 1;
        var written = typed.substring(0, slash);
        var prefix = typed.substring(slash);
        var items = new ArrayList<Item>();
        try (var entries = Files.newDirectoryStream(directory(written))) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                if (name.startsWith(prefix) && (!prefix.isEmpty() || !name.startsWith("."))) {
                    var end = Files.isDirectory(entry) ? "/" : "";
                    items.add(new Item(written + name + end, "path", ""));
                }
            }
        } catch (IOException | InvalidPathException none) {
            return List.of();
        }
        items.sort(Comparator.comparing(Item::text));
        return items.subList(0, Math.min(MOST, items.size()));
    }

    private static Path directory(String written) {
        if (written.startsWith("~/")) {
            return Path.of(System.getProperty("user.home"), written.substring(2));
        }
        return Path.of(written.isEmpty() ? "." : written);
    }
}
