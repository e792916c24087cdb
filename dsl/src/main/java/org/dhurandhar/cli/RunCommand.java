package org.dhurandhar.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.script.Script;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `run`: a script of jshell snippets.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Runs a script of jshell snippets, with everything imported that ./dhurandhar shell imports.",
        footer = {
            "",
            "A script prints what it prints: values of bare expressions are not shown. What follows",
            "its name is in the array args. /open FILE reads a file that lies beside the script,",
            "/exit [CODE] ends it; assertions are on.",
            "",
            "Exit code: 0; 1 where the script does not compile or throws, with file, line and message;",
            "2 where it cannot be read; or what System.exit or /exit says.",
            "",
            "A script that begins with this line can be started by its own name, where dhurandhar is",
            "on the PATH:   #!/usr/bin/env -S dhurandhar run",
            "More memory:   JDK_JAVA_OPTIONS=-Xmx16g ./dhurandhar run script.jsh"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|-",
            description = "the script, or - for standard input")
    private String file = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "what the script finds in args")
    private List<String> args = new ArrayList<>();

    /// Runs a script with the process's own streams. Ends the process where it fails, else returns
    /// and leaves it to the threads that the script has started.
    static void main(String[] words) {
        var out = new Pipe();
        System.setOut(stream(out));
        System.setErr(stream(new FileOutputStream(FileDescriptor.err)));
        int code = Main.BAD_INPUT;
        try {
            code = run(words);
        } catch (DhurandharException e) {
            System.err.print(Main.message(e));
        }
        if (code == 0 && System.out.checkError()) {
            System.err.print(Main.message(Main.writeFailed()));
            code = Main.BAD_INPUT;
        }
        if (code != 0) {
            System.exit(code);
        }
    }

    /// What stands before the name of the script is ours, the rest is the script's.
    private static int run(String[] words) {
        int at = words.length > 1 && words[1].equals("--") ? 2 : 1;
        if (at < words.length && (at == 2 || words[1].equals("-") || !words[1].startsWith("-"))) {
            return run(words[at], List.of(words).subList(at + 1, words.length));
        }
        return Main.run(writer(System.out), writer(System.err), words);
    }

    private static int run(String file, List<String> args) {
        return Script.read(file, System.in)
                .run(args, System.getProperty("java.class.path"), System.err);
    }

    private static PrintStream stream(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// Standard output that ends the process where nobody reads it any more, as of any program.
    private static final class Pipe extends StandardOutput {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                super.write(bytes, offset, length);
            } catch (IOException e) {
                if (closedByReader()) {
                    Runtime.getRuntime().halt(Main.BROKEN_PIPE);
                }
                throw e;
            }
        }
    }

    @Override
    public Integer call() {
        if (file.isEmpty()) {
            throw DhurandharException.because("BadUsage", "no script is given")
                    .expected("a file of jshell snippets, or - for standard input")
                    .fix("./dhurandhar run script.jsh   or   ./dhurandhar run --help");
        }
        return run(file, args);
    }
}
