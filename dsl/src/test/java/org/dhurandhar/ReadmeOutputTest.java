package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.cli.Main;
import org.junit.jupiter.api.Test;

/// The output that README shows is what its first command prints.
final class ReadmeOutputTest {
    @Test
    void the_output_shown_is_the_output_printed() throws IOException {
        assumeTrue(System.getenv("COLUMNS") == null, "COLUMNS is set: README shows 100 columns");
        var readme = Files.readString(Path.of("..", "README.md"));
        var shown = readme.substring(readme.indexOf("```text\n") + "```text\n".length());
        var printed = new StringWriter();
        Main.run(
                new PrintWriter(printed),
                new PrintWriter(new StringWriter()),
                "analyze-ple",
                "--model",
                "gemma4-e2b",
                "--context-tokens",
                "32768",
                "--quant-bits",
                "4");
        assertThat(shown.substring(0, shown.indexOf("```"))).isEqualTo(printed.toString());
    }
}
