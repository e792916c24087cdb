package org.dhurandhar.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.progress.Standing.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalScreenTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final TerminalScreen screen =
            new TerminalScreen(new PrintStream(written, true, StandardCharsets.UTF_8), true);

    private static Standing standing(long done, State state) {
        return new Standing("Reading shards", done, 4, "shard", 1_000_000_000L * done, state);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_line_is_written_over_and_ends_once() {
        var line = screen.open();
        line.show(standing(1, State.RUNNING));
        line.show(standing(2, State.INTERRUPTED));
        assertThat(text())
                .isEqualTo(
                        "\rReading shards: 1 of 4 shards, 25%, 1.0 shards/s, 3.0 s left"
                                + "\rReading shards: interrupted after 2 of 4 shards, 2.0 s      \n"
                                        .replace("\n", System.lineSeparator()));
    }

    @Test
    void a_job_within_a_job_is_not_shown_and_the_next_one_is() {
        var outer = screen.open();
        screen.open().show(standing(1, State.RUNNING));
        assertThat(text()).isEmpty();
        outer.show(standing(4, State.DONE));
        screen.open().show(standing(3, State.DONE));
        assertThat(text()).contains("\rReading shards: 3 shards done in 3.0 s");
    }

    @Test
    void there_is_no_terminal_where_neither_the_system_nor_Java_knows_one(@TempDir Path folder)
            throws IOException {
        assertThat(TerminalScreen.isTerminal(folder.resolve("fd"), null)).isFalse();
        var terminal = Files.createSymbolicLink(folder.resolve("1"), Path.of("/dev/pts/7"));
        assertThat(TerminalScreen.isTerminal(terminal, null)).isTrue();
        var file = Files.createSymbolicLink(folder.resolve("2"), Path.of("/tmp/log"));
        assertThat(TerminalScreen.isTerminal(file, null)).isFalse();
    }

    @Test
    void a_line_is_no_wider_than_a_terminal() {
        var line = screen.open();
        line.show(new Standing("R".repeat(200), 1, 4, "shard", 1, State.DONE));
        assertThat(text().strip()).hasSize(79).endsWith("…");
    }
}
