package org.dhurandhar.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/// What the launcher lets the virtual machine learn from when it makes its cache of fast starts of
/// `notebook run`.
final class Warmup {
    private static final String NOTEBOOK =
            """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
              {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Title\\n\\n- `x`"},
              {"cell_type": "code", "id": "b", "metadata": {"tags": ["parameters"]}, "source": "int n = 2;",
               "outputs": [], "execution_count": null},
              {"cell_type": "code", "id": "c", "metadata": {}, "outputs": [], "execution_count": null,
               "source": "System.out.println(n); model(\\"gemma4-e2b\\").context(32768).quant(4).on(\\"pixel-10-pro\\")"}]}
            """;

    private Warmup() {}

    /// Runs a notebook and drops what it shows.
    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("dhurandhar");
        var file = folder.resolve("a.ipynb");
        var page = folder.resolve("a.html");
        try {
            Files.writeString(file, NOTEBOOK, StandardCharsets.UTF_8);
            var out = new PrintWriter(new StringWriter());
            Main.run(
                    out,
                    out,
                    "notebook",
                    "run",
                    file.toString(),
                    "--html",
                    page.toString(),
                    "-p",
                    "n=3");
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(page);
            Files.deleteIfExists(folder);
        }
        System.exit(0);
    }
}
