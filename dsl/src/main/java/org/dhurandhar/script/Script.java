package org.dhurandhar.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhurandhar.DhurandharException;

/// A file of jshell snippets that runs like a program: it prints only what it prints, and fails
/// with a message, the file and the line.
public final class Script {
    /// What the process ends with where a script fails.
    public static final int FAILED = 1;

    private final Source source;

    private Script(Source source) {
        this.source = source;
    }

    /// The script in a file, or on standard input where the name is `-`.
    ///
    /// @throws DhurandharException where it cannot be read or is not UTF-8
    public static Script read(String file, InputStream in) {
        return new Script(file.equals("-") ? Source.read(in) : Source.read(file, null));
    }

    /// Runs the script in this virtual machine.
    ///
    /// @param args what the script finds in `args`
    /// @param classPath what its snippets are compiled against
    /// @param err where messages about its failure go
    /// @return 0, 1 where it failed, or what `/exit` says
    public int run(List<String> args, String classPath, PrintStream err) {
        try (var session = new Session(args, classPath, err)) {
            return session.run(imports(), source);
        }
    }

    private static Source imports() {
        try (var in = Script.class.getResourceAsStream("dhurandhar.jsh")) {
            if (in == null) {
                throw new IllegalStateException("dhurandhar.jsh is missing");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Source("dhurandhar.jsh", "import module java.base;\n" + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
