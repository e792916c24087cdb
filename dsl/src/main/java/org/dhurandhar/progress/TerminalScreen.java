package org.dhurandhar.progress;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The terminal that standard error goes to: a line that is written over. Where standard error goes
/// to a file or a pipe nothing is shown.
final class TerminalScreen implements ProgressScreen {
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean here;

    /// A line is on it: jobs within that job are not shown.
    private boolean taken;

    TerminalScreen(PrintStream out, boolean here) {
        this.out = out;
        this.here = here;
    }

    @SuppressWarnings("SystemConsoleNull")
    static TerminalScreen ofProcess() {
        return new TerminalScreen(
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal(Path.of("/proc/self/fd/2"), System.console()));
    }

    /// Java tells of standard input and output only; Linux names what standard error is.
    ///
    /// @param console none where input or output is no terminal, again from JDK 25 on
    static boolean isTerminal(Path error, @Nullable Console console) {
        if (Files.isSymbolicLink(error)) {
            try {
                return Files.readSymbolicLink(error)
                        .toString()
                        .matches("/dev/(pts/|tty|console).*");
            } catch (IOException e) {
                return false;
            }
        }
        return console != null && console.isTerminal();
    }

    @Override
    public boolean isHere() {
        return here;
    }

    @Override
    public synchronized Line open() {
        if (taken) {
            return standing -> {};
        }
        taken = true;
        return new Written();
    }

    private synchronized void free() {
        taken = false;
    }

    private final class Written implements Line {
        private int shown;

        /// Where the process is ended from outside, the prompt begins on a line of its own.
        private final Thread onExit = new Thread(out::println, "end of progress");

        Written() {
            Runtime.getRuntime().addShutdownHook(onExit);
        }

        @Override
        public void show(Standing standing) {
            var text = standing.text();
            text = text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
            out.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
            shown = text.length();
            if (standing.ended()) {
                out.println();
                forget();
                free();
            }
            out.flush();
        }

        private void forget() {
            try {
                Runtime.getRuntime().removeShutdownHook(onExit);
            } catch (IllegalStateException alreadyExiting) {
                return;
            }
        }
    }
}
