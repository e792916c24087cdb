package org.dhurandhar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `analyze-ple` in every form, and what each of them loads.
final class FormsOfCommandsTest {
    private static final String[] SMALL = {
        "analyze-ple", "--model", "llama-3.2-1b", "--device", "iphone-16-pro"
    };

    @TempDir private Path folder;

    @Test
    void plain_text_loads_no_tables_no_charts_and_no_desktop() throws Exception {
        var run = Child.run(folder, List.of("-Xlog:class+load"), List.of("analyze-ple"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("org.dhurandhar.report.Grid ").contains("iphone-16-pro");
        assertThat(run.out().lines())
                .noneMatch(line ->
                        Pattern.compile(
                                        "\\] (tech\\.tablesaw|org\\.knowm|java\\.awt|sun\\.awt"
                                                + "|sun\\.font|javax\\.swing|org\\.slf4j|com\\.google)\\.")
                                .matcher(line)
                                .find());
    }

    @Test
    void plots_and_tables_say_nothing_on_standard_error_and_open_no_display() throws Exception {
        var run =
                Child.run(
                        folder,
                        List.of("-Xlog:class+load:file=classes.txt"),
                        List.of("analyze-ple", "--device", "iphone-16-pro", "--plot", "p.png"));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(folder.resolve("p.png")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("classes.txt")))
                .contains("org.knowm.xchart.HorizontalBarChart")
                .doesNotContain("sun.awt.X11.XToolkit", "tech.tablesaw");
    }

    /// The virtual machine's own way to find fonts, replaced by one that fails as it does on a
    /// machine without them.
    @Test
    void a_machine_without_fonts_gets_the_table_and_the_names_of_packages() throws Exception {
        var source = Files.createDirectories(folder.resolve("sun/font"));
        var file =
                Files.writeString(
                        source.resolve("FontManagerFactory.java"),
                        """
                        package sun.font;
                        public final class FontManagerFactory {
                            public static FontManager getInstance() {
                                throw new InternalError("Fontconfig head is null\\nmore");
                            }
                        }
                        """);
        var compiler = ToolProvider.getSystemJavaCompiler();
        int compiled =
                compiler.run(
                        null,
                        null,
                        null,
                        "--patch-module",
                        "java.desktop=" + folder,
                        "-d",
                        folder.resolve("patch").toString(),
                        file.toString());
        assertThat(compiled).isZero();
        var flags = List.of("--patch-module", "java.desktop=" + folder.resolve("patch"));
        var run =
                Child.run(
                        folder,
                        flags,
                        List.of("analyze-ple", "--device", "iphone-16-pro", "--plot", "p.png"));
        assertThat(run.out()).contains("Verdict", "iphone-16-pro");
        assertThat(run.err())
                .isEqualTo(
                        """
                        NoFonts: this machine has no fonts to draw with
                          expected: fontconfig and a font package (Fontconfig head is null)
                          try:    apt-get install fontconfig fonts-dejavu-core   or   another form
                        """);
        assertThat(run.code()).isEqualTo(2);
        assertThat(folder.resolve("p.png")).doesNotExist();
        var page =
                Child.run(
                        folder,
                        flags,
                        List.of("analyze-ple", "--device", "iphone-16-pro", "--format", "html"));
        assertThat(page.code()).isZero();
        assertThat(page.out())
                .contains("<p>No plot: this machine has no fonts")
                .contains("<table>");
    }

    @Test
    void markdown_has_the_verdicts_first_and_every_component() {
        var run = Run.of(with("--format", "markdown"));
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("## llama-3.2-1b needs ")
                .contains(
                        "### Verdicts\n\n| Device | Budget MiB | Needs MiB | Headroom MiB | Verdict |")
                .contains("| iphone-16-pro | 3,072 | ")
                .contains("### Components")
                .contains("\n| KV cache");
    }

    @Test
    void csv_has_one_row_a_device_and_exact_bytes() {
        var run = Run.of(with("--format", "csv"));
        assertThat(run.out())
                .startsWith(
                        "device,budget_bytes,needs_bytes,headroom_bytes,verdict,decode_tok_s_low,"
                                + "decode_tok_s_high,prefill_tok_s_low,prefill_tok_s_high,limit,"
                                + "what_was_compared\r\niphone-16-pro,3221225472,");
    }

    @Test
    void json_on_standard_output_is_that_of_json_out() {
        assertThat(Run.of(with("--format", "json")).out())
                .isEqualTo(Run.of(with("--json-out", "-")).out())
                .startsWith("{")
                .contains("\"schema\" : \"dhurandhar/footprint/1\"");
    }

    @Test
    void exact_bytes_are_shown_in_every_form() {
        assertThat(Run.of(with("--format", "markdown", "--bytes")).out())
                .contains("Budget bytes | Needs bytes")
                .contains("| iphone-16-pro | 3,221,225,472 |");
        assertThat(Run.of(with("--format", "html", "--bytes")).out()).contains(">3,221,225,472<");
    }

    @Test
    void a_plot_is_written_beside_the_table() throws Exception {
        var file = folder.resolve("plot.svg");
        var run = Run.of(with("--plot", file.toString()));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Verdict");
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
                .startsWith("<svg ")
                .contains("<title>llama-3.2-1b needs ", "of 3,072 on iphone-16-pro: ");
    }

    @Test
    void a_plot_of_another_kind_is_refused_before_anything_is_printed() {
        var run = Run.of(with("--plot", "plot.pdf"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        """
                        WriteFailed: --plot plot.pdf names no form
                          expected: a file that ends in .svg or .png
                          try:    --plot footprint.svg
                        """);
    }

    @Test
    void an_unknown_form_lists_the_known_ones() {
        var run = Run.of(with("--format", "pdf"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("UnknownName: no form named \"pdf\"\n")
                .contains("text, markdown, html, csv, json");
    }

    @Test
    void a_short_name_of_markdown_is_understood() {
        assertThat(Run.of(with("--format", "md")).out())
                .isEqualTo(Run.of(with("--format", "Markdown")).out());
    }

    private static String[] with(String... more) {
        var all = new String[SMALL.length + more.length];
        System.arraycopy(SMALL, 0, all, 0, SMALL.length);
        System.arraycopy(more, 0, all, SMALL.length, more.length);
        return all;
    }
}
