package org.dhurandhar.progress;

import java.util.concurrent.atomic.AtomicLong;
import org.dhurandhar.progress.Standing.State;
import org.jspecify.annotations.Nullable;

/// A job that may take long: counts its units, shows how far it is once it has lasted half a
/// second, and stops it where its thread is interrupted.
///
/// ```java
/// try (var progress = Progress.of("Trying lengths", 8, "length")) {
///     for (int i = 1; i <= 8; i++) {
///         Dhurandhar.model("qwen3-4b").context(4096L * i).footprint();
///         progress.step();
///     }
/// }
/// ```
///
/// Where it is closed with units missing it has failed, unless `done` was said.
public final class Progress implements AutoCloseable {
    private static final long MILLISECOND = 1_000_000;

    /// How long a job stays unseen.
    private static final long PATIENCE = 500 * MILLISECOND;

    /// Between two sights of it.
    private static final long INTERVAL = 200 * MILLISECOND;

    /// Units between two looks at the clock: as many as pass in about this time, up to a bound that
    /// keeps the line alive where units suddenly become slow.
    private static final long LOOK = MILLISECOND;

    private static final long MOST_UNSEEN = 1_024;

    private final String what;
    private final long total;
    private final String unit;
    private final Surroundings surroundings;
    private final Thread owner = Thread.currentThread();
    private final AtomicLong done = new AtomicLong();
    private final long begun;

    private volatile long nextLook = 1;
    private long stride = 1;
    private long looked;
    private long nextSight;
    private State end = State.RUNNING;
    private boolean sought;
    private ProgressScreen.@Nullable Line line;

    Progress(String what, long total, String unit, Surroundings surroundings) {
        this.what = what;
        this.total = total;
        this.unit = unit;
        this.surroundings = surroundings;
        begun = surroundings.nanoTime();
        looked = begun;
        nextSight = begun + PATIENCE;
    }

    /// Begins a job of so many units.
    ///
    /// @param what the job, as the line begins: `Reading shards`
    /// @param unit one unit: `shard`; `byte` is shown in MiB
    public static Progress of(String what, long total, String unit) {
        return new Progress(what, Math.max(0, total), unit, Screens.OF_PROCESS);
    }

    /// Begins a job whose end is not known: it says `done` when it comes to it.
    public static Progress of(String what, String unit) {
        return new Progress(what, -1, unit, Screens.OF_PROCESS);
    }

    /// One more unit is finished. Costs some nanoseconds.
    ///
    /// @throws InterruptedWork where the calling thread, or the one that began the job, is
    ///   interrupted
    public void step() {
        step(1);
    }

    /// So many more units are finished.
    ///
    /// @throws InterruptedWork where the calling thread, or the one that began the job, is
    ///   interrupted
    public void step(long units) {
        long count = done.addAndGet(units);
        if (Thread.currentThread().isInterrupted() || owner.isInterrupted()) {
            throw interrupted();
        }
        if (count >= nextLook) {
            look(count);
        }
    }

    /// It is finished, whatever was counted.
    public synchronized void done() {
        end = end == State.RUNNING ? State.DONE : end;
    }

    private synchronized InterruptedWork interrupted() {
        end = State.INTERRUPTED;
        return new InterruptedWork(what + ": interrupted after " + StandingText.reached(at(begun)));
    }

    private synchronized void look(long count) {
        long now = surroundings.nanoTime();
        stride = now - looked < LOOK ? Math.min(MOST_UNSEEN, 2 * stride) : 1 + stride / 4;
        looked = now;
        nextLook = count + stride;
        if (now - nextSight >= 0 && end == State.RUNNING) {
            nextSight = now + INTERVAL;
            show(now);
        }
    }

    private void show(long now) {
        if (!sought) {
            sought = true;
            line = surroundings.openLine();
        }
        if (line != null) {
            line.show(at(now));
        }
    }

    private Standing at(long now) {
        return new Standing(what, done.get(), total, unit, now - begun, end);
    }

    /// Ends the line, where one is shown.
    @Override
    public synchronized void close() {
        if (end == State.RUNNING) {
            boolean complete = total >= 0 && done.get() >= total;
            end = complete ? State.DONE : owner.isInterrupted() ? State.INTERRUPTED : State.FAILED;
        }
        if (line != null) {
            line.show(at(surroundings.nanoTime()));
            line = null;
        }
    }
}
