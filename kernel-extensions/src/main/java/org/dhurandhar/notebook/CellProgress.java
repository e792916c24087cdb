package org.dhurandhar.notebook;

import java.io.PrintWriter;
import java.nio.file.Path;

/// Tells which cell runs: on a terminal in one line, elsewhere a line a cell.
final class CellProgress {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean live;
    private volatile String where = "no cell";

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
        where = "cell " + cell + " of " + of;
        show(where);
    }

    /// The process ends while a cell runs.
    void ended(Path notebook) {
        end();
        err.println("CellFailed: " + notebook + ", " + where);
        err.println("  Exit: the cell ended the process, as System.exit does");
        err.println("  written: nothing");
        err.flush();
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
