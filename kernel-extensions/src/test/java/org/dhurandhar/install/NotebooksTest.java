package org.dhurandhar.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotebooksTest {
    @TempDir Path folder;
    private Notebooks notebooks;

    @BeforeEach
    void make() throws IOException {
        var here = Files.createDirectories(folder.resolve("here/sub")).getParent();
        var ours = Files.createDirectories(folder.resolve("checkout/notebooks"));
        Files.writeString(here.resolve("mine.ipynb"), "{}");
        Files.writeString(here.resolve("notes.txt"), "");
        Files.writeString(ours.resolve("01-will-it-fit.ipynb"), "{}");
        Files.writeString(ours.resolve("03-compare.ipynb"), "{}");
        notebooks = new Notebooks(here, ours);
    }

    @Test
    void a_notebook_is_found_by_its_path_or_among_ours_by_its_name() {
        assertThat(notebooks.find("mine.ipynb")).isEqualTo(notebooks.here().resolve("mine.ipynb"));
        assertThat(notebooks.find("mine")).isEqualTo(notebooks.here().resolve("mine.ipynb"));
        assertThat(notebooks.find("sub")).isEqualTo(notebooks.here().resolve("sub"));
        assertThat(notebooks.find("03-compare"))
                .isEqualTo(notebooks.ours().resolve("03-compare.ipynb"));
        assertThat(notebooks.find(notebooks.ours().toString())).isEqualTo(notebooks.ours());
        assertThat(notebooks.find("")).isEqualTo(notebooks.ours());
        assertThat(new Notebooks(folder, folder.resolve("none")).find("")).isEqualTo(folder);
    }

    @Test
    void one_that_does_not_exist_lists_close_ones() {
        assertThatThrownBy(() -> notebooks.find("01-will-it-fits.ipynb"))
                .hasMessage(
                        """
                        NoNotebook: 01-will-it-fits.ipynb does not exist
                          close:  01-will-it-fit.ipynb
                          try:    ./dhurandhar lab 01-will-it-fit.ipynb\
                        """);
        assertThatThrownBy(() -> notebooks.find("x/quite another"))
                .hasMessage(
                        """
                        NoNotebook: x/quite another does not exist
                          close:  01-will-it-fit.ipynb, 03-compare.ipynb
                          try:    ./dhurandhar lab 01-will-it-fit.ipynb\
                        """);
        assertThatThrownBy(() -> new Notebooks(folder, folder).find("x"))
                .hasMessage(
                        """
                        NoNotebook: x does not exist
                          expected: a notebook, or a folder of notebooks
                          try:    ./dhurandhar lab\
                        """);
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        assertThatThrownBy(() -> notebooks.find("notes.txt"))
                .hasMessage(
                        """
                        NoNotebook: notes.txt does not end in .ipynb
                          expected: a notebook, or a folder of notebooks
                          try:    ./dhurandhar lab .\
                        """);
    }
}
