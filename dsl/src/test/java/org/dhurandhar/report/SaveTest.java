package org.dhurandhar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reports and plots as files.
final class SaveTest {
    @TempDir private Path folder;

    private final Report report = new Sample(Sample.bars(2));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "r.txt; x on <2>",
                "r.md; ## x on",
                "r.HTML; <!doctype html>",
                "r.csv; device,budget_bytes",
                "r.json; {",
                "r.svg; <svg ",
            })
    void the_extension_names_the_form(String name, String start) throws IOException {
        var file = folder.resolve(name);
        assertThat(report.save(file)).isEqualTo(file);
        assertThat(Files.readString(file)).startsWith(start);
        assertOnly(name);
    }

    @Test
    void png_is_a_picture() throws IOException {
        var file = report.save(folder.resolve("r.png"));
        assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void an_unknown_extension_lists_those_that_are_known() {
        assertThatThrownBy(() -> report.save(folder.resolve("r.pdf")))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        UnknownForm: no form is named .pdf
                          known:  .txt .md .html .csv .json .svg .png
                          try:    save(Path.of("report.html"))\
                        """);
        assertThatThrownBy(() -> Sample.bars(1).save(folder.resolve("plot.html")))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        UnknownForm: no form is named .html
                          known:  .svg .png
                          try:    save(Path.of("plot.svg"))\
                        """);
    }

    @Test
    void a_name_without_extension_says_so() {
        assertThatThrownBy(() -> report.save(Path.of("report")))
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("UnknownForm: \"report\" has no extension\n  known:");
    }

    @Test
    void a_report_without_plot_cannot_be_drawn() {
        var file = folder.resolve("r.svg");
        assertThatThrownBy(() -> Sample.plain().save(file))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        NothingToDraw: %s: this report has no plot
                          expected: a form with tables: .txt .md .html .csv .json
                          try:    save(Path.of("report.html"))\
                        """
                                .formatted(file));
        assertThat(file).doesNotExist();
    }

    @Test
    void a_missing_folder_is_named() {
        var file = folder.resolve("no/r.md");
        assertThatThrownBy(() -> report.save(file))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        """
                        WriteFailed: no folder %s for %s
                          expected: an existing folder
                          try:    mkdir -p %s\
                        """
                                .formatted(file.getParent(), file, file.getParent()));
    }

    @Test
    void a_report_that_fails_leaves_the_old_file_as_it_was() throws IOException {
        var file = folder.resolve("r.md");
        Files.writeString(file, "old");
        Report broken =
                new Report() {
                    @Override
                    public String title() {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public List<Grid> grids() {
                        return List.of();
                    }
                };
        assertThatThrownBy(() -> broken.save(file)).hasMessage("broken");
        assertThat(file).hasContent("old");
        assertOnly("r.md");
    }

    @Test
    void a_file_that_cannot_be_replaced_leaves_nothing_behind() throws IOException {
        var taken = Files.createDirectories(folder.resolve("r.md/inside"));
        assertThatThrownBy(() -> report.save(taken.getParent()))
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("WriteFailed: ");
        assertOnly("r.md");
    }

    @Test
    void a_link_is_followed_and_kept() throws IOException {
        var real = Files.writeString(folder.resolve("real.md"), "old");
        var link = Files.createSymbolicLink(folder.resolve("link.md"), real);
        report.save(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).startsWith("## x on");
    }

    private void assertOnly(String name) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly(name);
        }
    }
}
