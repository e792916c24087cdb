package org.dhurandhar.kernel;

import java.util.concurrent.atomic.AtomicBoolean;

/// Ends the process soon, whatever cells do in it.
final class Exit {
    private static final int LONGEST_MILLIS = 400;

    private final Wire wire;
    private final History history;
    private final AtomicBoolean begun = new AtomicBoolean();

    Exit(Wire wire, History history) {
        this.wire = wire;
        this.history = history;
    }

    /// Lets what was sent go out, then ends; at the latest when its time is over.
    void begin() {
        if (begun.compareAndSet(false, true)) {
            Thread.ofPlatform().name("exit").daemon().start(Exit::halt);
            wire.close();
        }
    }

    /// Ends, now that nothing more is sent. Hooks of cells run, if they are quick.
    void end() {
        try {
            history.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    private static void halt() {
        try {
            Thread.sleep(LONGEST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
