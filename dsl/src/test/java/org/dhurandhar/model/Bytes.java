package org.dhurandhar.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Builds little-endian binary files byte by byte.
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        return u8(value).u8(value >>> 8);
    }

    Bytes u32(long value) {
        return u16((int) value).u16((int) (value >>> 16));
    }

    Bytes u64(long value) {
        return u32(value).u32(value >>> 32);
    }

    Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bytes ascii(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A GGUF string: its length, then its bytes.
    Bytes text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return u64(bytes.length).raw(bytes);
    }

    Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    /// Zeros up to the next multiple of `unit`.
    Bytes align(int unit) {
        return zeros((unit - out.size() % unit) % unit);
    }

    int size() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    Path write(Path path) {
        try {
            return Files.write(path, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
