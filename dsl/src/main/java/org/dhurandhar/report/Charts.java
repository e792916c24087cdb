package org.dhurandhar.report;

import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.dhurandhar.DhurandharException;
import org.knowm.xchart.internal.chartpart.AxesChart;

/// Plots drawn by XChart. The only class that others touch the desktop by, so that what needs no
/// picture never loads it.
final class Charts {
    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /// Why texts cannot be drawn; empty where they can.
    private static final String NO_FONTS = trouble();

    private Charts() {}

    /// The plot as a chart of XChart in a given size.
    ///
    /// @throws DhurandharException where the machine has no fonts
    static AxesChart<?, ?> chart(Plot plot, int width, int height) {
        check();
        return build(plot, width, height, new Lettering());
    }

    static String svg(Plot plot, int width, int height) {
        check();
        var lettering = new Lettering();
        var chart = build(plot, width, height, lettering);
        var graphics = new SvgGraphics(lettering, new SvgText(plot.title(), width, height));
        chart.paint(graphics, width, height);
        return graphics.svg();
    }

    static byte[] png(Plot plot, int width, int height) {
        check();
        var chart = build(plot, width, height, new Lettering());
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        chart.paint(graphics, width, height);
        graphics.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether texts can be drawn.
    static boolean canDraw() {
        return NO_FONTS.isEmpty();
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
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /// What the platform throws where fonts are missing: an error of linking without FreeType, and
    /// an unchecked exception or an internal error, by version, without a configuration or a font.
    private static String trouble() {
        try {
            var font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            var context = new FontRenderContext(null, true, false);
            new TextLayout("0", font, context).getOutline(null);
            return "";
        } catch (LinkageError | InternalError | RuntimeException e) {
            return reason(e);
        }
    }
}
