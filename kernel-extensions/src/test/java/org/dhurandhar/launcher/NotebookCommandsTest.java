package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Starts `./dhurandhar` itself, with a home folder of its own.
@Tag("kernel")
@EnabledOnOs(OS.LINUX)
final class NotebookCommandsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final String NOTEBOOK =
            """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
             {"cell_type": "code", "id": "a", "metadata": {"tags": ["parameters"]},
              "source": "int n = 1;", "outputs": [], "execution_count": null},
             {"cell_type": "code", "id": "b", "metadata": {},
              "source": "System.out.println(\\"n is \\" + n); %s", "outputs": [], "execution_count": null}]}
            """;

    @TempDir Path folder;

    /// What a command left behind.
    private record Ran(int code, String out, String err) {}

    @Test
    void a_kernel_is_installed_below_any_path_in_any_locale() throws Exception {
        var installed = shell("LC_ALL=C \"$ROOT\"/dhurandhar kernel install --prefix 'prä fix 漢'");
        assertThat(installed.err())
                .isEqualTo("dhurandhar: preparing fast starts of the kernel ...\n");
        assertThat(installed.out())
                .startsWith("installed dhurandhar in ")
                .containsPattern(
                        "\n"
                                + "  starts    fast, from a cache of [0-9]+ MiB that took [0-9.]+ s to"
                                + " make\n")
                .endsWith(
                        "\n  remove    ./dhurandhar kernel uninstall --prefix '"
                                + "%s/prä fix 漢'\n".formatted(folder.toRealPath()));
        // A kernel that is started the wrong way says so, and nothing else.
        var words =
                shell(
                        """
                        cat 'prä fix 漢'/share/jupyter/kernels/dhurandhar/kernel.json
                        """);
        var line = new StringBuilder("LC_ALL=C.UTF-8");
        for (var word :
                JsonParser.parseString(words.out()).getAsJsonObject().getAsJsonArray("argv")) {
            line.append(" '")
                    .append(word.getAsString().replace("{connection_file}", "none"))
                    .append("'");
        }
        var started = shell(line.toString());
        assertThat(started.out()).isEmpty();
        assertThat(started.err().lines().filter(l -> !l.contains("incubator")).toList())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("  try:    ");
        var removed = shell("\"$ROOT\"/dhurandhar kernel uninstall --prefix 'prä fix 漢'");
        assertThat(removed.code()).isZero();
        assertThat(shell("ls 'prä fix 漢'/share/jupyter/kernels").out()).isEmpty();
    }

    @Test
    void a_notebook_runs_as_it_does_in_the_kernel() throws Exception {
        var vector = "jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length() > 0";
        Files.writeString(folder.resolve("a b.ipynb"), NOTEBOOK.formatted(vector));
        var ran =
                shell(
                        "\"$ROOT\"/dhurandhar notebook run 'a b.ipynb' -o out.ipynb --html out.html"
                                + " -p n=41 2>/dev/null; echo $?; cat out.ipynb");
        assertThat(ran.out()).startsWith("0\n").contains("n is 41").contains("\"true\"");
        assertThat(folder.resolve("out.html")).content().contains("n is 41");
        assertThat(folder.resolve("cache/dhurandhar").toFile().list())
                .anyMatch(file -> file.matches("notebook-.*\\.aot"));
        Files.writeString(folder.resolve("bad.ipynb"), NOTEBOOK.formatted("int x = 1 / (n - 1);"));
        var failed = shell("\"$ROOT\"/dhurandhar notebook run bad.ipynb");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("ArithmeticException", "1 / (n - 1)");
        Files.writeString(folder.resolve("exit.ipynb"), NOTEBOOK.formatted("System.exit(0);"));
        var ended = shell("\"$ROOT\"/dhurandhar notebook run exit.ipynb");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains(
                        "CellFailed: exit.ipynb, cell 2 of 2 (In [2], line 1)",
                        "Exit: the cell ends the process that runs it");
    }

    @Test
    void a_cell_that_ends_the_process_is_named_and_what_it_showed_is_kept() throws Exception {
        Files.writeString(
                folder.resolve("exit.ipynb"),
                NOTEBOOK.formatted("System.out.println(\\\"last words\\\"); System.exit(0);"));
        var ran =
                shell("\"$ROOT\"/dhurandhar notebook run exit.ipynb -o out.ipynb --html out.html");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("CellFailed: exit.ipynb, cell 2 of 2 (In [2], line 1)")
                .contains("Exit: the cell ends the process that runs it")
                .contains("  written: out.ipynb and out.html, up to this cell\n");
        assertThat(folder.resolve("out.ipynb"))
                .content()
                .contains("n is 1\\n", "last words\\n", "\"ename\": \"Exit\"");
        assertThat(folder.resolve("out.html")).content().contains("last words");
    }

    private Ran shell(String line) throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(new ArrayList<>(List.of("/bin/sh", "-c", line)));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment()
                .putAll(
                        Map.of(
                                "ROOT", ROOT.toString(),
                                "HOME", folder.toString(),
                                "XDG_CACHE_HOME", folder.resolve("cache").toString()));
        builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        var process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running after ten minutes: " + line);
        }
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
