package org.dhurandhar.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A notebook as one page that a browser opens without a network.
final class NotebookPage {
    /// More headings than this get a table of contents.
    private static final int FEW = 3;

    /// Longer cells are folded.
    private static final int SHORT = 16;

    private final Notebook notebook;
    private final String name;
    private final MarkdownHtml markdown;
    private final OutputHtml outputs;
    private final StringBuilder body = new StringBuilder();

    private NotebookPage(Notebook notebook, Path file) {
        this.notebook = notebook;
        this.name = String.valueOf(file.getFileName());
        var folder = file.toAbsolutePath().getParent();
        var safe = new SafeHtml(new PageImages(folder == null ? file : folder));
        this.markdown = new MarkdownHtml(safe);
        this.outputs = new OutputHtml(safe, markdown);
    }

    /// @param file the notebook's, which pictures lie beside
    static String of(Notebook notebook, Path file, @Nullable CellFailure failure) {
        return new NotebookPage(notebook, file).page(failure);
    }

    private String page(@Nullable CellFailure failure) {
        var cells = notebook.cells();
        for (int i = 0; i < cells.size(); i++) {
            cell(cells.get(i), i + 1, failure != null && failure.number() == i + 1);
        }
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="data:,">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s%s<footer>%s</footer>
        </main>
        </body>
        </html>
        """
                .formatted(
                        PageText.escaped(title()),
                        style(),
                        stopped(failure),
                        bodyWithContents(),
                        PageText.escaped(name) + ", run with Dhurandhar");
    }

    private String title() {
        var sections = markdown.sections();
        return sections.stream()
                .filter(s -> s.level() == 1)
                .findFirst()
                .or(() -> sections.stream().findFirst())
                .map(MarkdownHtml.Section::title)
                .orElse(name);
    }

    /// The table of contents stands below the title; a wide window shows it beside the text.
    private String bodyWithContents() {
        int title = body.indexOf("</h1>");
        return title < 0
                ? contents() + body
                : body.insert(title + "</h1>".length(), "\n" + contents()).toString();
    }

    private String contents() {
        var sections =
                markdown.sections().stream().filter(s -> s.level() == 2 || s.level() == 3).toList();
        if (sections.size() <= FEW) {
            return "";
        }
        var out = new StringBuilder("<nav aria-label=\"Contents\">\n<ol>\n");
        for (var section : sections) {
            out.append("<li class=\"h").append(section.level()).append("\"><a href=\"#");
            out.append(PageText.escaped(section.id())).append("\">");
            out.append(PageText.escaped(section.title())).append("</a></li>\n");
        }
        return out.append("</ol>\n</nav>\n").toString();
    }

    private static String stopped(@Nullable CellFailure failure) {
        if (failure == null) {
            return "";
        }
        var failed = failure.outcome();
        return "<p class=\"stopped\">This run stopped at <a href=\"#cell-%d\">cell %d of %d</a>: %s: %s</p>\n"
                .formatted(
                        failure.number(),
                        failure.number(),
                        failure.of(),
                        PageText.escaped(failed.name()),
                        PageText.escaped(failed.message().lines().findFirst().orElse("")));
    }

    private void cell(Cell cell, int number, boolean failed) {
        if (cell.hasTag("remove-cell")) {
            return;
        }
        switch (cell.type()) {
            case "markdown" -> {
                body.append("<section class=\"markdown\" id=\"cell-")
                        .append(number)
                        .append("\">\n");
                body.append(markdown.html(cell.source(), attachments(cell)));
                body.append("</section>\n");
            }
            case "code" -> {
                body.append("<section class=\"code").append(failed ? " failed" : "");
                body.append("\" id=\"cell-").append(number).append("\">\n");
                code(cell);
                outputs(cell);
                body.append("</section>\n");
            }
            default -> {}
        }
    }

    private void code(Cell cell) {
        if (cell.source().isBlank() || cell.hasTag("remove-input")) {
            return;
        }
        var code = "<pre tabindex=\"0\"><code>" + JavaInk.html(cell.source()) + "</code></pre>\n";
        long lines = cell.source().lines().count();
        if (lines > SHORT || cell.hasTag("hide-input") || isHidden(cell, "source_hidden")) {
            body.append("<details><summary>Code, ").append(lines);
            body.append(lines == 1 ? " line" : " lines").append("</summary>\n");
            body.append(code).append("</details>\n");
        } else {
            body.append(code);
        }
    }

    private void outputs(Cell cell) {
        if (cell.outputs().isEmpty() || cell.hasTag("remove-output")) {
            return;
        }
        boolean hidden = cell.hasTag("hide-output") || isHidden(cell, "outputs_hidden");
        body.append(hidden ? "<details><summary>Output</summary>\n" : "");
        body.append("<div class=\"out\">\n");
        cell.outputs().forEach(output -> body.append(outputs.html(output)));
        body.append("</div>\n").append(hidden ? "</details>\n" : "");
    }

    private static boolean isHidden(Cell cell, String what) {
        JsonElement value = Lines.object(cell.metadata(), "jupyter").get(what);
        return value != null && value.toString().equals("true");
    }

    private static Map<String, String> attachments(Cell cell) {
        var images = new HashMap<String, String>();
        JsonObject attached = Lines.object(cell.json(), "attachments");
        for (var name : attached.keySet()) {
            var bundle = Lines.object(attached, name);
            for (var type : List.copyOf(bundle.keySet())) {
                var base64 = Lines.text(bundle.get(type));
                if (type.startsWith("image/") && base64 != null) {
                    images.put(name, "data:" + type + ";base64," + base64.replaceAll("\\s", ""));
                }
            }
        }
        return images;
    }

    private static String style() {
        try (var in = NotebookPage.class.getResourceAsStream("page.css")) {
            return new String(
                    Objects.requireNonNull(in, "page.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
