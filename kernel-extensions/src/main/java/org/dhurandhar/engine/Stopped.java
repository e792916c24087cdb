package org.dhurandhar.engine;

/// Thrown in the code of a cell that was stopped, by the checks that are woven into it.
///
/// An error and no exception, so that `catch (Exception e)` in a loop does not keep it going.
public final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    /// Whether some cell was stopped since the last one began: all that a check reads otherwise.
    private static volatile boolean armed;

    private Stopped() {
        super("the cell was stopped");
    }

    static void arm(boolean on) {
        armed = on;
    }

    /// Ends the code that calls this if its cell was stopped. Called at the start of methods and
    /// before jumps back.
    public static void check() {
        if (armed && Cell.ofThread() instanceof Cell cell && cell.isStopped()) {
            throw new Stopped();
        }
    }
}
