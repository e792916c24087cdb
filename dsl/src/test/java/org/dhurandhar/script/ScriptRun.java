package org.dhurandhar.script;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a script did, run in this process; messages name its file `s.jsh`.
record ScriptRun(int code, String out, String err) {
    static ScriptRun of(Path folder, String text, String... args) throws IOException {
        var file = Files.writeString(folder.resolve("s.jsh"), text);
        var usual = System.out;
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try (var messages = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            code =
                    Script.read(file.toString(), InputStream.nullInputStream())
                            .run(List.of(args), classPath(), messages);
        } finally {
            System.setOut(usual);
        }
        return new ScriptRun(code, text(out), text(err).replace(folder + File.separator, ""));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
