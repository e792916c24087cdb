package org.dhurandhar.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;

/// The header of one GGUF file, checked against the length of the file.
record GgufHeader(
        Path path,
        int version,
        Map<String, Object> metadata,
        List<Tensor> tensors,
        List<Long> offsets,
        List<Long> sizes,
        GgufFile.Part part) {

    static final int MAX_TENSORS = 65_536;
    private static final int MAX_NAME = 64;
    private static final int MAX_DIMENSIONS = 4;
    private static final int MAX_BLOCKS = 4096;
    private static final long SMALLEST_TENSOR_INFO = 24;
    private static final int MAGIC = 0x46554747;

    String architecture() {
        return GgufLayout.printable((String) metadata.getOrDefault("general.architecture", ""));
    }

    long splitCount() {
        return metadata.get("split.count") instanceof Long n ? n : 1;
    }

    long splitNumber() {
        return metadata.get("split.no") instanceof Long n ? n : 0;
    }

    long splitTensors() {
        return metadata.get("split.tensors.count") instanceof Long n ? n : -1;
    }

    DhurandharException malformed(String what) {
        return HeaderFile.malformed(path, 24, what, "parts that one split wrote");
    }

    static GgufHeader read(Path path) {
        try (var file = HeaderFile.open(path)) {
            return new Reader(path, file).read();
        }
    }

    private static final class Reader {
        private final Path path;
        private final HeaderFile file;
        private final ArrayList<Tensor> tensors = new ArrayList<>();
        private final ArrayList<Long> offsets = new ArrayList<>();
        private final ArrayList<Long> sizes = new ArrayList<>();
        private final ArrayList<Long> entries = new ArrayList<>();
        private final HashSet<String> names = new HashSet<>();

        Reader(Path path, HeaderFile file) {
            this.path = path;
            this.file = file;
        }

        GgufHeader read() {
            int version = preamble();
            long tensorCount = count("tensor count", SMALLEST_TENSOR_INFO, MAX_TENSORS);
            long keyCount = count("metadata count", 13, GgufMetadata.MAX_KEYS);
            var reader = new GgufMetadata(file);
            var metadata = reader.read((int) keyCount);
            long end = file.position();
            checkMetadata(metadata, reader, end);
            for (int i = 0; i < tensorCount; i++) {
                tensor(reader.alignment());
            }
            long alignment = reader.alignment();
            long padding = (alignment - file.position() % alignment) % alignment;
            var part = place(file.position() + padding, alignment);
            return new GgufHeader(path, version, metadata, tensors, offsets, sizes, part);
        }

        private int preamble() {
            int magic = file.i32("the magic number");
            if (magic != MAGIC) {
                throw file.malformed(0, "no GGUF file, it begins with " + hex(magic), "GGUF");
            }
            int version = file.i32("the version");
            if (version == 2 || version == 3) {
                return version;
            }
            int swapped = Integer.reverseBytes(version);
            if (swapped >= 1 && swapped <= 3) {
                throw file.malformed(4, "a big-endian GGUF file", "a little-endian file");
            }
            throw file.malformed(
                    4, "GGUF version " + Integer.toUnsignedString(version), "version 2 or 3");
        }

        private static String hex(int magic) {
            return "0x%08x".formatted(Integer.reverseBytes(magic));
        }

        private long count(String what, long smallest, long most) {
            long at = file.position();
            long count = file.i64("the " + what);
            long room = Math.min(file.remaining() / smallest, most);
            if (count < 0 || count > room) {
                throw file.malformed(
                        at,
                        "the " + what + " is " + Long.toUnsignedString(count),
                        "at most " + room + " in a file of " + file.length() + " bytes");
            }
            return count;
        }

        private void checkMetadata(Map<String, Object> metadata, GgufMetadata reader, long end) {
            var architecture = metadata.get("general.architecture");
            boolean later = metadata.get("split.no") instanceof Long n && n > 0;
            if (architecture == null && later) {
                return;
            }
            if (!(architecture instanceof String name) || name.isEmpty()) {
                throw file.malformed(
                        end, "the metadata names no architecture", "general.architecture");
            }
            if (metadata.get(name + ".block_count") instanceof Long blocks
                    && (blocks < 0 || blocks > MAX_BLOCKS)) {
                throw file.malformed(
                        end,
                        "the metadata has " + HeaderFile.shown(name) + ".block_count = " + blocks,
                        "at most " + MAX_BLOCKS + " blocks");
            }
            var vocabulary = name + ".vocab_size";
            if (!metadata.containsKey(vocabulary) && reader.tokens() >= 0) {
                metadata.put(vocabulary, reader.tokens());
            }
        }

        private void tensor(long alignment) {
            long entry = file.position();
            var name = name(entry);
            var shape = shape(name);
            long at = file.position();
            int type = file.i32("a tensor's type");
            var format = WeightFormat.ofGgmlType(Integer.toUnsignedLong(type));
            if (format == null) {
                throw file.malformed(
                        at,
                        name + " has type " + Integer.toUnsignedString(type),
                        "a type of ggml 0.26, 0 to 42");
            }
            long columns = shape.isEmpty() ? 1 : shape.getFirst();
            if (!format.fits(columns)) {
                throw file.malformed(
                        at,
                        name + " is " + format.label() + " with rows of " + columns,
                        "rows of a multiple of " + format.blockSize() + " values");
            }
            long bytes = bytes(name, shape, format, at);
            at = file.position();
            long offset = file.i64("a tensor's offset");
            if (offset < 0 || offset % alignment != 0) {
                throw file.malformed(
                        at,
                        name + " has offset " + Long.toUnsignedString(offset),
                        "a multiple of the alignment, " + alignment);
            }
            int layer = GgufNames.layer(name);
            if (layer >= MAX_BLOCKS) {
                throw file.malformed(
                        entry, name + " is in block " + layer, "at most " + MAX_BLOCKS + " blocks");
            }
            tensors.add(new Tensor(name, shape, GgufNames.role(name), layer, format));
            offsets.add(offset);
            sizes.add(bytes);
            entries.add(entry);
        }

        private String name(long entry) {
            long length = file.i64("the length of a tensor's name");
            if (length <= 0 || length > MAX_NAME) {
                throw file.malformed(
                        entry,
                        "a tensor's name has " + Long.toUnsignedString(length) + " bytes",
                        "1 to " + MAX_NAME + " bytes");
            }
            var name = file.text((int) length, "a tensor's name");
            if (!names.add(name)) {
                throw file.malformed(
                        entry, "a second tensor is named \"" + name + "\"", "unique names");
            }
            return name;
        }

        private List<Long> shape(String name) {
            long at = file.position();
            int dimensions = file.i32("a tensor's number of dimensions");
            if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
                throw file.malformed(
                        at,
                        name + " has " + Integer.toUnsignedString(dimensions) + " dimensions",
                        "at most " + MAX_DIMENSIONS);
            }
            var shape = new ArrayList<Long>(dimensions);
            for (int i = 0; i < dimensions; i++) {
                at = file.position();
                long size = file.i64("a tensor's size");
                if (size < 0) {
                    throw file.malformed(
                            at,
                            name + " has a size of " + Long.toUnsignedString(size),
                            "sizes below 2^63");
                }
                shape.add(size);
            }
            return shape;
        }

        private long bytes(String name, List<Long> shape, WeightFormat format, long at) {
            try {
                return format.bytesFor(shape);
            } catch (ArithmeticException e) {
                throw file.malformed(
                        at, name + " has the shape " + shape, "fewer than 2^63 values and bytes");
            }
        }

        private GgufFile.Part place(long dataOffset, long alignment) {
            var order = new ArrayList<Integer>();
            for (int i = 0; i < tensors.size(); i++) {
                order.add(i);
            }
            order.sort(
                    Comparator.comparingLong((Integer i) -> offsets.get(i))
                            .thenComparingLong(i -> sizes.get(i)));
            long first = dataOffset;
            long end = dataOffset;
            String before = "the header";
            for (int i : order) {
                var name = tensors.get(i).name();
                long room = file.length() - dataOffset;
                if (offsets.get(i) > room || sizes.get(i) > room - offsets.get(i)) {
                    throw file.malformed(
                            entries.get(i),
                            name
                                    + " takes "
                                    + sizes.get(i)
                                    + " bytes from offset "
                                    + offsets.get(i)
                                    + " of the data, which has "
                                    + Math.max(0, room),
                            "a whole file");
                }
                long start = dataOffset + offsets.get(i);
                if (start < end) {
                    throw file.malformed(
                            entries.get(i),
                            name + " overlaps " + before,
                            "an offset of at least " + (end - dataOffset));
                }
                first = i == order.getFirst() ? start : first;
                end = start + sizes.get(i);
                before = name;
            }
            for (int i = 0; i < offsets.size(); i++) {
                offsets.set(i, offsets.get(i) + dataOffset);
            }
            return new GgufFile.Part(path, file.length(), dataOffset, alignment, first, end);
        }
    }
}
