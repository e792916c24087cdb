package org.dhurandhar.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Standard input: each line is asked of the user of the cell that reads it.
final class Asked extends InputStream {
    private final InputStream before;
    private byte[] line = {};
    private int at;

    /// @param before what is read where there is no cell
    Asked(InputStream before) {
        this.before = before;
    }

    synchronized void forget() {
        at = line.length;
    }

    @Override
    public synchronized int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (at == line.length) {
            var cell = Cell.ofThread();
            if (cell == null) {
                return before.read(into, start, length);
            }
            line = (cell.ask("", false) + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, start, count);
        at += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - at;
    }
}
