package org.dhurandhar.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.Progress;
import org.dhurandhar.report.Bytes;
import org.jspecify.annotations.Nullable;

/// The header of a GGUF model (version 2 or 3), of all its parts where it is split.
///
/// @param path the file that was named
/// @param name `general.name`, or the file's name without its ending
/// @param version GGUF version
/// @param layout metadata and tensors of all parts
/// @param parts the files, in order
/// @param extents where each tensor of `layout` lies, in the same order
public record GgufFile(
        Path path,
        String name,
        int version,
        GgufLayout layout,
        List<Part> parts,
        List<Extent> extents) {

    /// One file of a model.
    ///
    /// @param bytes length of the file
    /// @param dataOffset byte where tensor data may begin
    /// @param alignment bytes that tensor offsets are a multiple of
    /// @param firstTensor byte where its first tensor begins
    /// @param lastTensor byte after its last tensor
    public record Part(
            Path path,
            long bytes,
            long dataOffset,
            long alignment,
            long firstTensor,
            long lastTensor) {
        /// Bytes from its first tensor to the end of its last, gaps included.
        public long mapped() {
            return lastTensor - firstTensor;
        }
    }

    private static final int MAX_PARTS = 1024;

    public GgufFile {
        parts = List.copyOf(parts);
        extents = List.copyOf(extents);
    }

    /// Bytes that the runtime maps: of every part, from its first tensor to the end of its last.
    public long mappedBytes() {
        long sum = 0;
        for (var part : parts) {
            sum += part.mapped();
        }
        return sum;
    }

    /// Sum of the tensors' bytes, without gaps.
    public long tensorBytes() {
        long sum = 0;
        for (var extent : extents) {
            sum += extent.bytes();
        }
        return sum;
    }

    @Override
    public String toString() {
        return "%s, GGUF version %d, %s, %s MiB in %d %s"
                .formatted(
                        name,
                        version,
                        layout,
                        Bytes.mib(tensorBytes()),
                        parts.size(),
                        parts.size() == 1 ? "file" : "files");
    }

    /// Reads the header; of a split model (`…-00001-of-00003.gguf`) any part may be named.
    ///
    /// @throws DhurandharException of kind `UnreadableFile` where a part is missing or cannot be
    ///   read, `MalformedFile` where one is not a sound GGUF file
    public static GgufFile read(Path path) {
        var named = GgufHeader.read(path);
        var headers = named.splitCount() > 1 ? siblings(path, named) : List.of(named);
        var first = headers.getFirst();
        var tensors = new ArrayList<Tensor>();
        var extents = new ArrayList<Extent>();
        var parts = new ArrayList<Part>();
        var names = new HashSet<String>();
        for (int i = 0; i < headers.size(); i++) {
            var header = headers.get(i);
            parts.add(header.part());
            for (int t = 0; t < header.tensors().size(); t++) {
                var tensor = header.tensors().get(t);
                if (!names.add(tensor.name())) {
                    throw header.malformed(
                            "tensor \"" + tensor.name() + "\" is in another part too");
                }
                tensors.add(tensor);
                extents.add(new Extent(i, header.offsets().get(t), header.sizes().get(t)));
            }
        }
        long declared = first.splitTensors();
        if (declared >= 0 && declared != tensors.size()) {
            throw first.malformed(
                    "split.tensors.count is " + declared + ", the parts hold " + tensors.size());
        }
        var layout = new GgufLayout(first.architecture(), first.metadata(), tensors, extents);
        var name =
                first.metadata().get("general.name") instanceof String s && !s.isBlank()
                        ? GgufLayout.printable(s)
                        : stem(path);
        return new GgufFile(path, name, first.version(), layout, parts, extents);
    }

    private static List<GgufHeader> siblings(Path path, GgufHeader named) {
        int count = (int) Math.min(named.splitCount(), Integer.MAX_VALUE);
        var file = String.valueOf(path.getFileName());
        var prefix = prefix(file, count);
        if (prefix == null || count > MAX_PARTS) {
            throw named.malformed(
                    "split.count is "
                            + named.splitCount()
                            + ", the name does not end in "
                            + ending(1, count));
        }
        var headers = new ArrayList<GgufHeader>();
        int tensors = 0;
        try (var progress = Progress.of("Reading parts", count, "part")) {
            for (int i = 0; i < count; i++) {
                var sibling = path.resolveSibling(prefix + ending(i + 1, count));
                if (!Files.exists(sibling)) {
                    throw DhurandharException.because(
                                    "UnreadableFile",
                                    sibling + " does not exist, part " + (i + 1) + " of " + count)
                            .expected("all " + count + " parts in one directory")
                            .fix("fetch the missing part");
                }
                var header =
                        file.equals(prefix + ending(i + 1, count))
                                ? named
                                : GgufHeader.read(sibling);
                if (header.splitCount() != count || header.splitNumber() != i) {
                    throw header.malformed(
                            "it says it is part "
                                    + header.splitNumber()
                                    + " of "
                                    + header.splitCount()
                                    + ", its name says "
                                    + i
                                    + " of "
                                    + count
                                    + " (from 0)");
                }
                tensors += header.tensors().size();
                if (tensors > GgufHeader.MAX_TENSORS) {
                    throw header.malformed("the parts hold " + tensors + " tensors or more");
                }
                headers.add(header);
                progress.step();
            }
        }
        return headers;
    }

    private static @Nullable String prefix(String file, int count) {
        int start = file.length() - ending(1, count).length();
        if (start < 0 || !file.endsWith(ending(1, count).substring(6))) {
            return null;
        }
        for (int i = start + 1; i < start + 6; i++) {
            if (file.charAt(i) < '0' || file.charAt(i) > '9') {
                return null;
            }
        }
        return file.charAt(start) == '-' ? file.substring(0, start) : null;
    }

    private static String ending(int number, int count) {
        return String.format(Locale.ROOT, "-%05d-of-%05d.gguf", number, count);
    }

    private static String stem(Path path) {
        var file = String.valueOf(path.getFileName());
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
