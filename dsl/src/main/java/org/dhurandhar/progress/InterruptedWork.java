package org.dhurandhar.progress;

import java.io.Serial;

/// A job stopped because its thread was interrupted. The thread stays interrupted. No fault of the
/// input: nothing in this library catches it.
public final class InterruptedWork extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// @param message what was stopped, and how far it had come
    InterruptedWork(String message) {
        super(message);
    }

    /// Stops the caller where its thread is interrupted: for loops that are too short to be shown.
    ///
    /// @throws InterruptedWork where it is
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedWork("interrupted");
        }
    }
}
