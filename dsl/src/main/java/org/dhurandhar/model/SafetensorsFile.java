package org.dhurandhar.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.Progress;
import org.dhurandhar.report.Bytes;

/// The headers of a safetensors checkpoint, of all its shards.
///
/// @param path the file or directory that was named
/// @param tensors of all shards, sizes rows first
/// @param extents where each tensor lies, in the same order
/// @param parts the files, in order
public record SafetensorsFile(
        Path path, List<Tensor> tensors, List<Extent> extents, List<Part> parts) {
    /// One file of a checkpoint.
    ///
    /// @param bytes length of the file
    /// @param dataOffset byte where tensor data begins
    public record Part(Path path, long bytes, long dataOffset) {}

    static final int MAX_TENSORS = 200_000;
    private static final int NAME_BUDGET = 16 << 20;

    public SafetensorsFile {
        tensors = List.copyOf(tensors);
        extents = List.copyOf(extents);
        parts = List.copyOf(parts);
    }

    /// Sum of the tensors' bytes.
    public long tensorBytes() {
        long sum = 0;
        for (var extent : extents) {
            sum += extent.bytes();
        }
        return sum;
    }

    @Override
    public String toString() {
        return "%s, safetensors, %d tensors, %s MiB in %d %s"
                .formatted(
                        path.getFileName(),
                        tensors.size(),
                        Bytes.mib(tensorBytes()),
                        parts.size(),
                        parts.size() == 1 ? "file" : "files");
    }

    /// Reads a file, one shard of several (all are read), a `*.safetensors.index.json`, or a
    /// directory with any of these.
    ///
    /// @throws DhurandharException of kind `UnreadableFile` where a shard is missing or cannot be
    ///   read, `MalformedFile` where one is not a sound safetensors file
    public static SafetensorsFile read(Path path) {
        var shards = Shards.find(path);
        var indexed = new HashMap<>(shards.index());
        var names = new HashSet<String>();
        var shapes = new HashMap<List<Long>, List<Long>>();
        var tensors = new ArrayList<Tensor>();
        var extents = new ArrayList<Extent>();
        var parts = new ArrayList<Part>();
        long characters = 0;
        try (var progress = Progress.of("Reading shards", shards.files().size(), "shard")) {
            for (var shard : shards.files()) {
                var header = SafetensorsHeader.read(shard);
                for (var entry : header.entries()) {
                    characters += entry.name().length();
                    checkUnique(header, entry, names, indexed);
                    if (tensors.size() >= MAX_TENSORS || characters > NAME_BUDGET) {
                        throw header.malformed(
                                entry,
                                "the tensors do not end",
                                "at most " + MAX_TENSORS + " tensors");
                    }
                    var shape = shapes.computeIfAbsent(entry.shape(), List::copyOf);
                    tensors.add(
                            new Tensor(
                                    entry.name(),
                                    shape,
                                    CheckpointNames.role(entry.name()),
                                    CheckpointNames.layer(entry.name()),
                                    entry.format()));
                    long offset = header.dataOffset() + entry.begin();
                    extents.add(new Extent(parts.size(), offset, entry.end() - entry.begin()));
                }
                parts.add(new Part(shard, header.bytes(), header.dataOffset()));
                progress.step();
            }
        }
        if (!indexed.isEmpty()) {
            var missing = indexed.entrySet().iterator().next();
            throw HeaderFile.malformed(
                    shards.source(),
                    0,
                    "tensor \""
                            + HeaderFile.shown(missing.getKey())
                            + "\" is not in "
                            + missing.getValue(),
                    "every tensor of the index in its shard");
        }
        return new SafetensorsFile(path, tensors, extents, parts);
    }

    private static void checkUnique(
            SafetensorsHeader header,
            SafetensorsHeader.Entry entry,
            HashSet<String> names,
            Map<String, String> indexed) {
        if (!names.add(entry.name())) {
            throw header.malformed(
                    entry,
                    "tensor \"" + HeaderFile.shown(entry.name()) + "\" is in another shard too",
                    "each tensor once");
        }
        var file = indexed.get(entry.name());
        if (file != null && file.equals(String.valueOf(header.path().getFileName()))) {
            indexed.remove(entry.name());
        }
    }
}
