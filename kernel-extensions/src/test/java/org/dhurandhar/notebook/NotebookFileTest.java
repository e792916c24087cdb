package org.dhurandhar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotebookFileTest {
    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.ipynb"), text);
    }

    private String rewritten(String text) throws IOException {
        return Notebook.read(file(text)).text();
    }

    private void refused(String text, String message) throws IOException {
        var file = file(text);
        assertThatThrownBy(() -> Notebook.read(file))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(message.strip().replace("FILE", file.toString()));
    }

    /// odd.ipynb is written by nbformat 5.11.1: ends of lines of every kind, attachments, numbers,
    /// JSON and text bundles, keys beyond the BMP.
    @Test
    void a_notebook_that_jupyter_wrote_is_written_byte_for_byte() throws IOException {
        String jupyters;
        try (var in = NotebookFileTest.class.getResourceAsStream("odd.ipynb")) {
            assertThat(in).isNotNull();
            jupyters = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(rewritten(jupyters)).isEqualTo(jupyters);
    }

    @Test
    void an_older_notebook_gets_ids_and_keeps_what_is_not_known() throws IOException {
        var old =
                """
                {"cells": [
                  {"cell_type": "code", "source": ["a\\n", "b"], "metadata": {"trusted": true, "mine": 1}},
                  {"cell_type": "markdown", "source": "c", "metadata": {}, "id": "dropped"}],
                 "metadata": {"signature": "x", "orig_nbformat": 3, "other": {"k": []}},
                 "nbformat": 4, "nbformat_minor": 2}
                """;
        var written = rewritten(old);
        assertThat(written)
                .isEqualTo(
                        """
                        {
                         "cells": [
                          {
                           "cell_type": "code",
                           "execution_count": null,
                           "id": "%s",
                           "metadata": {
                            "mine": 1
                           },
                           "outputs": [],
                           "source": [
                            "a\\n",
                            "b"
                           ]
                          },
                          {
                           "cell_type": "markdown",
                           "id": "%s",
                           "metadata": {},
                           "source": [
                            "c"
                           ]
                          }
                         ],
                         "metadata": {
                          "other": {
                           "k": []
                          }
                         },
                         "nbformat": 4,
                         "nbformat_minor": 5
                        }
                        """
                                .formatted(id(written, 0), id(written, 1)));
        assertThat(id(written, 0)).matches("[0-9a-f]{8}").isNotEqualTo(id(written, 1));
        assertThat(rewritten(old)).isEqualTo(written);
        assertThat(rewritten(written)).isEqualTo(written);
    }

    private static String id(String text, int index) {
        return text.split("\"id\": \"", -1)[index + 1].split("\"", -1)[0];
    }

    @Test
    void ids_that_are_missing_or_twice_are_made() throws IOException {
        var written =
                rewritten(
                        """
                        {"cells": [
                          {"cell_type": "raw", "source": "", "metadata": {}, "id": "same"},
                          {"cell_type": "raw", "source": "", "metadata": {}, "id": "same"},
                          {"cell_type": "raw", "source": "", "metadata": {}, "id": "not this"},
                          {"cell_type": "raw", "source": "", "metadata": {}}],
                         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
                        """);
        assertThat(id(written, 0)).isEqualTo("same");
        for (int i = 1; i < 4; i++) {
            assertThat(id(written, i)).matches("[0-9a-f]{8}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, -0",
        "123456789012345678901, 123456789012345678901",
        "1.0, 1.0",
        "2.50, 2.5",
        "1e3, 1000.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.5E300, 1.5e+300",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-1.25e-7, -1.25e-07",
        "0.1, 0.1",
        "-0.0, -0.0"
    })
    void numbers_are_written_as_jupyter_writes_them(String typed, String written) {
        assertThat(NotebookText.number(typed)).isEqualTo(written);
    }

    @Test
    void format_3_is_refused() throws IOException {
        refused(
                "{\"nbformat\": 3, \"nbformat_minor\": 0, \"worksheets\": []}",
                """
                UnsupportedFormat: FILE is a notebook of format 3
                  expected: format 4 (Jupyter, since 2015)
                  try:    jupyter nbconvert --to notebook --inplace FILE
                """);
    }

    @Test
    void json_that_is_cut_short_is_refused_with_its_place() throws IOException {
        refused(
                "{\"cells\": [\n  {\"cell_type\": ",
                """
                MalformedFile: FILE:2:17  this is no JSON
                  expected: a notebook in JSON, format 4
                  try:    save it again in Jupyter, or take an earlier version
                """);
    }

    @Test
    void an_empty_file_is_called_empty() throws IOException {
        refused(
                "",
                """
                MalformedFile: FILE  the file is empty
                  expected: a notebook in JSON, format 4
                  try:    save it again in Jupyter, or take an earlier version
                """);
    }

    @Test
    void a_conflict_of_versions_is_named() throws IOException {
        refused(
                "{\"cells\": [\n<<<<<<< HEAD\n]}",
                """
                MalformedFile: FILE:2  a merge conflict is left in the file
                  expected: a notebook in JSON, format 4
                  try:    git checkout --ours or --theirs FILE   or   nbdime mergetool
                """);
    }

    @Test
    void a_cell_without_source_is_named() throws IOException {
        refused(
                "{\"cells\": [{\"cell_type\": \"raw\", \"source\": []}, {\"cell_type\": \"code\"}], \"nbformat\": 4}",
                """
                MalformedFile: FILE  cell 2 has no source
                  expected: "source": a text or a list of lines
                  try:    save it again in Jupyter, or take an earlier version
                """);
    }

    @Test
    void a_type_of_cell_that_is_not_known_is_named() throws IOException {
        refused(
                "{\"cells\": [{\"cell_type\": \"heading\", \"source\": []}], \"nbformat\": 4}",
                """
                MalformedFile: FILE  cell 1 has the type "heading"
                  expected: "cell_type": one of code, markdown, raw
                  try:    save it again in Jupyter, or take an earlier version
                """);
    }

    @Test
    void json_that_is_no_notebook_is_refused() throws IOException {
        refused(
                "{\"name\": \"x\"}",
                """
                MalformedFile: FILE  no "nbformat" says that this is a notebook
                  expected: "nbformat": 4
                  try:    save it again in Jupyter, or take an earlier version
                """);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var file = folder.resolve("none.ipynb");
        assertThatThrownBy(() -> Notebook.read(file))
                .hasMessage(
                        """
                        UnreadableFile: %s does not exist
                          expected: a notebook file (.ipynb)
                          try:    ./dhurandhar notebook run NOTEBOOK.ipynb\
                        """
                                .formatted(file));
    }
}
