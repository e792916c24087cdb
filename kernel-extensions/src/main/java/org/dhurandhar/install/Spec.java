package org.dhurandhar.install;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kernel as Jupyter reads it from `kernel.json`.
///
/// @param argv how it is started
/// @param version of ours that wrote it
/// @param jdk home of the JDK it runs on
/// @param source which build it was copied from, or empty
record Spec(List<String> argv, String displayName, String version, Path jdk, String source) {
    static final String FILE = "kernel.json";

    private static final String OURS = "dhurandhar";

    Spec {
        argv = List.copyOf(argv);
    }

    /// The text of the file.
    String json() {
        var words = new JsonArray();
        argv.forEach(words::add);
        var own = new JsonObject();
        own.addProperty("version", version);
        own.addProperty("jdk", jdk.toString());
        own.addProperty("source", source);
        var metadata = new JsonObject();
        metadata.addProperty("debugger", false);
        metadata.add(OURS, own);
        var spec = new JsonObject();
        spec.add("argv", words);
        spec.addProperty("display_name", displayName);
        spec.addProperty("language", "java");
        spec.addProperty("interrupt_mode", "message");
        spec.add("metadata", metadata);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec)
                + "\n";
    }

    /// The one in a kernel's folder, or null where there is none that we have written.
    static @Nullable Spec in(Path folder) {
        try {
            var file = folder.resolve(FILE);
            if (!Files.isRegularFile(file)) {
                return null;
            }
            return read(JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | JsonParseException e) {
            return null;
        }
    }

    private static @Nullable Spec read(JsonElement element) {
        if (!(element instanceof JsonObject spec)
                || !(spec.get("metadata") instanceof JsonObject metadata)
                || !(metadata.get(OURS) instanceof JsonObject own)
                || !(spec.get("argv") instanceof JsonArray words)) {
            return null;
        }
        var argv = new ArrayList<String>();
        for (var word : words) {
            argv.add(text(word));
        }
        if (argv.isEmpty()) {
            return null;
        }
        return new Spec(
                argv,
                text(spec.get("display_name")),
                text(own.get("version")),
                Path.of(text(own.get("jdk"))),
                text(own.get("source")));
    }

    private static String text(@Nullable JsonElement element) {
        return element != null
                        && element.isJsonPrimitive()
                        && element.getAsJsonPrimitive().isString()
                ? element.getAsString()
                : "";
    }

    /// Files that it names and that are not there.
    List<Path> missing() {
        var missing = new ArrayList<Path>();
        var java = Path.of(argv.getFirst());
        if (!Files.isExecutable(java)) {
            missing.add(java);
        }
        int at = argv.indexOf("-cp");
        if (at >= 0 && at + 1 < argv.size()) {
            var jar = Path.of(argv.get(at + 1));
            if (!Files.isRegularFile(jar)) {
                missing.add(jar);
            } else if (!Files.isDirectory(jar.resolveSibling(Distribution.LIB))) {
                missing.add(jar.resolveSibling(Distribution.LIB));
            }
        }
        for (var word : argv) {
            if (word.startsWith(FastStarts.FLAG) && !Files.isRegularFile(FastStarts.file(word))) {
                missing.add(FastStarts.file(word));
            }
        }
        return missing;
    }
}
