package org.dhurandhar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.engine.Frontend.Stream;
import org.dhurandhar.engine.Outcome;
import org.junit.jupiter.api.Test;

final class OutputsTest {
    private final Outputs outputs = new Outputs();
    private final Cell cell = Cell.code("a", "1", "x");
    private final Outputs.OfCell shown = outputs.cell(cell);

    private List<String> stored() {
        outputs.end();
        shown.store(1);
        return cell.outputs().stream().map(OutputsTest::brief).toList();
    }

    private static String brief(JsonObject output) {
        return switch (output.get("output_type").getAsString()) {
            case "stream" ->
                    output.get("name").getAsString() + ": " + output.get("text").getAsString();
            case "error" -> "error: " + output.get("ename").getAsString();
            default -> output.getAsJsonObject("data").get("text/plain").getAsString();
        };
    }

    private static DisplayData text(String text, String id) {
        var data = new DisplayData(text);
        data.setDisplayId(id);
        return data;
    }

    @Test
    void what_goes_to_one_stream_without_a_break_is_one_output() {
        shown.print(Stream.STDOUT, "a\n");
        shown.print(Stream.STDOUT, "b\n");
        shown.print(Stream.STDERR, "c\n");
        shown.print(Stream.STDOUT, "d\n");
        shown.display(new DisplayData("e"));
        shown.print(Stream.STDOUT, "f\n");
        assertThat(stored())
                .containsExactly(
                        "stdout: a\nb\n", "stderr: c\n", "stdout: d\n", "e", "stdout: f\n");
    }

    @Test
    void lines_that_are_begun_again_are_replaced() {
        shown.print(Stream.STDOUT, "10 %\r20");
        shown.print(Stream.STDOUT, " %\r");
        shown.print(Stream.STDOUT, "100 %\r\nab\b\bcd\n\bx\r");
        assertThat(stored()).containsExactly("stdout: 100 %\r\ncd\n\bx\r");
    }

    @Test
    void an_update_reaches_whatever_cell_shows_the_id() {
        shown.display(text("one", "id"));
        shown.display(text("other", "id2"));
        outputs.cell(Cell.code("b", "2", "x")).update(text("two", "id"));
        shown.update(text("nowhere", "none"));
        assertThat(stored()).containsExactly("two", "other");
    }

    @Test
    void showing_an_id_again_updates_the_first_as_well() {
        shown.display(text("one", "id"));
        shown.display(text("two", "id"));
        assertThat(stored()).containsExactly("two", "two");
    }

    @Test
    void clearing_waits_for_the_next_output() {
        shown.display(text("one", "id"));
        shown.clearOutput(true);
        shown.display(text("two", "id"));
        shown.clearOutput(true);
        assertThat(stored()).containsExactly("two");
    }

    @Test
    void clearing_at_once_leaves_nothing() {
        shown.print(Stream.STDOUT, "a");
        shown.clearOutput(false);
        assertThat(stored()).isEmpty();
    }

    @Test
    void what_was_cleared_is_not_updated() {
        shown.display(text("one", "id"));
        shown.clearOutput(false);
        shown.update(text("two", "id"));
        shown.failed(new Outcome.Failed("Oops", "", List.of(), 0));
        assertThat(stored()).containsExactly("error: Oops");
    }

    @Test
    void nothing_comes_after_the_end() {
        shown.print(Stream.STDOUT, "a");
        outputs.end();
        shown.print(Stream.STDOUT, "b");
        shown.print(Stream.STDERR, "c");
        shown.display(new DisplayData("d"));
        shown.clearOutput(false);
        assertThat(stored()).containsExactly("stdout: a");
    }

    @Test
    void the_middle_of_a_very_long_text_is_left_out() {
        var line = "0123456789abcdef".repeat(1 << 10) + "\n";
        int lines = 1000;
        for (int i = 0; i < lines; i++) {
            shown.print(Stream.STDOUT, line);
        }
        shown.print(Stream.STDOUT, "the end");
        var text = stored().getFirst();
        assertThat(text.length()).isBetween(4 << 20, 5 << 20);
        assertThat(text).startsWith("stdout: " + line).endsWith(line + "the end");
        assertThat(text).containsPattern("\n\\.\\.\\. [\\d,]+ characters are left out \\.\\.\\.\n");
    }

    @Test
    void outputs_without_end_are_counted_but_not_kept() {
        var megabyte = "x".repeat(1 << 20);
        for (int i = 0; i < 100; i++) {
            shown.display(new DisplayData(megabyte));
        }
        var kept = stored();
        assertThat(kept).hasSize(32);
        assertThat(kept.getLast())
                .isEqualTo("stderr: ... 69 more outputs are left out: a cell keeps 32 MiB ...\n");
    }

    @Test
    void json_given_as_text_is_json_in_the_notebook() {
        var data = new DisplayData("t");
        data.putJSON("{\"a\": [1]}", true);
        data.putData("application/broken+json", "{");
        data.setDisplayId("secret");
        shown.result(data, 7);
        outputs.end();
        shown.store(7);
        assertThat(cell.json().toString())
                .contains("\"application/json\":{\"a\":[1]}")
                .contains("\"application/broken+json\":\"{\"")
                .contains("\"metadata\":{\"expanded\":true}")
                .contains("\"execution_count\":7,\"output_type\":\"execute_result\"")
                .doesNotContain("secret");
    }

    @Test
    void nobody_can_be_asked() {
        assertThatThrownBy(() -> shown.ask("Name: ", false))
                .hasMessage(
                        """
                        NoInput: a notebook that runs by itself cannot ask "Name:"
                          expected: cells that need nobody
                          try:    a cell tagged parameters, and --param name=value\
                        """);
    }
}
