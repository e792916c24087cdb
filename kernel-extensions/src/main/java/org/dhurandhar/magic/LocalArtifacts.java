package org.dhurandhar.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.assist.Item;

/// Coordinates that the local repository can complete.
final class LocalArtifacts {
    private static final int MOST = 100;

    private LocalArtifacts() {}

    static List<Item> after(String typed) {
        var parts = typed.split(":", -1);
        var root = repository();
        var items = new ArrayList<Item>();
        try {
            switch (parts.length) {
                case 1 -> groups(root, typed, items);
                case 2 -> artifacts(root, parts[0], parts[1], items);
                case 3 -> versions(root, parts[0], parts[1], parts[2], items);
                default -> {}
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return items.subList(0, Math.min(MOST, items.size()));
    }

    private static Path repository() {
        var stated = System.getProperty("maven.repo.local");
        return stated == null
                ? Path.of(System.getProperty("user.home"), ".m2", "repository")
                : Path.of(stated);
    }

    private static void groups(Path root, String typed, List<Item> items) throws IOException {
        int dot = typed.lastIndexOf('.') + 1;
        var written = typed.substring(0, dot);
        var directory = root.resolve(written.replace('.', '/'));
        for (var name : directories(directory, typed.substring(dot))) {
            var group = written + name;
            var inside = directory.resolve(name);
            boolean has = false;
            boolean goesOn = false;
            for (var child : directories(inside, "")) {
                boolean artifact = isArtifact(inside.resolve(child));
                has |= artifact;
                goesOn |= !artifact;
            }
            if (has) {
                items.add(new Item(group + ":", "module", ""));
            }
            if (goesOn) {
                items.add(new Item(group + ".", "module", ""));
            }
        }
    }

    private static void artifacts(Path root, String group, String prefix, List<Item> items)
            throws IOException {
        var directory = root.resolve(group.replace('.', '/'));
        for (var name : directories(directory, prefix)) {
            if (isArtifact(directory.resolve(name))) {
                items.add(new Item(group + ":" + name + ":", "module", ""));
            }
        }
    }

    private static void versions(
            Path root, String group, String artifact, String prefix, List<Item> items)
            throws IOException {
        var directory = root.resolve(group.replace('.', '/')).resolve(artifact);
        for (var version : directories(directory, prefix).reversed()) {
            items.add(new Item(group + ":" + artifact + ":" + version, "module", ""));
        }
    }

    private static boolean isArtifact(Path directory) throws IOException {
        for (var version : directories(directory, "")) {
            var pom = directory.getFileName() + "-" + version + ".pom";
            if (Files.exists(directory.resolve(version).resolve(pom))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> directories(Path directory, String prefix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                if (name.startsWith(prefix) && !name.startsWith(".")) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }
}
