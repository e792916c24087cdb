package org.dhurandhar.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Decodes a stream of bytes; a character may come in two parts.
final class Utf8 {
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(1024);
    private byte[] left = {};

    void decode(byte[] bytes, int start, int length, StringBuilder to) {
        var in = ByteBuffer.wrap(bytes, start, length);
        if (left.length > 0) {
            in = ByteBuffer.allocate(left.length + length).put(left).put(in).flip();
        }
        boolean more;
        do {
            more = decoder.decode(in, chars, false).isOverflow();
            to.append(chars.flip());
            chars.clear();
        } while (more);
        left = new byte[in.remaining()];
        in.get(left);
    }
}
