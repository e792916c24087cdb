package org.dhurandhar.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dhurandhar.DhurandharException;

/// A frontend that remembers what it was given, and answers with what it was told to.
final class Recorded implements Frontend {
    private final List<String> events = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final Deque<String> answers = new ArrayDeque<>();

    Recorded answering(String... lines) {
        answers.addAll(List.of(lines));
        return this;
    }

    /// Everything in order, text by text.
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized String out() {
        return out.toString();
    }

    synchronized String err() {
        return err.toString();
    }

    /// Waits until something was printed that contains a text.
    synchronized void awaitOut(String text) throws InterruptedException {
        while (out.indexOf(text) < 0) {
            wait();
        }
    }

    @Override
    public synchronized void print(Stream stream, String text) {
        events.add((stream == Stream.STDOUT ? "out " : "err ") + text);
        (stream == Stream.STDOUT ? out : err).append(text);
        notifyAll();
    }

    @Override
    public synchronized void display(DisplayData data) {
        events.add("display " + text(data));
    }

    @Override
    public synchronized void update(DisplayData data) {
        events.add("update " + text(data));
    }

    @Override
    public synchronized void clearOutput(boolean wait) {
        events.add("clear " + wait);
    }

    @Override
    public synchronized void page(DisplayData data) {
        events.add("page " + text(data));
    }

    @Override
    public synchronized String ask(String prompt, boolean password) {
        events.add((password ? "password " : "ask ") + prompt);
        if (answers.isEmpty()) {
            throw DhurandharException.because("NoInput", "nobody can be asked")
                    .expected("a frontend that answers")
                    .fix("allow_stdin");
        }
        return answers.poll();
    }

    static String text(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
    }
}
