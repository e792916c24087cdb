package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sessions on disk: a file for each, lines of JSON, which one kernel alone writes to.
///
/// A session's number is taken by creating its file, which succeeds for one kernel only; so several
/// may run at once without locks, and a kernel that is killed leaves at most half a line.
final class HistoryFolder {
    private static final String SUFFIX = ".jsonl";
    private static final int MOST_SESSIONS = 1_000;

    private final Path folder;

    HistoryFolder(Path folder) {
        this.folder = folder;
    }

    /// `~/.dhurandhar/history`, or what `-Ddhurandhar.history` names.
    static HistoryFolder standard() {
        var named = System.getProperty("dhurandhar.history");
        if (named != null) {
            return new HistoryFolder(Path.of(named));
        }
        // Where a shell's ~ is: Java itself asks the system's list of users.
        var home = System.getenv("HOME");
        var folder = home == null || home.isEmpty() ? System.getProperty("user.home", ".") : home;
        return new HistoryFolder(Path.of(folder, ".dhurandhar", "history"));
    }

    /// Takes the next number, and drops the oldest sessions.
    int begin() throws IOException {
        OwnerOnly.folder(folder);
        var known = sessions();
        for (int i = 0; i < known.size() - MOST_SESSIONS; i++) {
            Files.deleteIfExists(file(known.get(i)));
        }
        int number = known.isEmpty() ? 1 : known.getLast() + 1;
        while (true) {
            try {
                OwnerOnly.file(file(number));
                return number;
            } catch (FileAlreadyExistsException e) {
                number++;
            }
        }
    }

    void input(int session, int line, String input) throws IOException {
        append(session, line, "in", input);
    }

    void output(int session, int line, String output) throws IOException {
        append(session, line, "out", output);
    }

    private void append(int session, int line, String name, String text) throws IOException {
        var json = new JsonObject();
        json.addProperty("line", line);
        json.addProperty(name, text);
        Files.write(
                file(session),
                (json + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    /// Numbers of the sessions on disk, ascending.
    List<Integer> sessions() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(f -> f.matches("\\d{1,9}\\" + SUFFIX))
                    .map(f -> Integer.valueOf(f.substring(0, f.length() - SUFFIX.length())))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /// The cells of a session, in their order.
    List<HistoryEntry> entries(int session) throws IOException {
        var file = file(session);
        var entries = new LinkedHashMap<Integer, HistoryEntry>();
        try {
            OwnerOnly.mend(file);
            for (var text : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
                add(entries, session, text);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return new ArrayList<>(entries.values());
    }

    private static void add(Map<Integer, HistoryEntry> entries, int session, String text) {
        var json = object(text);
        if (json == null || !(json.get("line") instanceof JsonPrimitive line) || !line.isNumber()) {
            return;
        }
        int number = line.getAsBigDecimal().intValue();
        if (json.get("in") instanceof JsonPrimitive in) {
            entries.put(number, new HistoryEntry(session, number, in.getAsString(), null));
        } else if (json.get("out") instanceof JsonPrimitive out) {
            entries.computeIfPresent(number, (n, e) -> e.withOutput(out.getAsString()));
        }
    }

    /// Null for half a line.
    private static @Nullable JsonObject object(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject json ? json : null;
        } catch (JsonParseException e) {
            return null;
        }
    }

    private Path file(int session) {
        return folder.resolve(String.format(Locale.ROOT, "%06d", session) + SUFFIX);
    }
}
