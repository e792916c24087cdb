package org.dhurandhar.engine;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/// Where the outputs of one cell go: a Jupyter client, or a notebook file that is being run.
///
/// Methods are called from any thread, also after the cell has ended (output of background
/// threads), and on threads that are interrupted: what they are given must come through all the
/// same. One cell's outputs come one at a time, in their order.
public interface Frontend {
    /// Which of the two streams a text was printed to.
    enum Stream {
        STDOUT,
        STDERR
    }

    /// Text that was printed.
    void print(Stream stream, String text);

    /// Shows something; where it has a display id, later updates replace it.
    void display(DisplayData data);

    /// Replaces what was shown under the data's display id, in whatever cell that was.
    void update(DisplayData data);

    /// Empties the cell's output, or does so when the next output comes.
    void clearOutput(boolean wait);

    /// Shows a page of help beside the cell.
    void page(DisplayData data);

    /// Asks the user for a line.
    ///
    /// @throws org.dhurandhar.DhurandharException where nobody can be asked
    String ask(String prompt, boolean password);
}
