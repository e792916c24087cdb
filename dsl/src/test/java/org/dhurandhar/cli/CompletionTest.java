package org.dhurandhar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.Dhurandhar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
final class CompletionTest {
    private static final String ASK =
            """
            source ./completion
            shift
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            _dhurandhar
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir Path folder;

    @BeforeEach
    void print() throws Exception {
        assumeTrue(has("bash"), "needs bash");
        Files.writeString(folder.resolve("completion"), Run.of("completion", "bash").out());
    }

    /// What bash offers for the last of these words.
    private List<String> offered(String... words) throws Exception {
        var command = new ArrayList<>(List.of("bash", "-c", ASK, "bash", "-"));
        command.add("dhurandhar");
        command.addAll(List.of(words));
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    private static boolean has(String shell) throws InterruptedException {
        try {
            return new ProcessBuilder(shell, "-c", ":").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void every_command_is_offered() throws Exception {
        assertThat(offered("")).containsAll(Commands.ALL.keySet()).contains("help");
        assertThat(offered("ana")).containsExactly("analyze-ple");
        assertThat(offered("help", "ana")).containsExactly("analyze-ple");
    }

    @Test
    void options_are_those_of_the_command() throws Exception {
        assertThat(offered("analyze-ple", "--kv"))
                .containsExactly("--kv-bits", "--kv", "--kv-k", "--kv-v");
        assertThat(offered("models", "--kv")).containsExactly("");
    }

    @Test
    void names_are_offered_where_they_can_stand() throws Exception {
        assertThat(offered("analyze-ple", "--model", "qwen3-"))
                .containsExactlyElementsOf(
                        Dhurandhar.models().stream().filter(m -> m.startsWith("qwen3-")).toList());
        assertThat(offered("analyze-ple", "--model", "gemma4-e2")).containsExactly("gemma4-e2b");
        assertThat(offered("analyze-ple", "--device", "pixel-10"))
                .containsExactlyElementsOf(
                        Dhurandhar.devices().stream()
                                .filter(d -> d.startsWith("pixel-10"))
                                .toList());
        assertThat(offered("analyze-ple", "--quant", "Q4_K")).containsExactly("Q4_K_M", "Q4_K_S");
        assertThat(offered("analyze-ple", "--kv-k", "q8")).containsExactly("q8_0");
        assertThat(offered("analyze-ple", "--runtime", "")).containsAll(Dhurandhar.runtimes());
        assertThat(offered("analyze-ple", "--backend", "c")).contains("cpu");
        assertThat(offered("analyze-ple", "--set", "flash")).containsExactly("flash-attention=");
        assertThat(offered("inspect", "gpt-oss")).containsExactly("gpt-oss-20b");
        assertThat(offered("completion", "")).containsExactly("bash", "zsh", "fish");
    }

    @Test
    void an_option_with_an_equals_sign_is_the_same() throws Exception {
        assertThat(offered("analyze-ple", "--quant", "=", "Q4_K"))
                .containsExactly("Q4_K_M", "Q4_K_S");
        assertThat(offered("analyze-ple", "--quant", "=")).contains("Q8_0");
    }

    @Test
    void names_are_offered_after_a_comma_too() throws Exception {
        assertThat(offered("sweep", "--quants", "Q8_0,Q4_K"))
                .containsExactly("Q8_0,Q4_K_M", "Q8_0,Q4_K_S");
    }

    @Test
    void commands_that_compare_and_solve_take_the_same_names() throws Exception {
        assertThat(offered("compare", "gpt-oss")).containsExactly("gpt-oss-20b");
        assertThat(offered("compare", "qwen3-4b", "--on", "pixel-10")).contains("pixel-10-pro");
        assertThat(offered("solve", "--what", "")).containsExactly("context", "quant", "budget");
        assertThat(offered("sweep", "--format", "m")).containsExactly("markdown");
    }

    @Test
    void files_are_offered_where_a_path_can_stand() throws Exception {
        Files.writeString(folder.resolve("qwen3-mine too.yaml"), "");
        assertThat(offered("inspect", "qwen3-m")).containsExactly("qwen3-mine too.yaml");
        assertThat(offered("analyze-ple", "--model", "qwen3-"))
                .contains("qwen3-4b", "qwen3-mine too.yaml");
        assertThat(offered("run", "qwen3-")).containsExactly("qwen3-mine too.yaml");
        assertThat(offered("run", "x.jsh", "--h")).containsExactly("");
        assertThat(offered("analyze-ple", "--slots", "")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void what_is_printed_is_in_the_grammar_of_the_shell(String shell) throws Exception {
        assumeTrue(has(shell), "needs " + shell);
        var file = folder.resolve("script");
        Files.writeString(file, Run.of("completion", shell).out());
        var process =
                new ProcessBuilder(shell, "-n", file.toString()).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out).isEmpty();
    }

    @Test
    void every_shell_gets_every_command_and_option() {
        for (var shell : List.of("bash", "zsh", "fish")) {
            var text = Run.of("completion", shell).out();
            for (var command : Completable.of(Main.commandLine())) {
                assertThat(text).contains(command.name());
                for (var name : command.optionNames()) {
                    assertThat(text).contains(name.replaceFirst("^-+", ""));
                }
            }
        }
    }

    @Test
    void another_shell_is_refused() {
        assertThat(Run.of("completion", "zhs"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                """
                                UnknownName: no shell named "zhs"
                                  known:  bash, zsh, fish
                                  try:    ./dhurandhar completion zsh
                                """));
        assertThat(Run.of("completion").err())
                .isEqualTo(
                        """
                        BadUsage: no shell is given
                          expected: bash, zsh, fish
                          try:    ./dhurandhar completion bash
                        """);
    }
}
