package org.dhurandhar.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DocumentsTest {
    private static final String BOMB =
            """
            a: &a [x]
            b: [*a, *a]
            """;

    private static Node parse(String name, String text) {
        return Documents.parse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static MapNode map(String text) {
        return (MapNode) parse("m.yaml", text);
    }

    @Test
    void values_know_their_lines() {
        var yaml = map("a: 1\nb:\n  c: 2\n");
        assertThat(yaml.placeOf("b")).hasToString("m.yaml:2");
        assertThat(yaml.map("b")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"3072, 3072", "'\"3072\"', 3072", "96.0, 96", "1e3, 1000", "-4, -4"})
    void whole_numbers_are_read_leniently(String text, long value) {
        assertThat(map("n: " + text).integer("n")).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"96.5", "lots", "true", "[1]", "1e30"})
    void what_is_no_whole_number_is_refused(String text) {
        assertThatThrownBy(() -> map("n: " + text).integer("n"))
                .isInstanceOf(DhurandharException.class)
                .hasMessageContaining("m.yaml:1  n: ")
                .hasMessageContaining("expected: a whole number");
    }

    @Test
    void null_counts_as_absent_but_is_mentioned() {
        var json = (MapNode) parse("c.json", "{\"w\": null}");
        assertThat(json.has("w")).isFalse();
        assertThat(json.mentions("w")).isTrue();
    }

    @Test
    void bare_infinity_is_a_number_in_json() {
        var json = (MapNode) parse("c.json", "{\"t\": [0.0, Infinity]}");
        assertThat(json.list("t")).isNotNull();
    }

    @Test
    void an_alias_bomb_is_refused() {
        assertThatThrownBy(() -> parse("m.yaml", BOMB))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        MalformedFile: m.yaml:2  aliases are not supported
                          expected: a YAML document
                          try:    correct m.yaml at line 2\
                        """);
    }

    @Test
    void a_key_given_twice_is_refused() {
        assertThatThrownBy(() -> parse("c.json", "{\"a\":1,\n\"a\":2}"))
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("MalformedFile: c.json:2  Duplicate");
    }

    @Test
    @Timeout(10)
    void a_pipe_is_refused_and_not_waited_for(@TempDir Path folder) throws Exception {
        var pipe = folder.resolve("pipe.json");
        var made = start("mkfifo", pipe.toString());
        assumeTrue(made, "no pipes here");
        assertThatThrownBy(() -> Documents.read(pipe))
                .hasMessage(
                        "UnreadableFile: "
                                + pipe
                                + " is not a regular file\n"
                                + "  expected: a readable file\n"
                                + "  try:    check the path and its permissions");
    }

    private static boolean start(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void deep_nesting_is_refused() {
        assertThatThrownBy(() -> parse("c.json", "[".repeat(100_000)))
                .isInstanceOf(DhurandharException.class)
                .hasMessageContaining("nested deeper than 64 levels");
    }

    @ParameterizedTest
    @CsvSource({"c.json, '{\"a\": '", "m.yaml, 'name: [unclosed'", "m.yaml, 'a: b: c'"})
    void broken_documents_are_refused_with_a_line(String name, String text) {
        assertThatThrownBy(() -> parse(name, text))
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("MalformedFile: " + name + ":1  ");
    }
}
