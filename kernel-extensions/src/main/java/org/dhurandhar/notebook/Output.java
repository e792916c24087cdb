package org.dhurandhar.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.dhurandhar.engine.Frontend;
import org.dhurandhar.engine.Outcome;

/// One output of a cell while it may still change.
sealed interface Output {
    /// As it stands in the file, its texts joined.
    JsonObject json();

    /// What was printed to one stream without anything between.
    record Printed(Frontend.Stream stream, StreamText text) implements Output {
        @Override
        public JsonObject json() {
            var json = new JsonObject();
            json.addProperty("name", stream == Frontend.Stream.STDOUT ? "stdout" : "stderr");
            json.addProperty("output_type", "stream");
            json.addProperty("text", text.toString());
            return json;
        }
    }

    /// What was shown; an update replaces its data.
    record Shown(JsonObject json) implements Output {}

    /// What went wrong.
    record Raised(Outcome.Failed failed) implements Output {
        @Override
        public JsonObject json() {
            return error(failed.name(), failed.message(), failed.traceback());
        }
    }

    private static JsonObject error(String name, String message, List<String> traceback) {
        var lines = new JsonArray();
        traceback.forEach(lines::add);
        var json = new JsonObject();
        json.addProperty("ename", name);
        json.addProperty("evalue", message);
        json.addProperty("output_type", "error");
        json.add("traceback", lines);
        return json;
    }
}
