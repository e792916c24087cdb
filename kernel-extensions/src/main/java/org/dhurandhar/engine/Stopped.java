package org.dhurandhar.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Thrown in the code of a cell that was stopped, by the checks that are woven into it.
///
/// An error and no exception, so that `catch (Exception e)` in a loop does not keep it going.
public final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    /// How long the threads of a stopped cell have to come to a check.
    private static final long GRACE_MS = 2000;

    private static final AtomicInteger STOPS = new AtomicInteger();

    /// Whether some cell was stopped of late: all that a check reads otherwise.
    private static volatile boolean armed;

    private Stopped() {
        super("the cell was stopped");
    }

    static void arm() {
        STOPS.incrementAndGet();
        armed = true;
    }

    /// Makes checks cheap again, once the threads of a cell that ended have had their time.
    static void disarmLater() {
        int seen = STOPS.get();
        CompletableFuture.delayedExecutor(GRACE_MS, TimeUnit.MILLISECONDS)
                .execute(() -> disarm(seen));
    }

    private static void disarm(int seen) {
        if (STOPS.get() == seen) {
            armed = false;
        }
    }

    /// Ends the code that calls this if its cell was stopped. Called at the start of methods and
    /// before jumps back.
    public static void check() {
        if (armed) {
            var cell = Cell.ofThread();
            if (cell != null && cell.isStopped()) {
                throw new Stopped();
            }
        }
    }
}
