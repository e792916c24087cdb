package org.dhurandhar.report;

/// Reports as HTML that asks no host for anything: styles and the plot are inside.
final class HtmlForm {
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
        :root{--dhurandhar-paper:#fff}
        body{margin:0;padding:24px 16px 48px;background:var(--dhurandhar-paper);color:#1f2328}
        .dhurandhar-report{max-width:1080px;margin:0 auto}
        @media(prefers-color-scheme:dark){\
        :root{--dhurandhar-paper:#0d1117}body{color:#e6edf3}}
        @media print{body{padding:0}}
        </style>
        </head>
        <body>
        %s</body>
        </html>
        """
                .formatted(HtmlText.escaped(report.title()), fragment(report));
    }

    static String fragment(Report report) {
        var out = new StringBuilder(HtmlStyle.page());
        var text = new HtmlText(out, false);
        out.append("<article class=\"dhurandhar-report\">\n<h1>");
        text.badged(report.title());
        out.append("</h1>\n");
        text.lines(report.summary());
        var plot = report.plot();
        if (plot != null) {
            out.append("<figure>\n");
            if (Charts.canDraw()) {
                out.append(plot.svg(Plot.WIDTH, plot.naturalHeight()));
            } else {
                out.append("<p>").append(Charts.NO_PLOT).append("</p>\n");
            }
            out.append("</figure>\n");
        }
        for (var grid : report.grids()) {
            if (!grid.name().isEmpty()) {
                out.append("<h2>").append(HtmlText.escaped(grid.name())).append("</h2>\n");
            }
            text.table(grid);
        }
        if (!report.notes().isEmpty()) {
            out.append("<h2>Notes</h2>\n");
            text.list(report.notes());
        }
        return out.append("</article>\n").toString();
    }
}
