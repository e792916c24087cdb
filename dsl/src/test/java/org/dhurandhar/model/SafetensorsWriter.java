package org.dhurandhar.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Writes safetensors files of zeros for tests.
public final class SafetensorsWriter {
    private final List<String> entries = new ArrayList<>();
    private int dataBytes;

    public SafetensorsWriter tensor(String name, WeightFormat dtype, long... shape) {
        long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        int end = dataBytes + (int) dtype.bytesFor(1, elements);
        entry(name, dtype.label(), Arrays.toString(shape), dataBytes, end);
        dataBytes = end;
        return this;
    }

    /// Adds a header entry as given, without data.
    SafetensorsWriter entry(String name, String dtype, String shape, long begin, long end) {
        entries.add(
                String.format(
                        Locale.ROOT,
                        "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
                        name,
                        dtype,
                        shape,
                        begin,
                        end));
        return this;
    }

    SafetensorsWriter metadata(String key, String value) {
        entries.add("\"__metadata__\":{\"" + key + "\":\"" + value + "\"}");
        return this;
    }

    byte[] toArray() {
        return file("{" + String.join(",", entries) + "}", dataBytes);
    }

    /// A file of a header's text and that many bytes of data.
    static byte[] file(String header, int dataBytes) {
        int length = header.getBytes(StandardCharsets.UTF_8).length;
        int padding = (8 - length % 8) % 8;
        var padded = header + " ".repeat(padding);
        return new Bytes().u64(length + padding).ascii(padded).zeros(dataBytes).toArray();
    }

    public Path write(Path path) {
        return new Bytes().raw(toArray()).write(path);
    }
}
