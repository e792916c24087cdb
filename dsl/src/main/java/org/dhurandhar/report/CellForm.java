package org.dhurandhar.report;

import java.awt.image.RenderedImage;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;

/// Reports, tables and plots as a cell of a notebook shows them: within bounds whatever their
/// length, and readable where a reader drops pictures or styles of a notebook it does not trust.
public final class CellForm {
    private static final int MOST_SVG = 90_000;

    private CellForm() {}

    /// A report: its finding, its plot and its tables.
    public static String html(Report report) {
        var shown = Excerpt.of(report);
        var cell = new Writer();
        cell.title(shown.title());
        cell.text.lines(shown.summary());
        cell.figure(shown.plot(), shown.title());
        boolean several = shown.grids().size() > 1;
        for (var grid : shown.grids()) {
            cell.table(grid, several);
        }
        if (!shown.notes().isEmpty()) {
            cell.text.list(shown.notes());
        }
        return cell.finish();
    }

    /// A table; a line below it says what is left out.
    public static String html(Grid grid) {
        return html(Excerpt.of(grid), Excerpt.notes(grid));
    }

    /// A table as it is, and lines below it.
    public static String html(Grid grid, List<String> notes) {
        var cell = new Writer();
        cell.table(grid, true);
        cell.text.lines(notes);
        return cell.finish();
    }

    /// A plot.
    public static String html(Plot plot) {
        var cell = new Writer();
        cell.figure(Excerpt.of(plot), "");
        return cell.finish();
    }

    /// A chart of XChart.
    public static String html(Chart<?, ?> chart) {
        var cell = new Writer();
        cell.figure(chart.getTitle(), svg(chart), png(chart), chart.getWidth());
        return cell.finish();
    }

    /// A value in words: a line in bold, if it is not empty, then others.
    public static String html(String title, List<String> lines) {
        var cell = new Writer();
        if (!title.isEmpty()) {
            cell.title(title);
        }
        cell.text.lines(lines);
        return cell.finish();
    }

    /// A report as Markdown.
    public static String markdown(Report report) {
        return MarkdownForm.of(Excerpt.of(report));
    }

    /// A table as Markdown.
    public static String markdown(Grid grid) {
        return markdown(Excerpt.of(grid), Excerpt.notes(grid));
    }

    /// A table as it is as Markdown, and lines below it.
    public static String markdown(Grid grid, List<String> notes) {
        var out = new StringBuilder(MarkdownForm.of(grid));
        for (var note : notes) {
            out.append('\n').append(MarkdownForm.escaped(note)).append('\n');
        }
        return out.toString();
    }

    /// The plot as SVG in a size that suits it, or null where the machine has no fonts.
    public static @Nullable String svg(Plot plot) {
        var shown = Excerpt.of(plot);
        return Charts.canDraw() ? shown.svg(Plot.WIDTH, shown.naturalHeight()) : null;
    }

    /// The plot as the bytes of a PNG file in a size that suits it, or null where the machine has
    /// no fonts.
    public static byte @Nullable [] png(Plot plot) {
        var shown = Excerpt.of(plot);
        return Charts.canDraw() ? shown.png(Plot.WIDTH, shown.naturalHeight()) : null;
    }

    /// A chart as SVG, or null where the machine has no fonts or it would be too large for a cell.
    public static @Nullable String svg(Chart<?, ?> chart) {
        var svg = Charts.canDraw() ? Charts.svg(chart) : null;
        return svg == null || svg.length() > MOST_SVG ? null : svg;
    }

    /// A chart as the bytes of a PNG file, or null where the machine has no fonts.
    public static byte @Nullable [] png(Chart<?, ?> chart) {
        return Charts.canDraw() ? Charts.png(chart) : null;
    }

    /// An image as the bytes of a PNG file.
    public static byte[] png(RenderedImage image) {
        return PngForm.exact(image);
    }

    private static final class Writer {
        final StringBuilder out = new StringBuilder(HtmlStyle.notebook());
        final HtmlText text = new HtmlText(out, true);

        Writer() {
            out.append("<div class=\"dhurandhar-report cell\">\n");
        }

        /// No heading: JupyterLab would list it in the notebook's table of contents.
        void title(String title) {
            out.append("<p class=\"title\"><strong>");
            text.badged(title);
            out.append("</strong></p>\n");
        }

        /// @param above what stands above it already
        void figure(@Nullable Plot plot, String above) {
            if (plot == null) {
                return;
            }
            var shown = plot.title().equals(above) ? Charts.untitled(plot) : plot;
            int height = plot.naturalHeight();
            var svg = Charts.canDraw() ? Charts.svg(shown, plot.title(), Plot.WIDTH, height) : null;
            figure(plot.title(), svg, png(shown), Plot.WIDTH);
        }

        /// The themed picture, hidden but where styles are kept, and the still one behind it.
        void figure(
                @Nullable String title, @Nullable String svg, byte @Nullable [] png, int width) {
            if (png == null) {
                out.append("<p>").append(Charts.NO_PLOT).append("</p>\n");
                return;
            }
            out.append("<figure>");
            if (svg != null) {
                out.append("<div class=\"themed\" hidden=\"hidden\">").append(svg).append("</div>");
            }
            out.append("<img class=\"still\" width=\"").append(width).append("\" alt=\"");
            out.append(HtmlText.escaped(title == null ? "" : title));
            out.append("\" src=\"data:image/png;base64,");
            out.append(Base64.getEncoder().encodeToString(png)).append("\"></figure>\n");
        }

        void table(Grid grid, boolean named) {
            if (named && !grid.name().isEmpty()) {
                out.append("<p class=\"name\"><strong>").append(HtmlText.escaped(grid.name()));
                out.append("</strong></p>\n");
            }
            text.table(grid);
        }

        String finish() {
            return out.append("</div>\n").toString();
        }
    }
}
