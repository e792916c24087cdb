package org.dhurandhar.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// Reads a notebook file and brings it to format 4.5.
final class NotebookReader {
    private static final List<String> TYPES = List.of("code", "markdown", "raw");
    private static final Pattern WHERE = Pattern.compile("at line (\\d+) column (\\d+)");
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern CONFLICT = Pattern.compile("(?m)^<{7} ");

    private final Path file;

    private NotebookReader(Path file) {
        this.file = file;
    }

    static Notebook read(Path file) {
        var reader = new NotebookReader(file);
        var json = reader.shaped(reader.parsed(reader.text()));
        Lines.join(json.getAsJsonArray("cells"));
        upgrade(json);
        return new Notebook(json);
    }

    private String text() {
        if (Files.isDirectory(file)) {
            throw unreadable(file + " is a directory");
        }
        if (!Files.exists(file)) {
            throw unreadable(file + " does not exist");
        }
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (AccessDeniedException e) {
            throw unreadable(file + ": permission denied");
        } catch (CharacterCodingException e) {
            throw unreadable(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw unreadable(file + " cannot be read: " + e.getMessage());
        }
    }

    private static DhurandharException unreadable(String what) {
        return DhurandharException.because("UnreadableFile", what)
                .expected("a notebook file (.ipynb)")
                .fix("./dhurandhar notebook run NOTEBOOK.ipynb");
    }

    private JsonElement parsed(String text) {
        if (text.isBlank()) {
            throw malformed("", "the file is empty", text);
        }
        try {
            var reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            var json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw malformed(":" + line(text.length(), text), "text after the end", text);
            }
            return json;
        } catch (JsonParseException | IOException e) {
            var where = WHERE.matcher(String.valueOf(e.getMessage()));
            throw malformed(
                    where.find() ? ":" + where.group(1) + ":" + where.group(2) : "",
                    "this is no JSON",
                    text);
        }
    }

    private DhurandharException malformed(String where, String why, String text) {
        var conflict = CONFLICT.matcher(text);
        if (conflict.find()) {
            return DhurandharException.because(
                            "MalformedFile",
                            "%s:%d  a merge conflict is left in the file"
                                    .formatted(file, line(conflict.start(), text)))
                    .expected("a notebook in JSON, format 4")
                    .fix("git checkout --ours or --theirs " + file + "   or   nbdime mergetool");
        }
        return DhurandharException.because("MalformedFile", file + where + "  " + why)
                .expected("a notebook in JSON, format 4")
                .fix("save it again in Jupyter, or take an earlier version");
    }

    private static long line(int offset, String text) {
        return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /// Checks what everything else relies on; what is missing and has one meaning is put in.
    private JsonObject shaped(JsonElement parsed) {
        if (!(parsed instanceof JsonObject json)) {
            throw misshaped("the file holds no object", "{\"cells\": [...], \"nbformat\": 4, ...}");
        }
        if (!(json.get("nbformat") instanceof JsonPrimitive major) || !major.isNumber()) {
            throw misshaped("no \"nbformat\" says that this is a notebook", "\"nbformat\": 4");
        }
        if (!major.getAsString().equals("4")) {
            throw version(major.getAsString());
        }
        var minor = json.get("nbformat_minor");
        if (minor != null && !minor.toString().matches("\\d{1,9}")) {
            throw misshaped("\"nbformat_minor\" is " + minor, "a whole number, such as 5");
        }
        if (!(json.get("cells") instanceof JsonArray cells)) {
            throw misshaped("\"cells\" is missing or no list", "a list of cells");
        }
        metadata(json, "the notebook's");
        for (int i = 0; i < cells.size(); i++) {
            cell(cells.get(i), "cell " + (i + 1));
        }
        return json;
    }

    private DhurandharException version(String seen) {
        return DhurandharException.because(
                        "UnsupportedFormat", file + " is a notebook of format " + seen)
                .expected("format 4 (Jupyter, since 2015)")
                .fix("jupyter nbconvert --to notebook --inplace " + file);
    }

    private DhurandharException misshaped(String what, String expected) {
        return DhurandharException.because("MalformedFile", file + "  " + what)
                .expected(expected)
                .fix("save it again in Jupyter, or take an earlier version");
    }

    private void cell(JsonElement element, String name) {
        if (!(element instanceof JsonObject cell)) {
            throw misshaped(name + " is no object", "{\"cell_type\": ..., \"source\": ...}");
        }
        var type = Lines.text(cell.get("cell_type"));
        if (type == null || !TYPES.contains(type)) {
            throw misshaped(
                    name + " has the type " + cell.get("cell_type"),
                    "\"cell_type\": one of " + String.join(", ", TYPES));
        }
        if (Lines.text(cell.get("source")) == null) {
            throw misshaped(name + " has no source", "\"source\": a text or a list of lines");
        }
        metadata(cell, name + "'s");
        if (type.equals("code")) {
            code(cell, name);
        }
    }

    private void code(JsonObject cell, String name) {
        if (!cell.has("execution_count")) {
            cell.add("execution_count", JsonNull.INSTANCE);
        }
        if (!cell.has("outputs")) {
            cell.add("outputs", new JsonArray());
        }
        if (!(cell.get("outputs") instanceof JsonArray outputs)
                || !outputs.asList().stream().allMatch(JsonElement::isJsonObject)) {
            throw misshaped(name + "'s outputs are no list of objects", "\"outputs\": [...]");
        }
    }

    private void metadata(JsonObject parent, String whose) {
        @Nullable JsonElement metadata = parent.get("metadata");
        if (metadata == null) {
            parent.add("metadata", new JsonObject());
        } else if (!metadata.isJsonObject()) {
            throw misshaped(whose + " metadata is " + metadata, "an object, such as {}");
        }
    }

    /// Format 4.5 gives every cell an id; what other tools leave for themselves is dropped.
    private static void upgrade(JsonObject json) {
        var cells = json.getAsJsonArray("cells");
        var minor = json.get("nbformat_minor");
        boolean hadIds = minor != null && minor.getAsInt() >= Notebook.MINOR;
        if (!hadIds) {
            json.addProperty("nbformat_minor", Notebook.MINOR);
        }
        var metadata = json.getAsJsonObject("metadata");
        List.of("orig_nbformat", "orig_nbformat_minor", "signature").forEach(metadata::remove);
        var taken = new HashSet<String>();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i).getAsJsonObject();
            cell.getAsJsonObject("metadata").remove("trusted");
            var id = Lines.text(cell.get("id"));
            if (!hadIds || id == null || !ID.matcher(id).matches() || !taken.add(id)) {
                id = Notebook.freshId(i, cell.get("source").getAsString(), taken);
                cell.addProperty("id", id);
                taken.add(id);
            }
        }
    }
}
