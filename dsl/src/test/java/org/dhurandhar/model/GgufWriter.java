package org.dhurandhar.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Writes GGUF files for tests: metadata, a small tokenizer, tensors with random or zero values.
///
///     new GgufWriter().put("general.architecture", "llama").put("llama.block_count", 2)
///             .tokenizer(512).tensor("token_embd.weight", WeightFormat.F16, 64, 512).write(path)
public final class GgufWriter {
    private static final int ALIGNMENT = 32;

    private record Entry(String name, WeightFormat format, List<Long> shape, float value) {
        long bytes() {
            return format.bytesFor(shape);
        }
    }

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<Entry> tensors = new ArrayList<>();
    private long seed = 1;
    private int version = 3;

    /// Adds or replaces a key: `Integer` is written as u32, `Long` u64, `Float` and `Double` f32,
    /// `Boolean`, `String`, `int[]` as i32, `float[]`, `boolean[]`, `String[]`.
    public GgufWriter put(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    /// Adds a byte-level BPE tokenizer of `tokens` (at least 260) tokens.
    public GgufWriter tokenizer(int tokens) {
        var names = new String[tokens];
        var types = new int[tokens];
        Arrays.fill(types, 1);
        for (int b = 0; b < 256; b++) {
            names[b] = String.valueOf(byteCharacter(b));
        }
        names[256] = "<s>";
        names[257] = "</s>";
        types[256] = 3;
        types[257] = 3;
        names[258] = "ab";
        for (int i = 259; i < tokens; i++) {
            names[i] = "<t" + i + ">";
        }
        return put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", "gpt-2")
                .put("tokenizer.ggml.tokens", names)
                .put("tokenizer.ggml.token_type", types)
                .put("tokenizer.ggml.merges", new String[] {"a b"})
                .put("tokenizer.ggml.bos_token_id", 256)
                .put("tokenizer.ggml.eos_token_id", 257)
                .put("tokenizer.ggml.add_bos_token", false);
    }

    /// The printable character that byte-level BPE writes a byte as (GPT-2, `bytes_to_unicode`).
    private static char byteCharacter(int b) {
        if (printable(b)) {
            return (char) b;
        }
        int shifted = 256;
        for (int i = 0; i < b; i++) {
            shifted += printable(i) ? 0 : 1;
        }
        return (char) shifted;
    }

    private static boolean printable(int b) {
        return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || (b >= 0xae && b <= 0xff);
    }

    /// Adds a tensor, sizes with the row length first; floats random in ±0.05, blocks zero.
    public GgufWriter tensor(String name, WeightFormat format, long... shape) {
        return add(name, format, Float.NaN, shape);
    }

    /// Adds an F32 tensor whose values are all the same, such as a norm's ones.
    public GgufWriter constant(String name, float value, long... shape) {
        return add(name, WeightFormat.F32, value, shape);
    }

    private GgufWriter add(String name, WeightFormat format, float value, long... shape) {
        tensors.add(new Entry(name, format, Arrays.stream(shape).boxed().toList(), value));
        return this;
    }

    public GgufWriter seed(long value) {
        seed = value;
        return this;
    }

    GgufWriter version(int value) {
        version = value;
        return this;
    }

    public Path write(Path path) {
        try (var out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
            write(out);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] toArray() {
        var out = new java.io.ByteArrayOutputStream();
        try {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void write(OutputStream out) throws IOException {
        var head = new Bytes().ascii("GGUF").u32(version).u64(tensors.size());
        head.u64(metadata.size());
        metadata.forEach((key, value) -> value(head.text(key), value));
        long offset = 0;
        for (var t : tensors) {
            head.text(t.name).u32(t.shape.size());
            t.shape.forEach(head::u64);
            head.u32(t.format.ggmlType()).u64(offset);
            offset = aligned(offset + t.bytes());
        }
        if (!tensors.isEmpty()) {
            head.align(ALIGNMENT);
        }
        out.write(head.toArray());
        var random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
        for (var t : tensors) {
            data(out, t, random);
            out.write(new byte[(int) (aligned(t.bytes()) - t.bytes())]);
        }
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static void value(Bytes out, Object value) {
        switch (value) {
            case Integer n -> out.u32(4).u32(n);
            case Long n -> out.u32(10).u64(n);
            case Float f -> out.u32(6).u32(Float.floatToIntBits(f));
            case Double d -> out.u32(6).u32(Float.floatToIntBits(d.floatValue()));
            case Boolean b -> out.u32(7).u8(b ? 1 : 0);
            case String s -> out.u32(8).text(s);
            case int[] a -> {
                out.u32(9).u32(5).u64(a.length);
                for (int n : a) {
                    out.u32(n);
                }
            }
            case float[] a -> {
                out.u32(9).u32(6).u64(a.length);
                for (float f : a) {
                    out.u32(Float.floatToIntBits(f));
                }
            }
            case boolean[] a -> {
                out.u32(9).u32(7).u64(a.length);
                for (boolean b : a) {
                    out.u8(b ? 1 : 0);
                }
            }
            case String[] a -> {
                out.u32(9).u32(8).u64(a.length);
                for (var s : a) {
                    out.text(s);
                }
            }
            default -> throw new IllegalArgumentException("no GGUF type for " + value);
        }
    }

    private static void data(OutputStream out, Entry t, RandomGenerator random) throws IOException {
        if (t.format.quantised()) {
            var zeros = new byte[1 << 16];
            for (long left = t.bytes(); left > 0; left -= zeros.length) {
                out.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
            return;
        }
        long elements = t.shape.stream().reduce(1L, (a, b) -> a * b);
        for (long i = 0; i < elements; i++) {
            float value = Float.isNaN(t.value) ? random.nextFloat(-0.05f, 0.05f) : t.value;
            switch (t.format) {
                case F32 -> little(out, Float.floatToIntBits(value), 4);
                case F16 -> little(out, Float.floatToFloat16(value), 2);
                case BF16 -> little(out, Float.floatToIntBits(value) >>> 16, 2);
                default -> little(out, 0, t.format.blockBytes());
            }
        }
    }

    private static void little(OutputStream out, int bits, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            out.write(bits >>> Math.min(31, 8 * i));
        }
    }
}
