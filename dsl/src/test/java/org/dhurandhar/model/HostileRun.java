package org.dhurandhar.model;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.dhurandhar.DhurandharException;

/// The program that reads damaged and absurd files in a JVM of its own with a small heap; another
/// format joins by a constant of `Subject`.
final class HostileRun {
    private static final int MANY = 125_000;

    private static final Set<String> KINDS = Set.of("MalformedFile", "UnreadableFile");
    private static final Set<String> PROFILE_KINDS =
            Set.of("InvalidProfile", "UnknownName", "Refused");

    private HostileRun() {}

    /// What is damaged, and how it is read.
    enum Subject {
        GGUF(".gguf") {
            @Override
            List<byte[]> samples() {
                return HostileGguf.samples();
            }

            @Override
            void read(Path path) {
                var layout = GgufFile.read(path).layout();
                for (var recipe : Recipe.all()) {
                    for (var tensor : recipe.apply(layout)) {
                        GgufNames.role(tensor.name());
                    }
                }
                HostileGguf.read(path);
            }

            // Half of the files stay well formed, so that their values are read.
            @Override
            byte[] damage(byte[] sample, RandomGenerator random) {
                return random.nextBoolean()
                        ? HostileGguf.odd(random)
                        : Mutations.mutate(sample, random);
            }
        },
        SAFETENSORS(".safetensors") {
            @Override
            byte[] sample() {
                return SafetensorsFileTest.small().toArray();
            }

            @Override
            void read(Path path) {
                SafetensorsFile.read(path);
            }
        },
        INDEX(".safetensors.index.json") {
            @Override
            byte[] sample() {
                return new Bytes()
                        .ascii("{\"metadata\":{\"total_size\":16},\"weight_map\":{")
                        .ascii("\"a\":\"model-00001-of-00002.safetensors\",")
                        .ascii("\"b\":\"model-00002-of-00002.safetensors\"}}")
                        .toArray();
            }

            @Override
            void read(Path path) {
                SafetensorsFile.read(path);
            }
        },
        YAML(".yaml") {
            @Override
            List<byte[]> samples() {
                return HostileProfiles.yaml();
            }

            @Override
            void read(Path path) {
                HostileProfiles.read(path);
            }
        },
        ORIGINAL(".yaml") {
            @Override
            List<byte[]> samples() {
                return HostileProfiles.original();
            }

            @Override
            void read(Path path) {
                HostileProfiles.read(path);
            }
        },
        CONFIG(".json") {
            @Override
            List<byte[]> samples() {
                return HostileProfiles.json();
            }

            @Override
            void read(Path path) {
                HostileProfiles.read(path);
            }
        };

        final String ending;

        Subject(String ending) {
            this.ending = ending;
        }

        byte[] sample() {
            throw new UnsupportedOperationException(name());
        }

        List<byte[]> samples() {
            return List.of(sample());
        }

        abstract void read(Path path);

        /// Three of four profiles stay well formed, so that their values are read.
        byte[] damage(byte[] sample, RandomGenerator random) {
            return profile() && random.nextInt(4) > 0
                    ? Mutations.mutateText(sample, random)
                    : Mutations.mutate(sample, random);
        }

        boolean profile() {
            return this == YAML || this == ORIGINAL || this == CONFIG;
        }
    }

    /// Arguments: subject, seed, number of mutations; or `giants`.
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("giants")) {
            giants();
            return;
        }
        var subject = Subject.valueOf(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        var path = Files.createTempFile("hostile", subject.ending);
        var random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
        int refused = 0;
        long slowest = 0;
        var samples = subject.samples();
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < count; i++) {
                var damaged = subject.damage(samples.get(i % samples.size()), random);
                file.seek(0);
                file.write(damaged);
                file.setLength(damaged.length);
                long start = System.nanoTime();
                var what = subject + " seed " + seed + " mutation " + i;
                refused += refused(subject, path, what) ? 1 : 0;
                slowest = Math.max(slowest, System.nanoTime() - start);
            }
        }
        Files.delete(path);
        System.out.println(subject + ": " + count + " mutations, " + refused + " refused");
        System.out.println("slowest " + slowest / 1_000_000 + " ms");
    }

    private static boolean refused(Subject subject, Path path, String what) {
        try {
            subject.read(path);
            return false;
        } catch (DhurandharException e) {
            var lines = e.getMessage().lines().count();
            boolean known =
                    KINDS.contains(e.kind())
                            || (subject.profile() && PROFILE_KINDS.contains(e.kind()));
            if (lines != 3 || !known) {
                throw new AssertionError(what, e);
            }
            return true;
        } catch (Throwable e) {
            throw new AssertionError(what, e);
        }
    }

    private static void giants() throws IOException {
        var directory = Files.createTempDirectory("giants");
        giant(Subject.GGUF, texts(directory.resolve("texts.gguf")));
        giant(Subject.GGUF, fewerTexts(directory.resolve("fewer-texts.gguf")));
        giant(Subject.GGUF, numbers(directory.resolve("numbers.gguf")));
        giant(Subject.GGUF, manyTensors(directory.resolve("tensors.gguf")));
        giant(Subject.GGUF, manyKeys(directory.resolve("keys.gguf")));
        for (var absurd : HostileGguf.absurd().entrySet()) {
            var path = directory.resolve(absurd.getKey() + ".gguf");
            giant(Subject.GGUF, Files.write(path, absurd.getValue()));
        }
        giant(Subject.SAFETENSORS, blank(directory.resolve("blank.safetensors")));
        giant(Subject.SAFETENSORS, longText(directory.resolve("text.safetensors")));
        giant(Subject.SAFETENSORS, manyEntries(directory.resolve("entries.safetensors")));
        Files.delete(directory);
    }

    private static void giant(Subject subject, Path path) throws IOException {
        long start = System.nanoTime();
        boolean refused = refused(subject, path, path.toString());
        long took = (System.nanoTime() - start) / 1_000_000;
        var size = Files.size(path) >> 20;
        var end = refused ? "refused" : "read";
        System.out.println(
                path.getFileName() + " of " + size + " MiB: " + end + ", " + took + " ms");
        Files.delete(path);
    }

    private static Path sparse(Path path, Bytes head, long length) throws IOException {
        head.write(path);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
        return path;
    }

    private static Path texts(Path path) throws IOException {
        long length = 1L << 30;
        var head = new Bytes().ascii("GGUF").u32(3).u64(0).u64(1).text("k").u32(9).u32(8);
        return sparse(path, head.u64(length / 8 - 16), length);
    }

    private static Path fewerTexts(Path path) throws IOException {
        var head = new Bytes().ascii("GGUF").u32(3).u64(0).u64(1).text("k").u32(9).u32(8);
        return sparse(path, head.u64(4_000_000), 1L << 26);
    }

    private static Path numbers(Path path) throws IOException {
        var head = new Bytes().ascii("GGUF").u32(3).u64(0).u64(9).text("general.architecture");
        head.u32(8).text("llama");
        for (int i = 0; i < 8; i++) {
            head.text("k" + i).u32(9).u32(10).u64(MANY);
            for (int n = 0; n < MANY; n++) {
                head.u64(n * 1_000_003L);
            }
            var option = i == 0 ? StandardOpenOption.CREATE : StandardOpenOption.APPEND;
            Files.write(path, head.toArray(), option, StandardOpenOption.WRITE);
            head = new Bytes();
        }
        return path;
    }

    private static Path manyTensors(Path path) throws IOException {
        int count = 65_536;
        var head = new Bytes().ascii("GGUF").u32(3).u64(count).u64(1).text("general.architecture");
        head.u32(8).text("llama");
        for (int i = 0; i < count; i++) {
            var name = String.format(Locale.ROOT, "blk.%d.ffn_down_%040d.weight", i % 100, i);
            head.text(name).u32(4).u64(32).u64(1000 + i).u64(1).u64(1).u32(2).u64(0);
        }
        return sparse(path, head, head.size() + (1 << 26));
    }

    private static Path manyKeys(Path path) throws IOException {
        int count = 65_000;
        var head = new Bytes().ascii("GGUF").u32(3).u64(0).u64(count + 1);
        head.text("general.architecture").u32(8).text("llama");
        for (int i = 0; i < count; i++) {
            head.text(String.format(Locale.ROOT, "key.%040d", i)).u32(10).u64(1000 + i);
        }
        return head.write(path);
    }

    private static Path blank(Path path) throws IOException {
        return sparse(path, new Bytes().u64(90_000_000), 100_000_000);
    }

    private static Path longText(Path path) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            out.write(new Bytes().u64(90_000_000).ascii("{\"__metadata__\":{\"a\":\"").toArray());
            var chunk = "x".repeat(1_000_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 90; i++) {
                out.write(chunk);
            }
        }
        return path;
    }

    private static Path manyEntries(Path path) throws IOException {
        int count = 65_536;
        var text = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s\"model.layers.%d.mlp.experts.%060d\":{\"dtype\":\"U8\","
                                    + "\"shape\":[1,1],\"data_offsets\":[%d,%d]}",
                            i == 0 ? "" : ",",
                            i % 60,
                            i,
                            i,
                            i + 1));
        }
        var header = text.append('}').toString();
        var head = new Bytes().u64(header.length()).ascii(header);
        return sparse(path, head, head.size() + count);
    }
}
