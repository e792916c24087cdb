package org.dhurandhar.engine;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dhurandhar.engine.Frontend.Stream;

/// Stands in for the streams of the process: what a thread prints goes to the cell that started it,
/// and what it reads is asked of that cell's user.
final class Streams implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final Asked asked = new Asked(in);
    private final Thread sending = Printed.startSending();

    private Streams() {}

    static Streams install() {
        var streams = new Streams();
        System.setOut(printing(Stream.STDOUT, streams.out));
        System.setErr(printing(Stream.STDERR, streams.err));
        System.setIn(streams.asked);
        return streams;
    }

    private static PrintStream printing(Stream stream, PrintStream before) {
        return new PrintStream(new ToCell(stream, before), false, StandardCharsets.UTF_8);
    }

    /// Forgets what a cell left unread of a line.
    void newCell() {
        asked.forget();
    }

    @Override
    public void close() {
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
