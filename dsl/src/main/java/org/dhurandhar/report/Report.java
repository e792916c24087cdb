package org.dhurandhar.report;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/// A result that shows itself. It gives grids and perhaps a plot; every form is derived from them.
public interface Report {
    /// One line that states what was found.
    String title();

    /// The tables, the one that answers first.
    List<Grid> grids();

    /// Lines between the title and the tables, such as the settings.
    default List<String> summary() {
        return List.of();
    }

    /// What a reader must know beside the figures.
    default List<String> notes() {
        return List.of();
    }

    /// What is drawn, or null where there is nothing to draw.
    default @Nullable Plot plot() {
        return null;
    }

    /// The whole report as text, no wider than `width` columns (0: no limit).
    default String text(int width) {
        return TextForm.of(this, width);
    }

    /// The whole report as one JSON object with exact figures.
    default String json() {
        return JsonForm.of(this);
    }

    /// The whole report as Markdown with tables as GitHub shows them.
    default String markdown() {
        return MarkdownForm.of(this);
    }

    /// The whole report as one page that asks no other host for anything.
    default String html() {
        return HtmlForm.page(this);
    }

    /// The report as a piece of HTML to be put into a page.
    default String htmlFragment() {
        return HtmlForm.fragment(this);
    }

    /// The first grid as comma-separated values after RFC 4180, with exact figures.
    default String csv() {
        return CsvForm.of(grids().getFirst());
    }

    /// The first grid as a table of Tablesaw with typed columns.
    default Table table() {
        return TableForm.of(grids().getFirst());
    }

    /// Writes the report in the form that the file's extension names: `txt`, `md`, `html`, `csv`,
    /// `json`, `svg` or `png`.
    ///
    /// @throws org.dhurandhar.DhurandharException where the extension names no form, there is
    ///   nothing to draw or the file cannot be written
    default Path save(Path file) {
        return FileForm.save(this, file);
    }
}
