package org.dhurandhar.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports as HTML that asks no host for anything: styles and the plot are inside.
final class HtmlForm {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;
    private static final Set<String> VERDICTS =
            Set.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE");

    private HtmlForm() {}

    static String page(Report report) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <link rel="icon" href="data:,">
        <title>%s</title>
        <style>
        body{margin:0;padding:24px 16px 48px;background:#fff;color:#1f2328}
        .dhurandhar-report{max-width:1080px;margin:0 auto}
        @media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}}
        @media print{body{padding:0}}
        </style>
        </head>
        <body>
        %s</body>
        </html>
        """
                .formatted(escaped(report.title()), fragment(report));
    }

    static String fragment(Report report) {
        var out = new StringBuilder(style());
        out.append("<article class=\"dhurandhar-report\">\n<h1>");
        out.append(badged(report.title())).append("</h1>\n");
        for (var line : report.summary()) {
            out.append("<p>").append(escaped(line)).append("</p>\n");
        }
        var plot = report.plot();
        if (plot != null) {
            figure(out, plot);
        }
        for (var grid : report.grids()) {
            grid(out, grid);
        }
        if (!report.notes().isEmpty()) {
            out.append("<h2>Notes</h2>\n<ul>\n");
            for (var note : report.notes()) {
                out.append("<li>").append(escaped(note)).append("</li>\n");
            }
            out.append("</ul>\n");
        }
        return out.append("</article>\n").toString();
    }

    private static void figure(StringBuilder out, Plot plot) {
        out.append("<figure>\n");
        if (Charts.canDraw()) {
            out.append(plot.svg(WIDTH, Math.max(HEIGHT, plot.naturalHeight())));
        } else {
            out.append("<p>No plot: this machine has no fonts; fontconfig and a font package such");
            out.append(" as fonts-dejavu-core bring them.</p>\n");
        }
        out.append("</figure>\n");
    }

    private static void grid(StringBuilder out, Grid grid) {
        if (!grid.name().isEmpty()) {
            out.append("<h2>").append(escaped(grid.name())).append("</h2>\n");
        }
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (var column : grid.columns()) {
            out.append(column.right() ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
            out.append(escaped(column.fullHeading())).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        try (var progress = Rows.of(grid)) {
            for (var row : grid.rows()) {
                out.append("<tr>");
                for (int c = 0; c < row.size(); c++) {
                    cell(out, grid.columns().get(c), row.get(c));
                }
                out.append("</tr>\n");
                progress.step();
            }
        }
        out.append("</tbody>\n</table></div>\n");
    }

    private static void cell(StringBuilder out, Column column, @Nullable Object value) {
        var text = Figures.text(column, value);
        out.append(column.right() ? "<td class=\"n\">" : "<td>");
        out.append(
                switch (column.kind()) {
                    case WORD, FIGURE -> badged(text);
                    case TEXT, BYTES, COUNT, NUMBER, SPAN -> escaped(text);
                });
        out.append("</td>");
    }

    /// The text with every verdict in it as a badge: colour beside the word, never instead of it.
    private static String badged(String text) {
        var out = new StringBuilder();
        for (var word : List.of(text.split(" ", -1))) {
            int end = word.length();
            while (end > 0 && !Character.isLetter(word.charAt(end - 1))) {
                end--;
            }
            var bare = word.substring(0, end);
            out.append(out.isEmpty() ? "" : " ");
            if (VERDICTS.contains(bare)) {
                out.append("<span class=\"badge ").append(bare.toLowerCase(Locale.ROOT));
                out.append("\">").append(bare).append("</span>");
                out.append(escaped(word.substring(end)));
            } else {
                out.append(escaped(word));
            }
        }
        return out.toString();
    }

    private static String style() {
        var out = new StringBuilder("<style>\n");
        out.append(
                """
                .dhurandhar-report{font:15px/1.5 system-ui,sans-serif}
                .dhurandhar-report h1{font-size:1.35em;line-height:1.3;margin:0 0 .6em}
                .dhurandhar-report h2{font-size:1.05em;margin:1.8em 0 .5em}
                .dhurandhar-report p{margin:.3em 0;opacity:.85}
                .dhurandhar-report figure{margin:1.2em 0;max-width:860px}
                .dhurandhar-report svg{display:block;width:100%;height:auto}
                .dhurandhar-report .scroll{overflow-x:auto}
                .dhurandhar-report table{border-collapse:collapse;font-size:.93em}
                .dhurandhar-report th,.dhurandhar-report td{padding:.32em .9em .32em 0;text-align:left;\
                vertical-align:top;border-bottom:1px solid rgba(128,128,128,.28);background:none}
                .dhurandhar-report th{font-weight:600;border-bottom-width:2px;white-space:nowrap}
                .dhurandhar-report td:first-child{white-space:nowrap}
                .dhurandhar-report .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
                .dhurandhar-report .badge{display:inline-block;padding:0 .5em;border-radius:.35em;\
                font-size:.86em;font-weight:600;letter-spacing:.02em}
                """);
        for (var verdict : List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE")) {
            int colour = Palette.of(verdict);
            out.append(".dhurandhar-report .badge.").append(verdict.toLowerCase(Locale.ROOT));
            out.append("{background:").append(Palette.css(colour));
            out.append(";color:").append(Palette.css(Palette.inkOn(colour))).append("}\n");
        }
        return out.append("</style>\n").toString();
    }

    static String escaped(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
