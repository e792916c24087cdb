package org.dhurandhar.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// What was run here and in earlier sessions. All of it is done by one thread, so that no cell
/// waits for a disk.
final class History {
    private static final int LONGEST_OUTPUT = 4_000;
    private static final int STANDARD_TAIL = 10;
    private static final int CLOSE_MILLIS = 100;

    private final Map<Integer, HistoryEntry> own = new LinkedHashMap<>();
    private final HistoryFolder folder;
    private final Complaints complaints;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("history").daemon().factory());
    private int session;
    private boolean onDisk;

    History(HistoryFolder folder, Complaints complaints) {
        this.folder = folder;
        this.complaints = complaints;
    }

    /// Adds a cell that is about to run.
    void input(int line, String input) {
        thread.execute(() -> {
            own.put(line, new HistoryEntry(session(), line, input, null));
            save(() -> folder.input(session, line, input));
        });
    }

    /// Adds the text of a cell's result.
    void output(int line, String output) {
        var text =
                output.length() > LONGEST_OUTPUT
                        ? output.substring(0, LONGEST_OUTPUT) + "..."
                        : output;
        thread.execute(() -> {
            own.computeIfPresent(line, (n, e) -> e.withOutput(text));
            save(() -> folder.output(session, line, text));
        });
    }

    /// Waits a moment for what is being written.
    void close() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
            complaints.about("the end of the history was not written in time");
        }
    }

    /// Answers `history_request`.
    JsonObject answer(Request request) {
        try {
            return CompletableFuture.supplyAsync(() -> found(request), thread).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MalformedMessage malformed) {
                throw malformed;
            }
            throw e;
        }
    }

    private JsonObject found(Request request) {
        var entries =
                switch (request.text("hist_access_type")) {
                    case "tail" -> tail(request.number("n", STANDARD_TAIL));
                    case "range" -> range(request);
                    case "search" -> search(request);
                    default -> throw new MalformedMessage("a kind of history that is not known");
                };
        boolean output = request.flag("output", false);
        var list = new JsonArray();
        entries.forEach(e -> list.add(e.json(output)));
        var reply = Desk.ok();
        reply.add("history", list);
        return reply;
    }

    private List<HistoryEntry> tail(int n) {
        var entries = new ArrayList<HistoryEntry>();
        for (int session : sessions().reversed()) {
            if (entries.size() >= n) {
                break;
            }
            entries.addAll(0, entries(session));
        }
        return last(entries, n);
    }

    private List<HistoryEntry> range(Request request) {
        int asked = request.number("session", 0);
        var entries = entries(asked > 0 ? asked : session() + asked);
        int start = request.number("start", 1);
        int stop = request.number("stop", Integer.MAX_VALUE);
        int last = entries.isEmpty() ? 0 : entries.getLast().line();
        int from = start < 0 ? last + 1 + start : start;
        int to = stop < 0 ? last + 1 + stop : stop;
        return entries.stream().filter(e -> e.line() >= from && e.line() < to).toList();
    }

    /// Looks back, session by session: for as many as are asked for, or where no number is given
    /// until a session has some.
    private List<HistoryEntry> search(Request request) {
        var pattern = Glob.of(request.text("pattern", "*"));
        boolean unique = request.flag("unique", false);
        int n = request.number("n", Integer.MAX_VALUE);
        int enough = n == Integer.MAX_VALUE ? 1 : n;
        List<HistoryEntry> matches = List.of();
        for (int session : sessions().reversed()) {
            if (matches.size() >= enough) {
                break;
            }
            var all = new ArrayList<HistoryEntry>();
            entries(session).stream()
                    .filter(e -> pattern.matcher(e.input()).matches())
                    .forEach(all::add);
            all.addAll(matches);
            matches = unique ? unique(all) : all;
        }
        return last(matches, n);
    }

    /// Of equal inputs the last.
    private static List<HistoryEntry> unique(List<HistoryEntry> entries) {
        var byInput = new LinkedHashMap<String, HistoryEntry>();
        entries.forEach(e -> byInput.putLast(e.input(), e));
        return List.copyOf(byInput.values());
    }

    private static List<HistoryEntry> last(List<HistoryEntry> entries, int n) {
        return entries.subList(Math.max(0, entries.size() - Math.max(0, n)), entries.size());
    }

    private List<Integer> sessions() {
        var known = new ArrayList<Integer>();
        try {
            known.addAll(folder.sessions());
        } catch (IOException e) {
            tell(e);
        }
        if (!known.contains(session())) {
            known.add(session());
        }
        return known;
    }

    private List<HistoryEntry> entries(int asked) {
        if (asked == session()) {
            return List.copyOf(own.values());
        }
        try {
            return folder.entries(asked);
        } catch (IOException e) {
            tell(e);
            return List.of();
        }
    }

    /// This session's number, taken when it is first needed.
    private int session() {
        if (session == 0) {
            try {
                session = folder.begin();
                onDisk = true;
            } catch (IOException e) {
                session = 1;
                tell(e);
            }
        }
        return session;
    }

    private interface Write {
        void run() throws IOException;
    }

    private void save(Write write) {
        if (onDisk) {
            try {
                write.run();
            } catch (IOException e) {
                tell(e);
            }
        }
    }

    private void tell(IOException e) {
        complaints.about("the history cannot be kept: " + e);
    }
}
