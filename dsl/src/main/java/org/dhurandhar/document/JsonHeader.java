package org.dhurandhar.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON object from a stream member by member, without building a tree: for headers of
/// many megabytes that may be hostile.
public final class JsonHeader implements AutoCloseable {
    private static final TokenStreamFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(8)
                                    .maxNameLength(1024)
                                    .maxNumberLength(32)
                                    .maxStringLength(1 << 20)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final String file;
    private final long start;

    private JsonHeader(JsonParser parser, String file, long start) {
        this.parser = parser;
        this.file = file;
        this.start = start;
    }

    /// Begins to read; the stream is left open.
    ///
    /// @param file name shown in errors
    /// @param start byte of the file that the stream begins at
    public static JsonHeader open(InputStream in, String file, long start) {
        try {
            // One character a byte, so that character offsets are byte offsets; texts are decoded
            // one by one. A table of names would grow by a copy every thousand names.
            var reader = new InputStreamReader(in, ISO_8859_1);
            var parser = FACTORY.createParser(ObjectReadContext.empty(), reader);
            return new JsonHeader(parser, file, start);
        } catch (JacksonException | IllegalStateException e) {
            throw malformed(file, start, reason(e));
        }
    }

    /// Enters the object that begins here.
    public void object() {
        expect(next(), JsonToken.START_OBJECT, "an object");
    }

    /// The name of the next member, or null at the end of the object.
    public @Nullable String member() {
        var token = next();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        expect(token, JsonToken.PROPERTY_NAME, "a name");
        return decoded(parser.currentName());
    }

    /// The text that stands here.
    public String text() {
        expect(next(), JsonToken.VALUE_STRING, "a text");
        try {
            return decoded(parser.getString());
        } catch (JacksonException e) {
            throw malformed(file, offset(), reason(e));
        }
    }

    /// The list of whole numbers, none negative, that stands here.
    ///
    /// @param most how many there may be
    public List<Long> naturals(int most) {
        expect(next(), JsonToken.START_ARRAY, "a list");
        var values = new ArrayList<Long>();
        for (var token = next(); token != JsonToken.END_ARRAY; token = next()) {
            expect(token, JsonToken.VALUE_NUMBER_INT, "a whole number");
            if (values.size() == most) {
                throw malformed(file, offset(), "a list of more than " + most + " numbers");
            }
            values.add(natural());
        }
        return values;
    }

    private long natural() {
        try {
            long value = parser.getLongValue();
            if (value < 0) {
                throw malformed(file, offset(), "the number " + value);
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(file, offset(), "a number of 2^63 or more");
        }
    }

    /// Passes over the value that stands here, whatever it is.
    public void skip() {
        next();
        try {
            parser.skipChildren();
        } catch (JacksonException | IllegalStateException e) {
            throw malformed(file, offset(), reason(e));
        }
        if (parser.currentToken() == null) {
            throw malformed(file, offset(), "the document ends too early");
        }
    }

    /// Fails unless nothing but white space follows.
    public void end() {
        try {
            if (parser.nextToken() != null) {
                throw malformed(file, offset(), "something follows the object");
            }
        } catch (JacksonException | IllegalStateException e) {
            throw malformed(file, offset(), reason(e));
        }
    }

    /// Byte of the file at which the last value or name begins.
    public long offset() {
        long bytes = parser.currentTokenLocation().getCharOffset();
        return start + Math.max(0, bytes);
    }

    private static String decoded(String bytes) {
        boolean ascii = true;
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c > 0xff) {
                return bytes;
            }
            ascii &= c < 0x80;
        }
        return ascii ? bytes : new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    private JsonToken next() {
        try {
            var token = parser.nextToken();
            if (token == null) {
                throw malformed(file, offset(), "the document ends too early");
            }
            return token;
        } catch (JacksonException e) {
            var at = e.getLocation();
            long bytes = at == null ? 0 : Math.max(0, at.getCharOffset());
            throw malformed(file, start + bytes, reason(e));
        } catch (IllegalStateException e) {
            throw malformed(file, offset(), reason(e));
        }
    }

    private void expect(JsonToken seen, JsonToken wanted, String words) {
        if (seen != wanted) {
            throw malformed(file, offset(), describe(seen) + " in place of " + words);
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "the end";
        };
    }

    private static String reason(RuntimeException e) {
        var message = e instanceof JacksonException j ? j.getOriginalMessage() : e.getMessage();
        var text = message == null ? "no JSON" : message.strip();
        text = until(until(until(text, "\n"), " (start marker"), ", from `");
        boolean open = text.lastIndexOf('(') > text.lastIndexOf(')');
        text = open ? text + ")" : text;
        var clean = new StringBuilder();
        for (int i = 0; i < Math.min(120, text.length()); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? '?' : c);
        }
        return clean.toString();
    }

    private static String until(String text, String mark) {
        int end = text.indexOf(mark);
        return end < 0 ? text : text.substring(0, end);
    }

    private static DhurandharException malformed(String file, long offset, String what) {
        return DhurandharException.because(
                        "MalformedFile", file + " at byte " + offset + ": " + what)
                .expected("a JSON object as the format prescribes it")
                .fix("fetch the file again and compare its size and checksum with the publisher's");
    }

    @Override
    public void close() {
        parser.close();
    }
}
