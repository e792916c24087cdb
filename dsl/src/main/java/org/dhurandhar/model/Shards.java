package org.dhurandhar.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.JsonHeader;

/// Finds the files of a safetensors checkpoint.
///
/// @param source the index, or what was named
/// @param files the shards, in order of their names
/// @param index the file of each tensor where there is an index, else empty
record Shards(Path source, List<Path> files, Map<String, String> index) {
    private static final String ENDING = ".safetensors";
    private static final String INDEX = ".safetensors.index.json";
    private static final int MAX_SHARDS = 4096;
    private static final long MAX_INDEX = 64L << 20;

    static Shards find(Path path) {
        if (Files.isDirectory(path)) {
            return inDirectory(path);
        }
        var file = String.valueOf(path.getFileName());
        if (file.endsWith(INDEX)) {
            return indexed(path);
        }
        int count = shardCount(file);
        return count > 1
                ? new Shards(path, siblings(path, file, count), Map.of())
                : new Shards(path, List.of(path), Map.of());
    }

    private static Shards inDirectory(Path directory) {
        var names = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(directory, "*.safetensors*")) {
            for (var entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (IOException e) {
            throw HeaderFile.unreadable(directory, "cannot be read: " + e.getMessage());
        }
        if (names.contains("model" + ENDING)) {
            return find(directory.resolve("model" + ENDING));
        }
        var indexes = new ArrayList<String>();
        var files = new ArrayList<String>();
        for (var name : names) {
            if (name.endsWith(INDEX)) {
                indexes.add(name);
            } else if (name.endsWith(ENDING)) {
                files.add(name);
            }
        }
        if (indexes.size() == 1 || indexes.contains("model" + INDEX)) {
            var index = indexes.size() == 1 ? indexes.getFirst() : "model" + INDEX;
            return indexed(directory.resolve(index));
        }
        if (files.size() == 1 || (!files.isEmpty() && oneSplit(files))) {
            return find(directory.resolve(files.getFirst()));
        }
        throw DhurandharException.because(
                        "UnreadableFile",
                        directory
                                + " holds "
                                + files.size()
                                + " safetensors files and "
                                + indexes.size()
                                + " indexes")
                .expected("model.safetensors, one index or one file")
                .fix("name the file or the index itself");
    }

    private static boolean oneSplit(List<String> files) {
        int count = shardCount(files.getFirst());
        return count == files.size()
                && files.getLast().equals(sibling(files.getFirst(), count, count));
    }

    private static Shards indexed(Path path) {
        var index = new HashMap<String, String>();
        var known = new HashMap<String, String>();
        try (var file = HeaderFile.open(path)) {
            if (file.length() > MAX_INDEX) {
                throw file.malformed(
                        0, "the index has " + file.length() + " bytes", "at most 64 MiB");
            }
            try (var json = JsonHeader.open(file.stream(file.length()), path.toString(), 0)) {
                json.object();
                for (var key = json.member(); key != null; key = json.member()) {
                    if (key.equals("weight_map")) {
                        weightMap(json, file, index, known);
                    } else {
                        json.skip();
                    }
                }
                json.end();
            }
            if (index.isEmpty()) {
                throw file.malformed(0, "the index names no tensors", "a weight_map");
            }
        }
        var files = new ArrayList<Path>();
        for (var name : new TreeSet<>(known.keySet())) {
            files.add(present(path.resolveSibling(name), "named in " + path.getFileName()));
        }
        return new Shards(path, files, index);
    }

    private static void weightMap(
            JsonHeader json,
            HeaderFile file,
            Map<String, String> index,
            Map<String, String> known) {
        json.object();
        long characters = 0;
        for (var name = json.member(); name != null; name = json.member()) {
            var shard = json.text();
            characters += name.length();
            boolean plain =
                    shard.endsWith(ENDING)
                            && shard.length() < 256
                            && shard.indexOf('/') < 0
                            && shard.indexOf('\\') < 0
                            && shard.indexOf('\0') < 0;
            if (!plain) {
                throw file.malformed(
                        json.offset(),
                        "a shard is named \"" + HeaderFile.shown(shard) + "\"",
                        "the plain name of a .safetensors file");
            }
            index.put(name, known.computeIfAbsent(shard, s -> s));
            if (index.size() > SafetensorsFile.MAX_TENSORS
                    || characters > 16 << 20
                    || known.size() > MAX_SHARDS) {
                throw file.malformed(
                        json.offset(),
                        "the index does not end",
                        "at most "
                                + SafetensorsFile.MAX_TENSORS
                                + " tensors and "
                                + MAX_SHARDS
                                + " shards");
            }
        }
    }

    /// Number of shards by a name such as `model-00001-of-00003.safetensors`, else 1.
    private static int shardCount(String file) {
        int at = file.length() - ENDING.length() - 15;
        if (at < 0 || !file.endsWith(ENDING) || !sibling(file, 0, 0).equals(pattern(file, at))) {
            return 1;
        }
        int of = at + 10;
        int count = 0;
        for (int i = of; i < of + 5; i++) {
            count = count * 10 + (file.charAt(i) - '0');
        }
        return count;
    }

    private static String pattern(String file, int at) {
        var tail = new StringBuilder(file.substring(0, at));
        for (int i = at; i < at + 15; i++) {
            char c = file.charAt(i);
            tail.append(c >= '0' && c <= '9' ? '0' : c);
        }
        return tail.append(ENDING).toString();
    }

    private static String sibling(String file, int number, int count) {
        int at = file.length() - ENDING.length() - 15;
        return file.substring(0, at)
                + String.format(Locale.ROOT, "-%05d-of-%05d", number, count).substring(0, 15)
                + ENDING;
    }

    private static List<Path> siblings(Path path, String file, int count) {
        if (count > MAX_SHARDS) {
            throw HeaderFile.unreadable(path, "is one of " + count + " shards by its name");
        }
        var files = new ArrayList<Path>();
        for (int i = 1; i <= count; i++) {
            var shard = path.resolveSibling(sibling(file, i, count));
            files.add(present(shard, "shard " + i + " of " + count));
        }
        return files;
    }

    private static Path present(Path shard, String which) {
        if (Files.exists(shard)) {
            return shard;
        }
        throw DhurandharException.because("UnreadableFile", shard + " does not exist, " + which)
                .expected("all shards in one directory")
                .fix("fetch the missing shard");
    }
}
