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
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// Nothing is held while the user is waited for: a thread that reads on when its cell has ended
    /// must not hold up the next.
    @Override
    public int read(byte[] into, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, into.length);
        if (length == 0) {
            return 0;
        }
        int count = rest(into, start, length);
        if (count > 0) {
            return count;
        }
        var cell = Cell.ofThread();
        if (cell == null) {
            return before.read(into, start, length);
        }
        var answer = (cell.ask("", false) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            line = answer;
            at = 0;
            return rest(into, start, length);
        }
    }

    private synchronized int rest(byte[] into, int start, int length) {
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
