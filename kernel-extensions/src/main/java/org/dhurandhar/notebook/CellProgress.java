package org.dhurandhar.notebook;

import java.io.PrintWriter;

/// Tells which cell runs: on a terminal in one line, elsewhere a line a cell.
final class CellProgress {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean live;

    CellProgress(PrintWriter err, boolean live) {
        this.err = err;
        this.live = live;
    }

    void starting(String what) {
        if (live) {
            show(what);
        }
    }

    void at(int cell, int of) {
        show("cell " + cell + " of " + of);
    }

    private void show(String what) {
        if (live) {
            err.print(CLEAR + what + " ...");
        } else {
            err.println(what);
        }
        err.flush();
    }

    /// Leaves nothing of it on the terminal.
    void end() {
        if (live) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
