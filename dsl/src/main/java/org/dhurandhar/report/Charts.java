package org.dhurandhar.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import org.dhurandhar.DhurandharException;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;

/// Plots drawn by XChart. The only class that others touch the desktop by, so that what needs no
/// picture never loads it.
final class Charts {
    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /// Pixels of height of lines over an axis.
    static final int LINES_HEIGHT = 420;

    static final String NO_PLOT =
            "No plot: this machine has no fonts; fontconfig and a font package such as"
                    + " fonts-dejavu-core bring them.";

    private static final int HEAD_AND_FOOT = 130;
    private static final int LOWEST = 20;
    private static final int ROOM = 300;

    /// Why texts cannot be drawn; empty where they can.
    private static final String NO_FONTS = trouble();

    private Charts() {}

    /// Pixels of height of a plot of so many rows: few are high, many lie close.
    static int height(int rows, int highest) {
        int row = Math.clamp(ROOM / Math.max(1, rows), LOWEST, highest);
        return HEAD_AND_FOOT + Math.max(1, rows) * row;
    }

    /// The plot as a chart of XChart in a given size.
    ///
    /// @throws DhurandharException where the machine has no fonts
    static AxesChart<?, ?> chart(Plot plot, int width, int height) {
        check();
        return build(plot, width, height, new Lettering());
    }

    static String svg(Plot plot, int width, int height) {
        return svg(plot, plot.title(), width, height);
    }

    /// @param name what a reader that cannot see is told
    static String svg(Plot plot, String name, int width, int height) {
        check();
        var lettering = new Lettering();
        var chart = build(plot, width, height, lettering);
        var graphics = new SvgGraphics(lettering, new SvgText(name, width, height));
        chart.paint(graphics, width, height);
        return graphics.svg();
    }

    static byte[] png(Plot plot, int width, int height) {
        check();
        var chart = build(plot, width, height, new Lettering());
        return PngForm.small(painted(chart, width, height, 1));
    }

    /// Any chart of XChart in the size it has. Its colours are its own.
    static String svg(Chart<?, ?> chart) {
        check();
        int width = chart.getWidth();
        int height = chart.getHeight();
        var title = chart.getTitle() == null ? "chart" : chart.getTitle();
        var graphics = new SvgGraphics(new Lettering(), SvgText.ofOwnColours(title, width, height));
        chart.paint(graphics, width, height);
        return graphics.svg();
    }

    /// Any chart of XChart, twice as fine as the size it has.
    static byte[] png(Chart<?, ?> chart) {
        check();
        return PngForm.small(painted(chart, chart.getWidth(), chart.getHeight(), 2));
    }

    private static BufferedImage painted(Chart<?, ?> chart, int width, int height, int scale) {
        var image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        chart.paint(graphics, width, height);
        graphics.dispose();
        return image;
    }

    /// Whether texts can be drawn.
    static boolean canDraw() {
        return NO_FONTS.isEmpty();
    }

    /// The same plot without its title, for a place that says it above.
    static Plot untitled(Plot plot) {
        return switch (plot) {
            case Plot.StackedBars p ->
                    new Plot.StackedBars("", p.axis(), p.parts(), p.limit(), p.bars());
            case Plot.HeatMap p ->
                    new Plot.HeatMap(
                            "", p.rowName(), p.rows(), p.columnName(), p.columns(), p.cells());
            case Plot.Lines p -> new Plot.Lines("", p.x(), p.y(), p.lines(), p.limits());
        };
    }

    private static AxesChart<?, ?> build(Plot plot, int width, int height, Lettering lettering) {
        return switch (plot) {
            case Plot.StackedBars bars -> BarsChart.of(bars, width, height, lettering);
            case Plot.HeatMap map -> HeatChart.of(map, width, height, lettering);
            case Plot.Lines lines -> LinesChart.of(lines, width, height, lettering);
        };
    }

    private static void check() {
        if (!NO_FONTS.isEmpty()) {
            throw DhurandharException.because("NoFonts", "this machine has no fonts to draw with")
                    .expected("fontconfig and a font package (" + NO_FONTS + ")")
                    .fix("apt-get install fontconfig fonts-dejavu-core   or   another form");
        }
    }

    private static String reason(Throwable trouble) {
        var message = String.valueOf(trouble.getMessage());
        if (message.isBlank()) {
            return trouble.getClass().getSimpleName();
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /// What the platform throws where fonts are missing: an error of linking without FreeType; an
    /// unchecked exception, an internal error or a plain error, by version, without a configuration
    /// or a font.
    private static String trouble() {
        try {
            var font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            var context = new FontRenderContext(null, true, false);
            new TextLayout("0", font, context).getOutline(null);
            return "";
        } catch (RuntimeException | Error e) {
            if (e instanceof VirtualMachineError && !(e instanceof InternalError)) {
                throw e;
            }
            return reason(e);
        }
    }
}
