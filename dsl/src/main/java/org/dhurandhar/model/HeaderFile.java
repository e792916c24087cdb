package org.dhurandhar.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.InterruptedWork;

/// Reads the head of a binary file forwards through one small buffer, little-endian, and knows what
/// is left of the file before it takes anything from it.
final class HeaderFile implements AutoCloseable {
    private static final int BUFFER = 32 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long bufferStart;

    private HeaderFile(Path path, FileChannel channel, long length) {
        this.path = path;
        this.channel = channel;
        this.length = length;
    }

    /// Opens a regular file.
    ///
    /// @throws DhurandharException of kind `UnreadableFile` where it is none or cannot be read
    static HeaderFile open(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw unreadable(path, "is a directory");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw unreadable(path, "is not a regular file");
            }
            var channel = FileChannel.open(path, StandardOpenOption.READ);
            return new HeaderFile(path, channel, channel.size());
        } catch (NoSuchFileException e) {
            throw unreadable(path, "does not exist");
        } catch (AccessDeniedException e) {
            throw unreadable(path, "may not be read by this user");
        } catch (IOException e) {
            InterruptedWork.check();
            throw unreadable(path, "cannot be read: " + e.getMessage());
        }
    }

    static DhurandharException unreadable(Path path, String why) {
        return DhurandharException.because("UnreadableFile", path + " " + why)
                .expected("a readable file")
                .fix("check the path and its permissions");
    }

    /// A name from a file as errors show it: at most 60 characters.
    static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private static String printable(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return clean.toString();
    }

    /// The error for what stands at an offset.
    DhurandharException malformed(long offset, String what, String expected) {
        return malformed(path, offset, what, expected);
    }

    static DhurandharException malformed(Path path, long offset, String what, String expected) {
        return DhurandharException.because(
                        "MalformedFile", path + " at byte " + offset + ": " + printable(what))
                .expected(expected)
                .fix("fetch the file again and compare its size and checksum with the publisher's");
    }

    long length() {
        return length;
    }

    long position() {
        return bufferStart + buffer.position();
    }

    long remaining() {
        return length - position();
    }

    /// Fails unless the file has `bytes` more bytes.
    void need(long bytes, String what) {
        if (bytes < 0 || bytes > remaining()) {
            throw malformed(
                    position(),
                    what
                            + " takes "
                            + Long.toUnsignedString(bytes)
                            + " bytes, "
                            + remaining()
                            + " are left",
                    "a whole file");
        }
    }

    int u8(String what) {
        fill(1, what);
        return buffer.get() & 0xff;
    }

    int u16(String what) {
        fill(2, what);
        return buffer.getShort() & 0xffff;
    }

    int i32(String what) {
        fill(4, what);
        return buffer.getInt();
    }

    long i64(String what) {
        fill(8, what);
        return buffer.getLong();
    }

    /// Text of a length that the caller has bounded.
    String text(int bytes, String what) {
        need(bytes, what);
        var content = new byte[bytes];
        int done = 0;
        while (done < bytes) {
            fill(1, what);
            int part = Math.min(bytes - done, buffer.remaining());
            buffer.get(content, done, part);
            done += part;
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    void skip(long bytes, String what) {
        need(bytes, what);
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
            return;
        }
        bufferStart = position() + bytes;
        buffer.limit(0);
    }

    /// The next `bytes` bytes as a stream.
    InputStream stream(long bytes) {
        long end = position() + bytes;
        return new InputStream() {
            @Override
            public int read() {
                return position() < end ? u8("the header") : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int wanted = (int) Math.min(length, end - position());
                if (wanted <= 0) {
                    return length == 0 ? 0 : -1;
                }
                fill(1, "the header");
                int part = Math.min(wanted, buffer.remaining());
                buffer.get(target, offset, part);
                return part;
            }
        };
    }

    private void fill(int bytes, String what) {
        if (buffer.remaining() >= bytes) {
            return;
        }
        need(bytes, what);
        InterruptedWork.check();
        try {
            bufferStart = position();
            buffer.compact();
            while (buffer.position() < bytes) {
                if (channel.read(buffer, bufferStart + buffer.position()) < 0) {
                    throw unreadable(path, "became shorter while it was read");
                }
            }
            buffer.flip();
        } catch (IOException e) {
            InterruptedWork.check();
            throw unreadable(path, "cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
