package org.dhurandhar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs, each with a session of its own.
final class NotebookRunTest {
    @TempDir Path folder;

    private final JsonArray cells = new JsonArray();
    private final JsonObject metadata = new JsonObject();
    private final StringWriter err = new StringWriter();
    private Path in;
    private Path out;

    @BeforeEach
    void files() {
        in = folder.resolve("in.ipynb");
        out = folder.resolve("out.ipynb");
    }

    private void cell(String type, String source, String tag) {
        var cell = Cell.code("c" + cells.size(), source, tag).json();
        cell.addProperty("cell_type", type);
        if (!type.equals("code")) {
            cell.remove("outputs");
            cell.remove("execution_count");
        }
        cells.add(cell);
    }

    private void code(String source) {
        cell("code", source, "plain");
    }

    /// As an earlier run has left it.
    private void stale(String source, String tag) {
        cell("code", source, tag);
        var last = cells.get(cells.size() - 1).getAsJsonObject();
        last.addProperty("execution_count", 99);
        var outputs = new Outputs();
        var shown = outputs.cell(new Cell(last));
        shown.print(org.dhurandhar.engine.Frontend.Stream.STDOUT, "stale");
        shown.store(99);
    }

    private NotebookRun written() throws IOException {
        var json = new JsonObject();
        json.add("cells", cells);
        json.add("metadata", metadata);
        json.addProperty("nbformat", 4);
        json.addProperty("nbformat_minor", 5);
        Files.writeString(in, NotebookText.of(json));
        return NotebookRun.of(in);
    }

    private int call(NotebookRun run) {
        return run.call(new PrintWriter(err));
    }

    /// What each cell shows, with its number.
    private static List<String> shown(Path file) {
        var all = new ArrayList<String>();
        for (var cell : Notebook.read(file).cells()) {
            if (!cell.isCode()) {
                continue;
            }
            var text = new StringBuilder("[" + cell.json().get("execution_count") + "]");
            for (var output : cell.outputs()) {
                text.append(' ').append(brief(output));
            }
            all.add(text.toString());
        }
        return all;
    }

    private static String brief(JsonObject output) {
        return switch (output.get("output_type").getAsString()) {
            case "stream" ->
                    output.get("name").getAsString() + ":" + output.get("text").getAsString();
            case "error" ->
                    output.get("ename").getAsString() + "!" + output.get("evalue").getAsString();
            default -> output.getAsJsonObject("data").get("text/plain").getAsString();
        };
    }

    @Test
    void cells_run_in_order_and_share_what_they_declare() throws IOException {
        cell("markdown", "# Title", "x");
        code("int a = 20;");
        cell("raw", "raw", "x");
        code("System.out.println(\"out\");\nSystem.err.println(\"err\");\na * 2 + 2");
        stale("   ", "x");
        stale("skipped", "skip-execution");
        code("display(\"shown\");\nString id = display(1);\nupdateDisplay(id, 2);\nnull");
        assertThat(call(written().output(out))).isEqualTo(NotebookRun.PASSED);
        assertThat(shown(out))
                .containsExactly(
                        "[1]",
                        "[2] stdout:out\n stderr:err\n 42",
                        "[99] stdout:stale",
                        "[99] stdout:stale",
                        "[3] shown 2");
        assertThat(err.toString())
                .startsWith("cell 2 of 7\ncell 4 of 7\ncell 7 of 7\n" + in + ": 3 cells in ")
                .endsWith(" s, written: " + out + "\n");
        var description = Notebook.read(out).metadata();
        assertThat(description.getAsJsonObject("kernelspec").get("name").getAsString())
                .isEqualTo("dhurandhar");
        assertThat(description.getAsJsonObject("language_info").get("version").getAsString())
                .isEqualTo(System.getProperty("java.version"));
    }

    @Test
    void a_failure_ends_the_run_and_leaves_later_cells_as_never_run() throws IOException {
        code("int zero = 0;");
        code("System.out.println(\"before\");\nint b = 1 / zero;\nSystem.out.println(\"never\");");
        stale("1", "x");
        int status = call(written().output(out).html(folder.resolve("out.html")));
        assertThat(status).isEqualTo(NotebookRun.FAILED);
        assertThat(shown(out))
                .containsExactly(
                        "[1]", "[2] stdout:before\n ArithmeticException!/ by zero", "[null]");
        assertThat(err.toString())
                .contains("CellFailed: " + in + ", cell 2 of 3 (In [2], line 2)\n")
                .contains("ArithmeticException: / by zero\n")
                .contains("int b = 1 / zero;")
                .endsWith(
                        "  written: "
                                + out
                                + " and "
                                + folder.resolve("out.html")
                                + ", up to this cell\n")
                .doesNotContain("\u001b");
        assertThat(folder.resolve("out.html"))
                .content()
                .contains(
                        "This run stopped at <a href=\"#cell-2\">cell 2 of 3</a>: ArithmeticException: / by zero");
    }

    @Test
    void a_failure_that_is_expected_is_an_output() throws IOException {
        cell("code", "undeclared();", "raises-exception");
        code("\"on\"");
        assertThat(call(written().output(out))).isEqualTo(NotebookRun.PASSED);
        assertThat(shown(out)).containsExactly("[1] CompileError!cannot find symbol", "[2] on");
    }

    @Test
    void in_place_only_a_run_that_passed_is_written() throws IOException {
        code("1 + 1");
        assertThat(call(written())).isEqualTo(NotebookRun.PASSED);
        assertThat(shown(in)).containsExactly("[1] 2");
        code("throw new IllegalStateException(\"no\");");
        var run = written();
        var before = Files.readString(in);
        assertThat(call(run)).isEqualTo(NotebookRun.FAILED);
        assertThat(in).content().isEqualTo(before);
        assertThat(err.toString())
                .endsWith("  written: nothing; -o FILE keeps the outputs up to here\n");
    }

    @Test
    void a_cell_that_takes_too_long_is_stopped_and_named() throws IOException {
        code("System.out.println(\"start\");\nwhile (true) {\n    Thread.sleep(5);\n}");
        code("\"never\"");
        var run = written().output(out).timeout(Duration.ofMillis(1500));
        assertThat(call(run)).isEqualTo(NotebookRun.FAILED);
        assertThat(shown(out))
                .containsExactly("[1] stdout:start\n Timeout!longer than 1.5 s", "[null]");
        assertThat(err.toString())
                .contains("CellFailed: " + in + ", cell 1 of 2 (In [1], line ")
                .contains("Timeout: longer than 1.5 s\n");
    }

    @Test
    void a_cell_that_asks_is_told_that_nobody_is_there() throws IOException {
        code("String name = input(\"Name? \");");
        assertThat(call(written().output(out))).isEqualTo(NotebookRun.FAILED);
        assertThat(shown(out))
                .containsExactly("[1] NoInput!a notebook that runs by itself cannot ask \"Name?\"");
    }

    @Test
    void parameters_replace_defaults() throws IOException {
        cell("code", "int context = 8192;\nString model = \"a\";", "parameters");
        code("model + context");
        var run = written().output(out).params(Map.of("context", "32768"));
        assertThat(call(run)).isEqualTo(NotebookRun.PASSED);
        assertThat(shown(out)).containsExactly("[1]", "[2]", "[3] a32768");
    }

    @Test
    void parameters_do_not_rewrite_the_notebook() throws IOException {
        cell("code", "int context = 8192;", "parameters");
        var run = written().params(Map.of("context", "1"));
        assertThatThrownBy(() -> call(run))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        BadUsage: %s would be rewritten with other parameters
                          expected: -o or --html beside --param
                          try:    -o %s   or   -o %s   to rewrite it\
                        """
                                .formatted(in, folder.resolve("in-run.ipynb"), in));
    }

    @Test
    void other_languages_are_left_to_their_kernels() throws IOException {
        code("print(1)");
        var kernel = new JsonObject();
        kernel.addProperty("language", "python");
        metadata.add("kernelspec", kernel);
        var run = written().output(out);
        assertThatThrownBy(() -> call(run))
                .hasMessage(
                        """
                        UnsupportedLanguage: %s is a notebook in python
                          expected: a notebook in Java
                          try:    jupyter execute %s\
                        """
                                .formatted(in, in));
        assertThat(out).doesNotExist();
    }

    @Test
    void a_folder_that_is_not_there_is_said_before_the_run() throws IOException {
        code("throw new Error(\"it ran\");");
        var run = written().output(folder.resolve("none/out.ipynb"));
        assertThatThrownBy(() -> call(run))
                .hasMessage(
                        """
                        WriteFailed: no folder %s for %s
                          expected: a file in an existing folder
                          try:    mkdir -p %s\
                        """
                                .formatted(
                                        folder.resolve("none"),
                                        folder.resolve("none/out.ipynb"),
                                        folder.resolve("none")));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void what_a_thread_of_an_earlier_cell_prints_stands_under_that_cell() throws IOException {
        code(
                """
                var gate = new java.util.concurrent.CountDownLatch(1);
                var late = Thread.ofPlatform().start(() -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    System.out.println("late");
                });
                """);
        code("gate.countDown();\nlate.join();\nSystem.out.println(\"second\");");
        assertThat(call(written().output(out))).isEqualTo(NotebookRun.PASSED);
        assertThat(String.join("\n", shown(out))).contains("late").contains("second");
    }
}
