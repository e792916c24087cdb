package org.dhurandhar.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What README says to type of notebooks: every command is understood, and a run of a notebook
/// runs.
final class ReadmeCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final String COMMAND = "./dhurandhar ";

    @TempDir private Path folder;

    static List<String> runs() throws IOException {
        return commands().stream().filter(c -> c.startsWith("notebook run ")).toList();
    }

    static List<String> commands() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md")).stream()
                .map(String::strip)
                .filter(line -> line.matches("\\./dhurandhar (lab|notebook|kernel)\\b.*"))
                .map(line -> line.substring(COMMAND.length()))
                .toList();
    }

    private static List<String> words(String command) {
        return Arrays.asList(command.split(" +", -1));
    }

    @Test
    void all_three_stand_there() throws IOException {
        assertThat(commands().stream().map(c -> words(c).getFirst()))
                .contains("lab", "notebook", "kernel");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_is_understood_and_names_what_is_there(String command) {
        var words = words(command);
        new CommandLine(new Main()).parseArgs(words.toArray(String[]::new));
        for (var word : words) {
            if (word.startsWith("notebooks/")) {
                assertThat(ROOT.resolve(word)).exists();
            }
            if (words.getFirst().equals("lab") && word.startsWith("0")) {
                assertThat(ROOT.resolve("notebooks").resolve(word + ".ipynb")).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void a_run_runs_and_a_page_is_written(String command) {
        var words = words(command);
        var here =
                words.stream()
                        .map(word ->
                                word.startsWith("notebooks/")
                                        ? ROOT.resolve(word).toString()
                                        : word)
                        .map(word ->
                                word.endsWith(".html") ? folder.resolve(word).toString() : word)
                        .toArray(String[]::new);
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), here);
        assertThat(code).as(err.toString()).isZero();
        assertThat(folder.toFile().listFiles()).isNotEmpty();
    }
}
