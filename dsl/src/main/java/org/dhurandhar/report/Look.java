package org.dhurandhar.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/// The one look of all plots: ink on paper, thin rules, no boxes.
final class Look {
    private static final Color CLEAR = new Color(0, 0, 0, 0);

    private Look() {}

    static Color clear() {
        return CLEAR;
    }

    /// Gives a chart the look, and room for its heading.
    static void apply(AxesChart<?, ?> chart, Heading heading) {
        AxesChartStyler styler = (AxesChartStyler) chart.getStyler();
        var ink = new Color(Palette.INK);
        var paper = new Color(Palette.PAPER);
        var rule = new Color(Palette.RULE);
        styler.setLocale(Locale.ROOT);
        styler.setBaseFont(Lettering.BASE);
        styler.setChartFontColor(ink);
        styler.setChartBackgroundColor(paper);
        styler.setPlotBackgroundColor(CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setChartPadding(Heading.MARGIN);
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(true);
        styler.setChartTitlePadding((heading.height() - Heading.MARGIN) / 2);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(Lettering.TITLE);
        styler.setAxisTickLabelsFont(Lettering.BASE);
        styler.setAxisTitleFont(Lettering.BASE);
        styler.setAxisTickLabelsColor(ink);
        styler.setXAxisTitleColor(new Color(Palette.MUTED));
        styler.setXAxisTickLabelsColor(ink);
        styler.setYAxisTickLabelsColor(ink);
        styler.setAxisTickMarksColor(rule);
        styler.setAxisTickPadding(6);
        styler.setAxisTickMarkLength(0);
        styler.setAxisTicksMarksVisible(false);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTitlePadding(8);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setPlotGridLinesColor(rule);
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setYAxisTitleVisible(false);
        styler.setXAxisLabelAlignmentVertical(TextAlignment.Right);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        chart.setTitle(" ");
        chart.addAnnotation(heading);
    }
}
