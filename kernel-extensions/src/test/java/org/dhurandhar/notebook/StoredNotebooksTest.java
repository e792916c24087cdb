package org.dhurandhar.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.dhurandhar.engine.Outcome;
import org.dhurandhar.engine.Session;
import org.dhurandhar.magic.Standard;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The notebooks that are shipped: what they store is what they show when they are run.
final class StoredNotebooksTest {
    private static final Path FOLDER = Path.of("..", "notebooks");
    private static final int MOST_OF_A_CELL = 300_000;
    private static final int MOST_OF_A_FILE = 1_000_000;
    private static final Pattern LINK = Pattern.compile("\\(([^():#]+\\.ipynb)\\)");

    static List<Path> notebooks() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var notebooks = files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
            assertThat(notebooks).hasSizeGreaterThanOrEqualTo(4);
            return notebooks;
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void what_is_stored_is_what_is_shown_and_cells_can_be_run_again(Path file) throws Exception {
        var stored = Notebook.read(file);
        var executed = stored.copy();
        var session = Session.start(Standard.settings());
        var silent = new CellProgress(new PrintWriter(new StringWriter()), false);
        try (var runner = new Runner(executed, session, null, silent)) {
            var failure = runner.run();
            assertThat(failure).as(failure == null ? "" : failure.toString()).isNull();
            for (int i = 0; i < stored.cells().size(); i++) {
                assertThat(shown(executed.cells().get(i)))
                        .as("%s, cell %d", file.getFileName(), i + 1)
                        .isEqualTo(shown(stored.cells().get(i)));
            }
            runBackwards(executed, session);
        }
    }

    private static void runBackwards(Notebook notebook, Session session) {
        for (var cell : notebook.copy().cells().reversed()) {
            if (cell.runs()) {
                assertThat(session.run(cell.source(), new Outputs().cell(cell), 1))
                        .as(cell.source())
                        .isInstanceOf(Outcome.Done.class);
            }
        }
    }

    /// The texts of a cell's outputs, without what differs from run to run: names of temporary
    /// files, and lines of progress, which only a slow machine shows.
    private static List<String> shown(Cell cell) {
        var texts = new ArrayList<String>();
        for (var output : cell.outputs()) {
            var text = text(output).replaceAll("(mine-|dhurandhar-)[0-9]+", "$1N");
            if (!text.matches("[^\\n]* done in [^\\n]*\\n?")) {
                texts.add(output.get("output_type").getAsString() + ": " + text);
            }
        }
        return texts;
    }

    private static String text(JsonObject output) {
        JsonElement text =
                output.has("data")
                        ? output.getAsJsonObject("data").get("text/plain")
                        : output.get("text");
        return text == null ? output.toString() : text.getAsString();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void notebooks_are_small_executed_and_say_what_they_are(Path file) throws IOException {
        var notebook = Notebook.read(file);
        var cells = notebook.cells();
        var kernel = notebook.metadata().getAsJsonObject("kernelspec");
        assertThat(kernel.get("name").getAsString()).isEqualTo("dhurandhar");
        assertThat(kernel.get("language").getAsString()).isEqualTo("java");
        assertThat(Files.size(file)).isLessThan(MOST_OF_A_FILE);

        assertThat(cells.getFirst().source()).startsWith("# ").contains("ou will ", "minutes");
        assertThat(cells.getLast().source()).startsWith("## Where to go next");
        int count = 0;
        var ids = new HashSet<String>();
        for (var cell : cells) {
            assertThat(ids.add(cell.json().get("id").getAsString())).isTrue();
            var links = LINK.matcher(cell.isCode() ? "" : cell.source());
            while (links.find()) {
                assertThat(FOLDER.resolve(links.group(1))).exists();
            }
            if (cell.isCode()) {
                count++;
                assertThat(cell.json().get("execution_count").getAsInt()).isEqualTo(count);
                var outputs = cell.json().get("outputs").toString();
                assertThat(outputs.getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(MOST_OF_A_CELL);
                assertThat(outputs).doesNotContain("\"output_type\":\"error\"");
            }
        }
    }
}
