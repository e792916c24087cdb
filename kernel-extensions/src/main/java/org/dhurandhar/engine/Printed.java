package org.dhurandhar.engine;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.dhurandhar.engine.Frontend.Stream;

/// What a cell printed and its frontend does not have yet: sent when it is long, when a moment has
/// passed, and before anything else the cell shows.
final class Printed {
    private static final int LONG = 1 << 16;
    private static final int MOMENT_MS = 40;

    /// What a cell may print, in characters; an endless loop must not fill anybody's memory.
    private static final long MOST = 32_000_000;

    /// Those that wait for their moment.
    private static final LinkedBlockingQueue<Printed> WAITING = new LinkedBlockingQueue<>();

    /// Those whose moment has not passed yet, the one that is timed included.
    private static final Set<Printed> UNSENT = ConcurrentHashMap.newKeySet();

    private final Frontend frontend;
    private final StringBuilder text = new StringBuilder();
    private final Utf8 out = new Utf8();
    private final Utf8 err = new Utf8();
    private Stream stream = Stream.STDOUT;

    /// Whether it stands among [#WAITING]: once, however often it is sent before its turn.
    private boolean waits;

    private long total;

    Printed(Frontend frontend) {
        this.frontend = frontend;
    }

    /// Begins to send what has waited for a moment, on a thread of its own.
    static Thread startSending() {
        return Thread.ofPlatform().name("printed").daemon().start(Printed::send);
    }

    /// Sends all that waits anywhere.
    static void flushAll() {
        UNSENT.forEach(Printed::flush);
    }

    private static void send() {
        try {
            while (true) {
                var moment = new ArrayList<Printed>();
                moment.add(WAITING.take());
                Thread.sleep(MOMENT_MS);
                WAITING.drainTo(moment);
                moment.forEach(Printed::flushWaiting);
            }
        } catch (InterruptedException e) {
            // The session has ended.
        }
    }

    synchronized void print(Stream to, byte[] bytes, int start, int length) {
        begin(to);
        (to == Stream.STDOUT ? out : err).decode(bytes, start, length, text);
        end();
    }

    synchronized void print(Stream to, String more) {
        begin(to);
        text.append(more);
        end();
    }

    private void begin(Stream to) {
        if (to != stream) {
            flush();
            stream = to;
        }
    }

    private void end() {
        if (text.length() >= LONG) {
            flush();
        } else if (!text.isEmpty()) {
            UNSENT.add(this);
            if (!waits) {
                waits = true;
                WAITING.add(this);
            }
        }
    }

    private synchronized void flushWaiting() {
        waits = false;
        flush();
    }

    /// Sends what waits.
    synchronized void flush() {
        UNSENT.remove(this);
        if (text.isEmpty()) {
            return;
        }
        var piece = text.toString();
        text.setLength(0);
        if (total > MOST) {
            return;
        }
        total += piece.length();
        frontend.print(stream, piece);
        if (total > MOST) {
            frontend.print(
                    Stream.STDERR,
                    String.format(
                            Locale.ROOT,
                            "\nThe cell has printed %,d characters: the rest is left out.\n",
                            total));
        }
    }

    /// Does something after sending what waits.
    synchronized void after(Runnable action) {
        flush();
        action.run();
    }
}
