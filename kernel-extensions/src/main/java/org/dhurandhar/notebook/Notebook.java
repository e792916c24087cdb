package org.dhurandhar.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.WholeFile;
import org.jspecify.annotations.Nullable;

/// A notebook file of format 4; fields that are not known are kept.
final class Notebook {
    static final int MAJOR = 4;
    static final int MINOR = 5;

    private final JsonObject json;

    /// @param json of format 4.5 or later, its texts joined
    Notebook(JsonObject json) {
        this.json = json;
    }

    /// Reads a file; older minor formats become 4.5.
    ///
    /// @throws DhurandharException where it cannot be read or is no notebook of format 4
    static Notebook read(Path file) {
        return NotebookReader.read(file);
    }

    Notebook copy() {
        return new Notebook(json.deepCopy());
    }

    List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        array().forEach(cell -> cells.add(new Cell(cell.getAsJsonObject())));
        return cells;
    }

    JsonObject metadata() {
        return json.getAsJsonObject("metadata");
    }

    private JsonArray array() {
        return json.getAsJsonArray("cells");
    }

    void insert(int index, Cell cell) {
        array().asList().add(index, cell.json());
    }

    /// The language that its kernel speaks, in lower case, or null where it does not say.
    @Nullable String language() {
        var kernel = Lines.object(metadata(), "kernelspec");
        for (JsonElement name :
                new JsonElement[] {
                    kernel.get("language"), Lines.object(metadata(), "language_info").get("name")
                }) {
            if (Lines.isString(name)) {
                return name.getAsString().toLowerCase(Locale.ROOT);
            }
        }
        var name = Lines.text(kernel.get("name"));
        return name != null && name.startsWith("python") ? "python" : null;
    }

    /// An id that no cell has; the same for the same text at the same place.
    String freshId(int index, String source) {
        var taken = new HashSet<String>();
        for (var cell : array()) {
            var id = cell.getAsJsonObject().get("id");
            if (Lines.isString(id)) {
                taken.add(id.getAsString());
            }
        }
        return freshId(index, source, taken);
    }

    static String freshId(int index, String source, Set<String> taken) {
        for (int turn = 0; ; turn++) {
            var sum = new CRC32();
            sum.update((index + " " + turn + " " + source).getBytes(StandardCharsets.UTF_8));
            var id = HexFormat.of().toHexDigits((int) sum.getValue());
            if (!taken.contains(id)) {
                return id;
            }
        }
    }

    /// The text of the file.
    String text() {
        var file = json.deepCopy();
        Lines.split(file.getAsJsonArray("cells"));
        return NotebookText.of(file);
    }

    /// Writes the file whole or not at all.
    ///
    /// @throws DhurandharException where it cannot be written
    Path save(Path file) {
        return WholeFile.write(file, text().getBytes(StandardCharsets.UTF_8));
    }
}
