package org.dhurandhar.engine;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dhurandhar.engine.Frontend.Stream;
import org.jspecify.annotations.Nullable;

/// Stands in for the streams of the process: what a thread prints goes to the cell that started it,
/// and what it reads is asked of that cell's user.
final class Streams implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final Asked asked = new Asked(in);
    private final Thread sending = Printed.startSending();

    private final Thread.@Nullable UncaughtExceptionHandler uncaught =
            Thread.getDefaultUncaughtExceptionHandler();

    /// `System.exit` in a cell ends the process; what the cell printed before is still shown.
    private final Thread atExit = new Thread(this::exit, "printed at exit");

    private volatile Runnable last = () -> {};

    private final Failures failures;

    private Streams(Failures failures) {
        this.failures = failures;
    }

    static Streams install(Failures failures) {
        var streams = new Streams(failures);
        Thread.setDefaultUncaughtExceptionHandler(streams::threadEnded);
        Runtime.getRuntime().addShutdownHook(streams.atExit);
        System.setOut(printing(Stream.STDOUT, streams.out));
        System.setErr(printing(Stream.STDERR, streams.err));
        System.setIn(streams.asked);
        return streams;
    }

    private static PrintStream printing(Stream stream, PrintStream before) {
        return new PrintStream(new ToCell(stream, before), false, StandardCharsets.UTF_8);
    }

    /// Does something at the end of the process, when all that was printed has been shown.
    void atExit(Runnable action) {
        last = action;
    }

    private void exit() {
        Printed.flushAll();
        last.run();
    }

    /// Forgets what a cell left unread of a line.
    void newCell() {
        asked.forget();
    }

    /// A thread that a cell started ended with an exception.
    private void threadEnded(Thread thread, Throwable thrown) {
        var cell = Cell.ofThread();
        if (thrown instanceof Stopped) {
            return;
        }
        if (cell == null) {
            err.println("thread " + thread.getName() + " ended with an exception");
            thrown.printStackTrace(err);
        } else {
            var lines = failures.thrown(cell, thrown, 0).traceback();
            cell.print(
                    Stream.STDERR,
                    "thread %s ended with %s\n"
                            .formatted(thread.getName(), String.join("\n", lines)));
        }
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(uncaught);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // It runs.
        }
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
        sending.interrupt();
    }

    /// Bytes for the cell of the thread; before there is one, for where they went before.
    private static final class ToCell extends OutputStream {
        private final Stream stream;
        private final PrintStream before;

        ToCell(Stream stream, PrintStream before) {
            this.stream = stream;
            this.before = before;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            var cell = Cell.ofThread();
            if (cell == null) {
                before.write(bytes, start, length);
            } else {
                cell.printed().print(stream, bytes, start, length);
            }
        }

        @Override
        public void flush() {
            var cell = Cell.ofThread();
            if (cell == null) {
                before.flush();
            } else {
                cell.flush();
            }
        }
    }
}
