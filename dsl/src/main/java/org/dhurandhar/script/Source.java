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
/// @param text with line feeds at the ends of lines, without a byte order mark
public record Source(String name, String text) {
    private static final String TRY = "./dhurandhar run script.jsh   or   ./dhurandhar run --help";

    /// A file.
    ///
    /// @param opener the script that names it, beside which it lies; null for a path of its own
    /// @throws DhurandharException where it cannot be read or is not UTF-8
    static Source read(String name, @Nullable Source opener) {
        Path path;
        try {
            path = opener == null ? Path.of(name) : Path.of(opener.name).resolveSibling(name);
        } catch (InvalidPathException e) {
            throw unreadable("\"" + name.replace("\0", "\\0") + "\" cannot be the name of a file");
        }
        if (Files.isDirectory(path)) {
            throw unreadable(path + " is a directory");
        }
        if (!Files.exists(path)) {
            throw unreadable(path + " does not exist");
        }
        try {
            return of(path.toString(), Files.readAllBytes(path));
        } catch (AccessDeniedException e) {
            throw unreadable(path + ": permission denied");
        } catch (IOException e) {
            throw unreadable(path + " cannot be read");
        }
    }

    /// What is left to read from a stream, such as standard input.
    ///
    /// @throws DhurandharException where it cannot be read or is not UTF-8
    static Source read(InputStream in) {
        try {
            return of("stdin", in.readAllBytes());
        } catch (IOException e) {
            throw unreadable("standard input cannot be read");
        }
    }

    private static Source of(String name, byte[] bytes) {
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var text = decoded.toString().replace("\r\n", "\n");
            return new Source(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
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
    public int line(int offset) {
        int line = 1;
        int end = Math.min(offset, text.length());
        for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }

    /// Where the line of an offset begins.
    public int lineStart(int offset) {
        return offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    }

    /// The whole line that an offset stands in.
    public String lineAt(int offset) {
        int end = text.indexOf('\n', offset);
        return text.substring(lineStart(offset), end < 0 ? text.length() : end);
    }
}
