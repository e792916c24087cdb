package org.dhurandhar.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the key-value pairs of a GGUF header; keeps scalars, short text and arrays of numbers, and
/// passes over everything else.
final class GgufMetadata {
    static final int MAX_KEYS = 65_536;
    private static final int MAX_KEY_BYTES = 65_535;
    private static final int MAX_TEXT = 64 * 1024;
    private static final int TEXT_BUDGET = 8 << 20;
    private static final int ARRAY_BUDGET = 1_000_000;
    private static final long TEXTS_BUDGET = 4_000_000;
    private static final long MAX_HEADER = 64L << 20;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 8, -1, 8, 8, 8};

    private final HeaderFile file;
    private long textLeft = TEXT_BUDGET;
    private long textsLeft = TEXTS_BUDGET;
    private long elementsLeft = ARRAY_BUDGET;
    private long alignment = 32;
    private long tokens = -1;

    GgufMetadata(HeaderFile file) {
        this.file = file;
    }

    /// Bytes that tensor offsets are a multiple of.
    long alignment() {
        return alignment;
    }

    /// Number of tokens of the vocabulary, or -1 where it is not stored.
    long tokens() {
        return tokens;
    }

    Map<String, Object> read(int count) {
        var seen = new HashSet<String>();
        var kept = new LinkedHashMap<String, Object>();
        for (int i = 0; i < count; i++) {
            long at = file.position();
            var key = key();
            if (!seen.add(key)) {
                throw file.malformed(
                        at, "a second key is \"" + HeaderFile.shown(key) + "\"", "unique keys");
            }
            long typeAt = file.position();
            int type = file.i32("a value's type");
            var value = type == ARRAY ? array(key) : scalar(key, type, typeAt);
            if (value != null) {
                kept.put(key, value);
            }
            if (key.equals("general.alignment")) {
                alignment(type, value, typeAt);
            }
            if (file.position() > MAX_HEADER) {
                throw file.malformed(at, "the metadata does not end", "a header of at most 64 MiB");
            }
        }
        return kept;
    }

    private String key() {
        long at = file.position();
        long length = file.i64("the length of a key");
        if (length <= 0 || length > MAX_KEY_BYTES) {
            throw file.malformed(
                    at,
                    "a key has " + Long.toUnsignedString(length) + " bytes",
                    "1 to " + MAX_KEY_BYTES + " bytes");
        }
        textLeft -= length;
        if (textLeft < 0) {
            throw file.malformed(at, "the keys do not end", "at most 8 MiB of keys");
        }
        return file.text((int) length, "a key");
    }

    private @Nullable Object scalar(String key, int type, long at) {
        if (type != STRING) {
            checkType(key, type, at);
            return number(type);
        }
        long length = textLength();
        if (length > MAX_TEXT || length > textLeft) {
            file.skip(length, "a text");
            return null;
        }
        textLeft -= length;
        return file.text((int) length, "a text");
    }

    private long textLength() {
        long length = file.i64("the length of a text");
        file.need(length, "a text");
        return length;
    }

    private void checkType(String key, int type, long at) {
        if (type < 0 || type >= SIZES.length || type == ARRAY) {
            throw file.malformed(
                    at,
                    HeaderFile.shown(key) + " has the value type " + Integer.toUnsignedString(type),
                    "a type from 0 to 12, arrays not nested");
        }
    }

    private Object number(int type) {
        return switch (type) {
            case 0 -> (long) file.u8("a value");
            case 1 -> (long) (byte) file.u8("a value");
            case 2 -> (long) file.u16("a value");
            case 3 -> (long) (short) file.u16("a value");
            case 4 -> Integer.toUnsignedLong(file.i32("a value"));
            case 5 -> (long) file.i32("a value");
            case 6 -> (double) Float.intBitsToFloat(file.i32("a value"));
            case BOOL -> file.u8("a value") != 0;
            case 10 -> unsigned(file.i64("a value"));
            case 11 -> file.i64("a value");
            default -> Double.longBitsToDouble(file.i64("a value"));
        };
    }

    private static Object unsigned(long value) {
        return value < 0 ? (Object) Long.toUnsignedString(value) : (Object) value;
    }

    private @Nullable Object array(String key) {
        long at = file.position();
        int type = file.i32("an array's type");
        checkType(key, type, at);
        at = file.position();
        long count = file.i64("an array's length");
        long size = type == STRING ? 8 : SIZES[type];
        if (count < 0 || count > file.remaining() / size) {
            throw file.malformed(
                    at,
                    HeaderFile.shown(key) + " has " + Long.toUnsignedString(count) + " elements",
                    "at most " + file.remaining() / size + ", the rest of the file");
        }
        if (key.equals("tokenizer.ggml.tokens")) {
            tokens = count;
        }
        if (type == STRING) {
            skipTexts(key, count);
            return null;
        }
        if (key.startsWith("tokenizer.") || count > elementsLeft) {
            file.skip(count * size, "an array");
            return null;
        }
        elementsLeft -= count;
        return numbers(type, (int) count);
    }

    private void skipTexts(String key, long count) {
        textsLeft -= count;
        if (textsLeft < 0) {
            throw file.malformed(
                    file.position() - 8,
                    HeaderFile.shown(key) + " has " + count + " elements",
                    "at most " + TEXTS_BUDGET + " texts in all");
        }
        for (long i = 0; i < count; i++) {
            file.skip(textLength(), "a text");
            if (file.position() > MAX_HEADER) {
                throw file.malformed(
                        file.position(),
                        HeaderFile.shown(key) + " does not end",
                        "a header of at most 64 MiB");
            }
        }
    }

    private List<Object> numbers(int type, int count) {
        var values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = number(type);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private void alignment(int type, @Nullable Object value, long at) {
        boolean sound = type == 4 && value instanceof Long n && n > 0 && (n & (n - 1)) == 0;
        if (!sound) {
            throw file.malformed(
                    at,
                    "general.alignment is " + HeaderFile.shown(String.valueOf(value)),
                    "a power of two as a 32-bit number");
        }
        alignment = (Long) Objects.requireNonNull(value);
    }
}
