package org.dhurandhar.runtime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// Writes a whole GGUF version 3 file with seeded random weights.
final class RandomGguf {
    private static final int ALIGNMENT = 32;
    private static final int U32 = 4;
    private static final int F32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final OutputStream out;
    private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    private RandomGguf(OutputStream out) {
        this.out = out;
    }

    static void write(Path file, GgufLayout model, long seed) {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            new RandomGguf(out).write(model, new SplittableRandom(seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(GgufLayout model, SplittableRandom random) throws IOException {
        raw("GGUF".getBytes(StandardCharsets.US_ASCII));
        u32(3);
        u64(model.tensors().size());
        u64(model.metadata().size());
        for (var entry : new TreeMap<>(model.metadata()).entrySet()) {
            text(entry.getKey());
            value(entry.getValue());
        }
        long offset = 0;
        for (var tensor : model.tensors()) {
            text(tensor.name());
            u32(tensor.shape().size());
            for (long size : tensor.shape()) {
                u64(size);
            }
            u32(code(format(tensor)));
            u64(offset);
            offset += (bytes(tensor) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        align();
        for (var tensor : model.tensors()) {
            weights(tensor, random);
            align();
        }
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case List<?> list -> {
                u32(ARRAY);
                u32(list.getFirst() instanceof Boolean ? BOOL : U32);
                u64(list.size());
                for (var item : list) {
                    scalar(item);
                }
            }
            case String s -> {
                u32(STRING);
                text(s);
            }
            case Boolean b -> {
                u32(BOOL);
                scalar(b);
            }
            case Double d -> {
                u32(F32);
                scalar(d);
            }
            default -> {
                u32(U32);
                scalar(value);
            }
        }
    }

    private void scalar(Object value) throws IOException {
        switch (value) {
            case Boolean b -> raw(new byte[] {(byte) (b ? 1 : 0)});
            case Double d -> u32(Float.floatToRawIntBits(d.floatValue()));
            case Long n -> u32(Math.toIntExact(n));
            default -> throw new IllegalArgumentException("no GGUF type for " + value);
        }
    }

    /// Small values around zero; norms around one, so that a forward pass stays finite.
    private void weights(Tensor tensor, SplittableRandom random) throws IOException {
        var format = format(tensor);
        var block = ByteBuffer.allocate(format.blockBytes()).order(ByteOrder.LITTLE_ENDIAN);
        float centre = tensor.name().contains("norm") ? 1 : 0;
        for (long i = tensor.elements() / format.blockSize(); i > 0; i--) {
            float small = centre + (random.nextInt(2_001) - 1_000) * 4e-5f;
            block.clear();
            switch (format) {
                case F32 -> block.putFloat(small);
                case F16 -> block.putShort(Float.floatToFloat16(small));
                default -> {
                    random.nextBytes(block.array());
                    block.putShort(Float.floatToFloat16(1f / (1 << format.blockBytes() / 3)));
                }
            }
            raw(block.array());
        }
    }

    private static WeightFormat format(Tensor tensor) {
        var format = tensor.format();
        if (format == null) {
            throw new IllegalArgumentException(tensor.name() + " has no format");
        }
        return format;
    }

    static long bytes(Tensor tensor) {
        var format = format(tensor);
        return tensor.elements() / format.blockSize() * format.blockBytes();
    }

    private static int code(WeightFormat format) {
        return switch (format) {
            case F32 -> 0;
            case F16 -> 1;
            case Q4_0 -> 2;
            case Q8_0 -> 8;
            default -> throw new IllegalArgumentException("not written here: " + format);
        };
    }

    private void align() throws IOException {
        raw(new byte[(int) ((ALIGNMENT - written % ALIGNMENT) % ALIGNMENT)]);
    }

    private void text(String s) throws IOException {
        var utf8 = s.getBytes(StandardCharsets.UTF_8);
        u64(utf8.length);
        raw(utf8);
    }

    private void u32(int n) throws IOException {
        number.clear().putInt(n);
        out.write(number.array(), 0, 4);
        written += 4;
    }

    private void u64(long n) throws IOException {
        number.clear().putLong(n);
        out.write(number.array(), 0, 8);
        written += 8;
    }

    private void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
