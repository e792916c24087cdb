package org.dhurandhar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.device.Devices;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `solve`, `compare` and `sweep`.
final class MatrixCommandsTest {
    /// Keys of one verdict wherever it stands, and the kinds of their values.
    private static final String VERDICT =
            """
            context_tokens integer
            quant text
            fits boolean
            budget_bytes integer
            memory_limit_bytes integer
            needed_bytes integer
            headroom_bytes integer
            verdict text
            decode_tps.low real
            decode_tps.high real
            decode_full_context_tps.low real
            decode_full_context_tps.high real
            limit text
            """;

    @TempDir private Path folder;

    private static String out(String... arguments) {
        var run = Run.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out();
    }

    private static MapNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json-out", "-"));
        return Json.map(out(all.toArray(String[]::new)));
    }

    private static void holdsVerdicts(MapNode json, String prefix) {
        var kinds = Json.kinds(json);
        for (var line : VERDICT.lines().toList()) {
            var parts = line.split(" ", -1);
            assertThat(kinds.keySet()).as(line).contains(prefix + parts[0]);
        }
    }

    @Test
    void solve_answers_with_the_numbers_compared() {
        var text = out("solve", "--model", "qwen3-4b", "--device", "galaxy-s25");
        assertThat(text)
                .isEqualTo(Dhurandhar.model("qwen3-4b").on("galaxy-s25").maxContext().text(100));
        assertThat(text).startsWith("largest context of qwen3-4b on galaxy-s25: ").contains("MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"context", "quant", "budget"})
    void the_json_of_a_solution_has_every_promised_key(String what) {
        var json =
                json(
                        "solve",
                        "--model",
                        "qwen3-0.6b",
                        "--device",
                        "galaxy-s25",
                        "--what",
                        what,
                        "--target-decode-tps",
                        "2");
        assertThat(json.text("schema")).isEqualTo("dhurandhar/solution/1");
        assertThat(json.text("what")).isEqualTo(what);
        assertThat(json.text("model")).isEqualTo("qwen3-0.6b");
        assertThat(json.text("device")).isEqualTo("galaxy-s25");
        assertThat(json.keys()).contains("target_tps", "value", "unit", "why", "beyond");
        holdsVerdicts(json, "at.");
    }

    @Test
    void a_question_without_an_answer_exits_well_and_says_why() {
        var json = json("solve", "--model", "qwen3-4b", "--device", "low-tier-mobile-emmc");
        assertThat(Json.kinds(json)).containsEntry("value", "null");
        assertThat(json.text("value_reason")).startsWith("not even 1 token fits");
    }

    @Test
    void compare_has_a_row_a_model_and_a_column_a_device() {
        var text =
                out(
                        "compare",
                        "gemma4-e2b",
                        "qwen3-4b",
                        "--on",
                        "pixel-10-pro",
                        "--on",
                        "galaxy-s25",
                        "--kv",
                        "q8_0");
        assertThat(text.lines())
                .anyMatch(line -> line.matches("Model +pixel-10-pro +galaxy-s25"))
                .anyMatch(line -> line.matches("gemma-4-e2b +[A-Z]+ [-+][0-9.,]+ +[A-Z]+ .*"))
                .anyMatch(line -> line.contains("KV q8_0/q8_0"));
        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void compare_on_all_asks_every_device() {
        var json = json("compare", "qwen3-0.6b", "llama-3.2-1b", "--on", "all");
        assertThat(json.text("schema")).isEqualTo("dhurandhar/comparison/1");
        assertThat(Json.children(json, "cells")).hasSize(2 * Devices.names().size());
        holdsVerdicts(json, "cells[].");
    }

    @Test
    void sweep_goes_over_contexts_and_quants() {
        var json =
                json(
                        "sweep",
                        "--model",
                        "qwen3-0.6b",
                        "--contexts",
                        "1024, 4096",
                        "--quants",
                        "4,Q8_0",
                        "--on",
                        "galaxy-s25");
        assertThat(json.text("schema")).isEqualTo("dhurandhar/sweep/1");
        assertThat(Json.children(json, "cells"))
                .extracting(c -> c.text("quant") + " " + c.integer("context_tokens"))
                .containsExactly("Q4_K_M 1024", "Q4_K_M 4096", "Q8_0 1024", "Q8_0 4096");
        holdsVerdicts(json, "cells[].");
    }

    @Test
    void a_csv_has_one_line_a_cell() {
        var csv =
                out("sweep", "--model", "qwen3-0.6b", "--contexts", "1024,4096", "--format", "csv");
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).startsWith("model,quant,context,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"svg", "png"})
    void plots_are_written(String form) throws IOException {
        var file = folder.resolve("lines." + form);
        out(
                "sweep",
                "--model",
                "qwen3-0.6b",
                "--contexts",
                "1024,4096",
                "--on",
                "galaxy-s25",
                "--plot",
                file.toString());
        assertThat(Files.size(file)).isGreaterThan(1_000);
    }

    @Test
    void named_devices_get_the_changes_that_turn_their_verdicts() {
        var text =
                out(
                        "analyze-ple",
                        "--model",
                        "qwen3-4b",
                        "--device",
                        "raspberry-pi-5-8gb",
                        "--target-tps",
                        "1");
        assertThat(text).contains("\nraspberry-pi-5-8gb: fits with --");
        assertThat(out("analyze-ple", "--model", "qwen3-4b")).doesNotContain("fits with --");
    }

    @ParameterizedTest
    @ValueSource(strings = {"solve", "compare", "sweep"})
    void help_shows_an_example_that_runs(String command) {
        var example =
                out(command, "--help")
                        .lines()
                        .filter(line -> line.startsWith("  ./dhurandhar "))
                        .findFirst()
                        .orElseThrow();
        out(example.strip().substring("./dhurandhar ".length()).split(" ", -1));
    }
}
