package org.dhurandhar.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line.
@Command(
        name = "dhurandhar",
        description =
                "Tells, before you ship, whether a language model fits a phone, a board or a"
                        + " laptop.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    static final int BAD_INPUT = 2;

    /// What a shell reports of a program that writes to a pipe nobody reads: 128 + SIGPIPE.
    static final int BROKEN_PIPE = 141;

    @Spec private CommandSpec spec;

    /// Runs a command and exits with its code: 0, 2 for bad input, or what a script says.
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("run")) {
            RunCommand.main(args);
            return;
        }
        exit((out, err) -> run(out, err, args));
    }

    /// What writes to standard output and standard error, and gives an exit code.
    public interface Body {
        /// Does it.
        int run(PrintWriter out, PrintWriter err);
    }

    /// Does something with the process's own streams, then ends the process.
    public static void exit(Body body) {
        var sink = new StandardOutput();
        var out = new PrintWriter(new OutputStreamWriter(sink, StandardCharsets.UTF_8));
        var err =
                new PrintWriter(
                        new OutputStreamWriter(
                                new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
                        true);
        int code = body.run(out, err);
        out.flush();
        if (sink.closedByReader()) {
            code = BROKEN_PIPE;
        } else if (out.checkError()) {
            err.print(message(writeFailed()));
            err.flush();
            code = BAD_INPUT;
        }
        // Not exit: that loads the logging system to look for listeners.
        Runtime.getRuntime().halt(code);
    }

    /// Runs a command.
    ///
    /// @return the exit code
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(commandLine(args), out, err, args);
    }

    /// Runs a command of a command line; errors take three lines.
    ///
    /// @return the exit code
    public static int run(CommandLine line, PrintWriter out, PrintWriter err, String... args) {
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpWidth(Terminal.width());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof DhurandharException known) {
                err.print(message(known));
                err.flush();
                return BAD_INPUT;
            }
            throw e;
        });
        line.setParameterExceptionHandler((e, rest) -> {
            err.print(message(Usage.error(e)));
            err.flush();
            return BAD_INPUT;
        });
        return line.execute(args);
    }

    /// All commands, or only the one that is asked for: the others cost time to describe.
    static CommandLine commandLine(String... args) {
        var main = new CommandLine(new Main());
        var commands = Commands.ALL;
        var only = args.length == 0 ? null : commands.get(args[0]);
        if (only != null) {
            main.addSubcommand(args[0], only.get());
            stopAtFirst(main.getSubcommands().get("run"));
            return main;
        }
        commands.forEach((name, command) -> main.addSubcommand(name, command.get()));
        main.addSubcommand(new CommandLine.HelpCommand());
        stopAtFirst(main.getSubcommands().get("run"));
        return main;
    }

    /// What follows the name of a script is the script's, options too.
    private static void stopAtFirst(@Nullable CommandLine run) {
        if (run != null) {
            run.setStopAtPositional(true);
        }
    }

    static DhurandharException writeFailed() {
        return DhurandharException.because(
                        "WriteFailed", "standard output does not take what is written")
                .expected("an open pipe, or a file on a disk with room")
                .fix("free some room, or name another file");
    }

    static String message(DhurandharException e) {
        return e.getMessage() + "\n";
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// The version in the jar.
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"dhurandhar " + number()};
        }

        /// Such as `0.1.0`.
        public static String number() {
            try (var in = Main.class.getResourceAsStream("version.txt")) {
                if (in == null) {
                    throw new IllegalStateException("version.txt is missing");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
