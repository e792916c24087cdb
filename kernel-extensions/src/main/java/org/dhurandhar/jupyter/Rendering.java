package org.dhurandhar.jupyter;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dhurandhar.Workload;
import org.dhurandhar.report.CellForm;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Plot;
import org.dhurandhar.report.Report;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/// What notebooks show of values, as MIME bundles.
///
/// A front end shows one type of a bundle, and HTML before images wherever it can; so the HTML
/// alone has table and figure, in a form that outlives a reader who drops styles and SVG.
/// JupyterLab prefers JSON to HTML, so JSON is given only where it is asked for.
public final class Rendering {
    private static final MIMEType HTML = MIMEType.TEXT_HTML;
    private static final MIMEType PLAIN = MIMEType.TEXT_PLAIN;
    private static final MIMEType MARKDOWN = MIMEType.TEXT_MARKDOWN;
    private static final MIMEType PNG = MIMEType.IMAGE_PNG;
    private static final MIMEType SVG = MIMEType.IMAGE_SVG;
    private static final MIMEType JSON = MIMEType.APPLICATION_JSON;

    private static final int WIDTH = 100;

    private Rendering() {}

    /// Teaches a kernel's renderer our results, tables, charts and images.
    public static void register(Renderer renderer) {
        renderer.createRegistration(Report.class)
                .preferring(HTML, MARKDOWN, PNG, PLAIN)
                .supporting(SVG, JSON)
                .register(Rendering::report);
        renderer.createRegistration(Grid.class)
                .preferring(HTML, MARKDOWN, PLAIN)
                .register(Rendering::grid);
        renderer.createRegistration(Plot.class)
                .preferring(HTML, PNG, PLAIN)
                .supporting(SVG)
                .register(Rendering::plot);
        renderer.createRegistration(Workload.class)
                .preferring(HTML, PLAIN)
                .register(Rendering::workload);
        renderer.createRegistration(Table.class)
                .preferring(HTML, MARKDOWN, PLAIN)
                .register(Rendering::table);
        renderer.createRegistration(Chart.class)
                .preferring(HTML, PNG, PLAIN)
                .supporting(SVG)
                .register(Rendering::chart);
        renderer.createRegistration(BufferedImage.class)
                .preferring(PNG, PLAIN)
                .register(Rendering::image);
        renderer.createRegistration(List.class)
                .preferring(HTML, MARKDOWN, PLAIN)
                .register(Rendering::list);
    }

    private static void report(Report report, RenderContext context) {
        put(context, HTML, () -> CellForm.html(report));
        put(context, MARKDOWN, () -> CellForm.markdown(report));
        put(context, PLAIN, report::toString);
        put(context, JSON, report::json);
        var plot = wants(context, PNG, SVG) ? report.plot() : null;
        if (plot != null) {
            pictures(plot, context);
        }
    }

    private static void grid(Grid grid, RenderContext context) {
        put(context, HTML, () -> CellForm.html(grid));
        put(context, MARKDOWN, () -> CellForm.markdown(grid));
        put(context, PLAIN, grid::toString);
    }

    private static void plot(Plot plot, RenderContext context) {
        put(context, HTML, () -> CellForm.html(plot));
        put(context, PLAIN, plot::toString);
        pictures(plot, context);
    }

    private static void pictures(Plot plot, RenderContext context) {
        put(context, PNG, () -> base64(CellForm.png(plot)));
        put(context, SVG, () -> CellForm.svg(plot));
    }

    /// An open sentence: its model, its settings, and the words that may follow.
    private static void workload(Workload workload, RenderContext context) {
        var text = workload.toString();
        put(context, PLAIN, () -> text);
        put(
                context,
                HTML,
                () -> {
                    var lines = text.lines().map(String::strip).toList();
                    return CellForm.html(lines.getFirst(), lines.subList(1, lines.size()));
                });
    }

    private static void table(Table table, RenderContext context) {
        table(Tables.of(table), context);
    }

    private static void table(Tables table, RenderContext context) {
        put(context, HTML, () -> CellForm.html(table.grid(), table.notes()));
        put(context, MARKDOWN, () -> CellForm.markdown(table.grid(), table.notes()));
        put(context, PLAIN, () -> table.grid().text(WIDTH) + String.join("\n", table.notes()));
    }

    private static void chart(Chart<?, ?> chart, RenderContext context) {
        put(context, HTML, () -> CellForm.html(chart));
        put(context, PNG, () -> base64(CellForm.png(chart)));
        put(context, SVG, () -> CellForm.svg(chart));
        var title = chart.getTitle();
        put(context, PLAIN, () -> title == null ? "chart" : "chart " + title);
    }

    private static void image(BufferedImage image, RenderContext context) {
        put(context, PNG, () -> base64(CellForm.png(image)));
        put(
                context,
                PLAIN,
                () -> "image of %d x %d pixels".formatted(image.getWidth(), image.getHeight()));
    }

    private static void list(List<?> list, RenderContext context) {
        var records = Lists.records(list);
        var sentences = records == null ? Lists.sentences(list) : null;
        if (records != null) {
            table(records, context);
        } else if (sentences != null) {
            put(context, HTML, () -> CellForm.html("", sentences));
            put(context, PLAIN, () -> String.join("\n", sentences));
        } else {
            put(context, HTML, () -> Lists.reports(list));
            put(context, PLAIN, () -> Lists.text(list));
        }
    }

    private static boolean wants(RenderContext context, MIMEType... types) {
        for (var type : types) {
            if (context.wantsDataRenderedAs(type)) {
                return true;
            }
        }
        return false;
    }

    /// Puts a form into the bundle where it is wanted and there is one.
    private static void put(RenderContext context, MIMEType type, Supplier<@Nullable String> form) {
        var wanted = context.resolveRequestedType(type);
        if (wanted != null) {
            var text = form.get();
            if (text != null) {
                context.getOutputContainer().putData(wanted, text);
            }
        }
    }

    private static @Nullable String base64(byte @Nullable [] png) {
        return png == null ? null : Base64.getEncoder().encodeToString(png);
    }
}
