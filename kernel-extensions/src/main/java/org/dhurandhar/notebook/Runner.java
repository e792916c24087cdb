package org.dhurandhar.notebook;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.dhurandhar.engine.Language;
import org.dhurandhar.engine.Outcome;
import org.dhurandhar.engine.Session;
import org.jspecify.annotations.Nullable;

/// Runs the cells of a notebook one after another and puts what they show into them.
final class Runner implements AutoCloseable {
    /// How long a cell that is interrupted may take to end.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Session session;
    private final @Nullable Duration timeout;
    private final CellProgress progress;
    private final Outputs outputs = new Outputs();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("cells").factory());
    private final List<Ran> ran = new CopyOnWriteArrayList<>();
    private final Notebook notebook;
    private volatile int at;
    private boolean stuck;

    Runner(Notebook notebook, Session session, @Nullable Duration timeout, CellProgress progress) {
        this.notebook = notebook;
        this.session = session;
        this.timeout = timeout;
        this.progress = progress;
    }

    /// A cell that runs, and what it has shown.
    private record Ran(int count, Outputs.OfCell outputs) {
        void store() {
            outputs.store(count);
        }
    }

    /// Runs all cells up to the first that fails without being allowed to; those after it are left
    /// as if they had never run.
    ///
    /// @return the failure, or null
    @Nullable CellFailure run() throws InterruptedException {
        describe(notebook.metadata());
        awaitSession();
        var cells = notebook.cells();
        cells.stream().filter(Cell::runs).forEach(Cell::clear);
        CellFailure failure = null;
        for (int i = 0; i < cells.size() && failure == null; i++) {
            var cell = cells.get(i);
            if (cell.runs()) {
                at = i;
                progress.at(i + 1, cells.size());
                var shown = outputs.cell(cell);
                ran.add(new Ran(ran.size() + 1, shown));
                var failed = run(cell, shown, ran.size());
                failure = failed == null ? null : failure(failed);
            }
        }
        store();
        return failure;
    }

    private CellFailure failure(Outcome.Failed failed) {
        var cells = notebook.cells();
        return new CellFailure(at + 1, cells.size(), ran.size(), cells.get(at).source(), failed);
    }

    private void store() {
        outputs.end();
        ran.forEach(Ran::store);
    }

    /// Where the running cell ends the process: what has been shown is put into the cells, and
    /// something is done with the failure that this is.
    void beforeExit(Consumer<CellFailure> action) {
        session.beforeExit(failed -> {
            ran.getLast().outputs().failed(failed);
            store();
            action.accept(failure(failed));
        });
    }

    /// A session starts in the background; what that takes is not the first cell's.
    private void awaitSession() {
        session.shell();
    }

    /// @return what ends the run, or null
    private Outcome.@Nullable Failed run(Cell cell, Outputs.OfCell shown, int count)
            throws InterruptedException {
        var task = worker.submit(() -> session.run(cell.source(), shown, count));
        boolean late = false;
        var outcome = outcome(task, timeout);
        if (outcome == null) {
            late = true;
            session.interrupt();
            outcome = outcome(task, GRACE);
            stuck = outcome == null;
        }
        if (late) {
            var failed = late(outcome);
            shown.failed(failed);
            return failed;
        }
        return switch (outcome) {
            case Outcome.Done done -> {
                if (done.result() != null) {
                    shown.result(done.result(), count);
                }
                yield null;
            }
            case Outcome.Failed failed -> {
                shown.failed(failed);
                yield cell.mayFail() ? null : failed;
            }
            case null -> throw new IllegalStateException("a cell without an outcome");
        };
    }

    private static @Nullable Outcome outcome(Future<Outcome> task, @Nullable Duration limit)
            throws InterruptedException {
        try {
            return limit == null ? task.get() : task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the session failed", e.getCause());
        }
    }

    /// What is said of a cell that took too long, and where it was when it was stopped.
    private Outcome.Failed late(@Nullable Outcome stopped) {
        var message =
                "longer than " + seconds() + (stopped == null ? "; it cannot be stopped" : "");
        var traceback = new ArrayList<>(List.of("Timeout: " + message));
        int line = 0;
        if (stopped instanceof Outcome.Failed failed) {
            traceback.addAll(failed.traceback());
            line = failed.line();
        }
        return new Outcome.Failed("Timeout", message, traceback, line);
    }

    private String seconds() {
        var limit = timeout == null ? Duration.ZERO : timeout;
        var seconds = NotebookText.number(Double.toString(limit.toMillis() / 1000.0));
        return seconds.replaceFirst("\\.0$", "") + " s";
    }

    /// Says which language ran the cells, in the words of the kernel, and how Jupyter starts it.
    private void describe(JsonObject metadata) {
        metadata.add("language_info", Language.info());
        if (!metadata.has("kernelspec")) {
            var kernel = new JsonObject();
            kernel.addProperty("display_name", Language.DISPLAY_NAME);
            kernel.addProperty("language", Language.NAME);
            kernel.addProperty("name", Language.KERNEL);
            metadata.add("kernelspec", kernel);
        }
    }

    @Override
    public void close() {
        worker.shutdown();
        if (!stuck) {
            session.close();
        }
    }
}
