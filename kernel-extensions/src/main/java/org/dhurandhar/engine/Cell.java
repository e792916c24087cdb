package org.dhurandhar.engine;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.engine.Frontend.Stream;
import org.jspecify.annotations.Nullable;

/// A cell that runs or ran: its text, where its outputs go, and whether it was stopped.
final class Cell {
    /// The cell that started a thread; its own threads inherit it.
    private static final InheritableThreadLocal<@Nullable Cell> STARTER =
            new InheritableThreadLocal<>();

    /// The cell that runs, or ran last.
    private static volatile @Nullable Cell latest;

    private final String name;
    private final String text;
    private final Frontend frontend;
    private final Printed printed;
    private final @Nullable Cell outer;
    private volatile boolean stopped;

    /// @param name what traces call it
    Cell(String name, String text, Frontend frontend) {
        this(name, text, frontend, new Printed(frontend), null);
    }

    private Cell(
            String name, String text, Frontend frontend, Printed printed, @Nullable Cell outer) {
        this.name = name;
        this.text = text;
        this.frontend = frontend;
        this.printed = printed;
        this.outer = outer;
    }

    /// Text that is evaluated within this cell and does not stand in it.
    Cell evaluating(String innerName, String innerText) {
        return new Cell(innerName, innerText, frontend, printed, this);
    }

    /// The cell that the running thread belongs to; null before the first.
    ///
    /// Threads of the common pool outlive whoever made them, so they work for the latest.
    static @Nullable Cell ofThread() {
        if (Thread.currentThread() instanceof ForkJoinWorkerThread worker
                && worker.getPool().equals(ForkJoinPool.commonPool())) {
            return latest;
        }
        var starter = STARTER.get();
        return starter == null ? latest : starter;
    }

    /// Makes this the cell of the running thread, and of the threads that it starts.
    void adoptThread() {
        STARTER.set(this);
    }

    /// Makes this the latest cell.
    void begin() {
        latest = this;
    }

    static void forgetLatest() {
        latest = null;
        STARTER.remove();
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    boolean isStopped() {
        return stopped || (outer != null && outer.isStopped());
    }

    void stop() {
        stopped = true;
        Stopped.arm();
    }

    Printed printed() {
        return printed;
    }

    void print(Stream stream, String text) {
        printed.print(stream, text);
    }

    void flush() {
        printed.flush();
    }

    void display(DisplayData data) {
        printed.after(() -> frontend.display(data));
    }

    void update(DisplayData data) {
        printed.after(() -> frontend.update(data));
    }

    void clearOutput(boolean wait) {
        printed.after(() -> frontend.clearOutput(wait));
    }

    void page(DisplayData data) {
        printed.after(() -> frontend.page(data));
    }

    /// Waits for the user without holding up what other threads print.
    String ask(String prompt, boolean password) {
        printed.flush();
        return frontend.ask(prompt, password);
    }
}
