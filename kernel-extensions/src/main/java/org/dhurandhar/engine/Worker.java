package org.dhurandhar.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The thread that runs what cells say, one thing at a time.
final class Worker {
    private static final long AGAIN_MS = 50;

    /// How long code may take to notice that it was stopped before it is left behind.
    private static final long PATIENCE_MS = 3000;

    private final ClassLoader loader;
    private Lane lane;

    /// @param loader what the thread finds classes by their names with
    Worker(ClassLoader loader) {
        this.loader = loader;
        this.lane = new Lane();
    }

    /// What is to be done.
    interface Task<T> {
        @Nullable T run() throws Throwable;
    }

    /// What a task came to: one of the two, or neither where its value is null.
    record Ended<T>(@Nullable T value, @Nullable Throwable thrown) {}

    /// Code of a stopped cell goes on: it neither polls for interrupts nor is it the cell's own.
    static final class LeftBehind extends Error {
        private static final long serialVersionUID = 1;

        LeftBehind(String thread) {
            super("thread \"" + thread + "\" does not react and goes on", null, false, false);
        }
    }

    /// Carries out a task and waits for it. A cell that is stopped has its thread interrupted until
    /// it ends.
    <T> Ended<T> call(Cell cell, Task<T> task) {
        if (lane.thread == Thread.currentThread()) {
            return run(task);
        }
        var work = new Work<>(cell, task);
        lane.queue.add(work);
        return await(work);
    }

    /// Looks again at whether the cell that is waited for was stopped.
    synchronized void look() {
        notifyAll();
    }

    private synchronized <T> Ended<T> await(Work<T> work) {
        long since = 0;
        while (work.ended == null) {
            try {
                if (!work.cell.isStopped()) {
                    wait();
                    continue;
                }
                since = since == 0 ? System.nanoTime() : since;
                if (System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS)) {
                    var name = lane.thread.getName();
                    lane.end();
                    lane = new Lane();
                    return new Ended<>(null, new LeftBehind(name));
                }
                lane.thread.interrupt();
                wait(AGAIN_MS);
            } catch (InterruptedException e) {
                work.cell.stop();
            }
        }
        return work.ended;
    }

    private static <T> Ended<T> run(Task<T> task) {
        try {
            return new Ended<>(task.run(), null);
        } catch (Throwable t) {
            return new Ended<>(null, t);
        }
    }

    synchronized void close() {
        lane.end();
    }

    /// A thread and what it is to do next.
    private final class Lane {
        private final LinkedBlockingQueue<Work<?>> queue = new LinkedBlockingQueue<>();
        private final Thread thread =
                Thread.ofPlatform().name("cell").daemon().unstarted(this::work);
        private volatile boolean ended;

        Lane() {
            thread.setContextClassLoader(loader);
            thread.start();
        }

        void end() {
            ended = true;
            thread.interrupt();
        }

        private void work() {
            while (!ended) {
                try {
                    carryOut(queue.take());
                } catch (InterruptedException e) {
                    // Meant for a task that ended just then.
                }
            }
        }

        private <T> void carryOut(Work<T> work) {
            work.cell.adoptThread();
            var ended = run(work.task);
            synchronized (Worker.this) {
                work.ended = ended;
                Worker.this.notifyAll();
            }
        }
    }

    private static final class Work<T> {
        private final Cell cell;
        private final Task<T> task;
        private @Nullable Ended<T> ended;

        Work(Cell cell, Task<T> task) {
            this.cell = cell;
            this.task = task;
        }
    }
}
