package org.dhurandhar.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;

/// Damages files the way transfers and attackers do.
final class Mutations {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        9,
        31,
        255,
        256,
        0x7fff,
        0x7fffffffL,
        0x80000000L,
        0xffffffffL,
        1L << 32,
        1L << 40,
        1L << 61,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] WORDS = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "1e999",
        "-1",
        "\\u0000",
        "[[[[[[[[[[",
        "{}",
        "9223372036854775807",
        "18446744073709551616",
        "\"t\":{}",
        "&a [*a]",
        "\t",
        "---",
        "!!"
    };

    private static final String[] VALUES = {
        "0",
        "1",
        "-1",
        "3",
        "7",
        "0.5",
        "511",
        "65536",
        "1000000",
        "2147483647",
        "2147483648",
        "4294967296",
        "9223372036854775807",
        "1e18",
        "1e400",
        "-0",
        "null",
        "true",
        "false",
        "\"x\"",
        "[]",
        "{}",
        "[0]",
        "[1, 2, 3]",
        "[-1, 4]",
        "[null]",
        "NaN",
        "\"full_attention\""
    };

    private Mutations() {}

    /// A copy with one to four kinds of damage.
    static byte[] mutate(byte[] original, RandomGenerator random) {
        var bytes = original.clone();
        for (int i = random.nextInt(1, 5); i > 0 && bytes.length > 0; i--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    /// A copy of a text with one to three lines, words or numbers changed; it mostly stays well
    /// formed.
    static byte[] mutateText(byte[] original, RandomGenerator random) {
        var lines = new ArrayList<>(new String(original, StandardCharsets.UTF_8).lines().toList());
        for (int i = random.nextInt(1, 4); i > 0 && !lines.isEmpty(); i--) {
            int at = random.nextInt(lines.size());
            var line = lines.get(at);
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, digits(line, VALUES[random.nextInt(VALUES.length)]));
                case 3 -> lines.set(at, digits(line, Integer.toString(random.nextInt(600))));
                case 4 -> lines.set(at, after(line, VALUES[random.nextInt(VALUES.length)]));
                default ->
                        lines.set(at, after(line, after(lines.get(random.nextInt(lines.size())))));
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String digits(String line, String number) {
        return line.replaceFirst("[0-9]+(?=[^0-9a-z_\"]*$)", Matcher.quoteReplacement(number));
    }

    /// What follows the first `: ` of a line.
    private static String after(String line) {
        int at = line.indexOf(": ");
        return at < 0 ? line : line.substring(at + 2);
    }

    private static String after(String line, String value) {
        int at = line.indexOf(": ");
        if (at < 0) {
            return value;
        }
        boolean comma = line.endsWith(",") && !value.endsWith(",");
        return line.substring(0, at + 2) + value + (comma ? "," : "");
    }

    private static byte[] once(byte[] bytes, RandomGenerator random) {
        // Half of the damage goes to the first bytes, where counts and lengths stand.
        int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 256);
        int at = random.nextInt(reach);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> number(bytes, at, 4, random);
            case 3 -> number(bytes, at, 8, random);
            case 4 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 5 -> {
                int length = Math.min(bytes.length - at, random.nextInt(1, 64));
                return splice(bytes, at, Arrays.copyOfRange(bytes, at, at + length), 0);
            }
            case 6 -> {
                return splice(bytes, at, new byte[0], random.nextInt(1, 16));
            }
            default -> {
                var word = WORDS[random.nextInt(WORDS.length)];
                return splice(bytes, at, new Bytes().ascii(word).toArray(), random.nextInt(3));
            }
        }
        return bytes;
    }

    private static void number(byte[] bytes, int at, int size, RandomGenerator random) {
        long value = NUMBERS[random.nextInt(NUMBERS.length)];
        for (int i = 0; i < size && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private static byte[] splice(byte[] bytes, int at, byte[] inserted, int removed) {
        int rest = Math.min(bytes.length, at + removed);
        return new Bytes()
                .raw(Arrays.copyOf(bytes, at))
                .raw(inserted)
                .raw(Arrays.copyOfRange(bytes, rest, bytes.length))
                .toArray();
    }
}
