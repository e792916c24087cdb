package org.dhurandhar.model;

import static org.dhurandhar.model.HeaderFile.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.JsonHeader;

/// The header of one safetensors file, checked against the length of the file.
record SafetensorsHeader(Path path, long bytes, long dataOffset, List<Entry> entries) {
    /// One tensor; `begin` and `end` count from the start of the data, `at` is where the header
    /// names it.
    record Entry(
            String name, WeightFormat format, List<Long> shape, long begin, long end, long at) {}

    private static final long MAX_HEADER = 100_000_000;
    private static final int MAX_TENSORS = 65_536;
    private static final int MAX_DIMENSIONS = 16;
    private static final int NAME_BUDGET = 8 << 20;

    DhurandharException malformed(Entry entry, String what, String expected) {
        return HeaderFile.malformed(path, entry.at, what, expected);
    }

    static SafetensorsHeader read(Path path) {
        try (var file = HeaderFile.open(path)) {
            return new Reader(path, file).read();
        }
    }

    private static final class Reader {
        private final Path path;
        private final HeaderFile file;
        private final HashMap<List<Long>, List<Long>> shapes = new HashMap<>();

        Reader(Path path, HeaderFile file) {
            this.path = path;
            this.file = file;
        }

        SafetensorsHeader read() {
            long size = file.i64("the length of the header");
            long room = Math.min(file.remaining(), MAX_HEADER);
            if (size < 2 || size > room) {
                throw file.malformed(
                        0,
                        "the header has " + Long.toUnsignedString(size) + " bytes",
                        "2 to " + room + " in a file of " + file.length() + " bytes");
            }
            List<Entry> entries;
            try (var json = JsonHeader.open(file.stream(size), path.toString(), 8)) {
                entries = entries(json);
            }
            long dataOffset = 8 + size;
            checkPlaces(entries, file.length() - dataOffset);
            return new SafetensorsHeader(path, file.length(), dataOffset, entries);
        }

        private List<Entry> entries(JsonHeader json) {
            var entries = new ArrayList<Entry>();
            long characters = 0;
            json.object();
            for (var name = json.member(); name != null; name = json.member()) {
                if (name.equals("__metadata__")) {
                    json.skip();
                    continue;
                }
                characters += name.length();
                if (entries.size() == MAX_TENSORS || characters > NAME_BUDGET) {
                    throw file.malformed(
                            json.offset(),
                            "the tensors do not end",
                            "at most " + MAX_TENSORS + " tensors in one file");
                }
                entries.add(entry(json, name, json.offset()));
            }
            json.end();
            return entries;
        }

        private Entry entry(JsonHeader json, String name, long at) {
            WeightFormat format = null;
            List<Long> shape = null;
            List<Long> offsets = null;
            json.object();
            for (var key = json.member(); key != null; key = json.member()) {
                switch (key) {
                    case "dtype" -> format = format(json, name);
                    case "shape" -> shape = json.naturals(MAX_DIMENSIONS);
                    case "data_offsets" -> offsets = json.naturals(2);
                    default -> json.skip();
                }
            }
            if (format == null || shape == null || offsets == null || offsets.size() != 2) {
                throw file.malformed(
                        at, shown(name) + " lacks a part", "dtype, shape and two data_offsets");
            }
            long begin = offsets.getFirst();
            long end = offsets.getLast();
            long bytes = bytes(name, format, shape, at);
            if (end < begin || end - begin != bytes) {
                throw file.malformed(
                        at,
                        shown(name)
                                + " stands from "
                                + begin
                                + " to "
                                + end
                                + ", "
                                + format.label()
                                + " "
                                + shape
                                + " takes "
                                + bytes
                                + " bytes",
                        "data_offsets that fit the type and shape");
            }
            var common = shapes.putIfAbsent(shape, shape);
            return new Entry(name, format, common == null ? shape : common, begin, end, at);
        }

        private WeightFormat format(JsonHeader json, String name) {
            var dtype = json.text();
            var format = WeightFormat.ofDtype(dtype);
            if (format == null) {
                throw file.malformed(
                        json.offset(),
                        shown(name) + " has the type \"" + shown(dtype) + "\"",
                        "BOOL, U8, I8, F8_E4M3, F16, BF16, F32, I64 ...");
            }
            return format;
        }

        private long bytes(String name, WeightFormat format, List<Long> shape, long at) {
            try {
                long elements = 1;
                for (long size : shape) {
                    elements = Math.multiplyExact(elements, size);
                }
                if (format.packedBits(elements) % 8 != 0) {
                    throw file.malformed(
                            at,
                            shown(name) + " ends within a byte: " + format.label() + " " + shape,
                            "whole bytes");
                }
                return format.bytesFor(1, elements);
            } catch (ArithmeticException e) {
                throw file.malformed(
                        at, shown(name) + " has the shape " + shape, "fewer than 2^63 bits");
            }
        }

        private void checkPlaces(List<Entry> entries, long room) {
            var order = new ArrayList<>(entries);
            order.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
            long end = 0;
            Entry before = null;
            for (var entry : order) {
                if (entry.begin != end) {
                    var what =
                            entry.begin < end && before != null
                                    ? shown(entry.name) + " overlaps " + shown(before.name)
                                    : shown(entry.name) + " leaves a hole before it";
                    throw file.malformed(entry.at, what, "data_offsets from " + end);
                }
                if (entry.end > room) {
                    throw file.malformed(
                            entry.at,
                            shown(entry.name)
                                    + " ends at byte "
                                    + entry.end
                                    + " of the data, which has "
                                    + room,
                            "a whole file");
                }
                end = entry.end;
                before = entry;
            }
            if (end != room) {
                throw file.malformed(
                        file.length() - room + end,
                        (room - end) + " bytes belong to no tensor",
                        "a file that ends with its last tensor");
            }
        }
    }
}
