package org.dhurandhar.kernel;

import com.google.gson.JsonArray;
import org.jspecify.annotations.Nullable;

/// A cell that was run.
///
/// @param line its number in its session, from 1
/// @param output its result as text, or null
record HistoryEntry(int session, int line, String input, @Nullable String output) {
    HistoryEntry withOutput(String text) {
        return new HistoryEntry(session, line, input, text);
    }

    /// As replies carry it: its input, or its input and output.
    JsonArray json(boolean withOutput) {
        var entry = new JsonArray();
        entry.add(session);
        entry.add(line);
        if (withOutput) {
            var both = new JsonArray();
            both.add(input);
            both.add(output);
            entry.add(both);
        } else {
            entry.add(input);
        }
        return entry;
    }
}
