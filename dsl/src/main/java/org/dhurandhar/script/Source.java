package org.dhurandhar.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// The text of one script file, and where in it things are.
///
/// @param name as it was given, which is how messages call it
/// @param folder where `/open` looks for further files
/// @param text with line feeds at the ends of lines, without a byte order mark
record Source(String name, Path folder, String text) {
    private static final String TRY = "./dhurandhar run script.jsh   or   ./dhurandhar run --help";

    /// A file.
    ///
    /// @throws DhurandharException where it cannot be read or is not UTF-8
    static Source read(String name, @Nullable Path beside) {
        try {
            var given = Path.of(name);
            var path = beside == null ? given : beside.resolve(given);
            if (Files.isDirectory(path)) {
                throw unreadable(name + " is a directory");
            }
            var parent = path.toAbsolutePath().getParent();
            return of(
                    path.toString(),
                    parent == null ? path.toAbsolutePath() : parent,
                    Files.readAllBytes(path));
        } catch (InvalidPathException e) {
            throw unreadable("\"" + name.replace("\0", "\\0") + "\" cannot be the name of a file");
        } catch (AccessDeniedException e) {
            throw unreadable(name + ": permission denied");
        } catch (IOException e) {
            throw unreadable(
                    Files.exists(Path.of(name)) || beside != null && Files.exists(beside.resolve(name))
                            ? name + " cannot be read"
                            : name + " does not exist");
        }
    }

    /// What is left to read from a stream, such as standard input.
    ///
    /// @throws DhurandharException where it cannot be read or is not UTF-8
    static Source read(InputStream in) {
        try {
            return of("stdin", Path.of("").toAbsolutePath(), in.readAllBytes());
        } catch (IOException e) {
            throw unreadable("standard input cannot be read");
        }
    }

    /// A text of our own.
    static Source inside(String name, String text) {
        return new Source(name, Path.of("").toAbsolutePath(), text);
    }

    private static Source of(String name, Path folder, byte[] bytes) {
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var text = decoded.toString().replace("\r\n", "\n");
            return new Source(name, folder, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw unreadable(name + " is not text in UTF-8");
        }
    }

    private static DhurandharException unreadable(String what) {
        return DhurandharException.because("UnreadableFile", what)
                .expected("a readable file of jshell snippets")
                .fix(TRY);
    }

    /// The line that an offset stands in, from 1.
    int line(int offset) {
        int line = 1;
        int end = Math.min(offset, text.length());
        for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }

    /// Where the line of an offset begins.
    int lineStart(int offset) {
        return offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    }

    /// The whole line that an offset stands in.
    String lineAt(int offset) {
        int end = text.indexOf('\n', offset);
        return text.substring(lineStart(offset), end < 0 ? text.length() : end);
    }
}
