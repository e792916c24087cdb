package org.dhurandhar.engine;

/// Code that was evaluated within a cell, or beside one, failed.
public final class CellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Outcome.Failed failed;

    CellException(Outcome.Failed failed) {
        super(failed.message());
        this.failed = failed;
    }

    /// What a notebook shows of it.
    public Outcome.Failed failed() {
        return failed;
    }
}
