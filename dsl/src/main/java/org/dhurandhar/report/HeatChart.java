package org.dhurandhar.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.progress.InterruptedWork;
import org.dhurandhar.report.Lettering.Anchor;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.Styler.ChartTheme;

/// A heat map: XChart's cells and axes, with a short text in each cell.
final class HeatChart {
    private static final List<String> ORDER =
            List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE");

    private static final int QUARTER = 90;

    private HeatChart() {}

    static HeatMapChart of(Plot.HeatMap given, int width, int height, Lettering lettering) {
        var plot = upright(given, width) || !upright(turned(given), width) ? given : turned(given);
        var words = words(plot);
        var keys = new ArrayList<Heading.Key>();
        var colours = new Color[words.size()];
        for (int i = 0; i < words.size(); i++) {
            int colour = colour(words, i);
            colours[i] = new Color(colour);
            keys.add(new Heading.Key(colour, initial(words.get(i)) + "  " + words.get(i), false));
        }
        var chart = new HeatMapChart(width, height, ChartTheme.XChart);
        Look.apply(chart, new Heading(plot.title(), keys, width, 0));
        int turn = upright(plot, width) ? 0 : QUARTER;
        var rows = new ArrayList<String>();
        for (var row : plot.rows().reversed()) {
            rows.add(lettering.note(filled(row), Lettering.BASE, Anchor.END));
        }
        var columns = new ArrayList<String>();
        for (var column : plot.columns()) {
            columns.add(lettering.note(filled(column), Lettering.BASE, Anchor.MIDDLE, turn));
        }
        var cells = new ArrayList<Number[]>();
        for (int r = 0; r < plot.rows().size(); r++) {
            for (int c = 0; c < plot.columns().size(); c++) {
                int word = words.indexOf(plot.cells().get(r).get(c).word());
                cells.add(new Number[] {c, plot.rows().size() - 1 - r, word});
            }
        }
        chart.addSeries("cells", columns, rows, cells);
        chart.setXAxisTitle(lettering.note(plot.columnName(), Lettering.BASE, Anchor.MIDDLE));
        var styler = chart.getStyler();
        styler.setRangeColors(colours);
        styler.setMin(0);
        styler.setMax(Math.max(1, words.size() - 1));
        styler.setXAxisLabelRotation(turn);
        styler.setXAxisMaxLabelCount(Math.max(2, Math.max(rows.size(), columns.size())));
        styler.setPlotGridLinesVisible(false);
        styler.setDrawBorder(false);
        chart.addAnnotation(new Cells(plot, words));
        return chart;
    }

    private static String filled(String label) {
        return label.isBlank() ? " " : label;
    }

    private static List<String> words(Plot.HeatMap plot) {
        var words = new ArrayList<String>();
        for (var known : ORDER) {
            for (var row : plot.cells()) {
                if (!words.contains(known) && row.stream().anyMatch(c -> c.word().equals(known))) {
                    words.add(known);
                }
            }
        }
        for (var row : plot.cells()) {
            for (var cell : row) {
                if (!words.contains(cell.word())) {
                    words.add(cell.word());
                }
            }
        }
        return words;
    }

    private static int colour(List<String> words, int index) {
        return Palette.of(words.get(index));
    }

    private static String initial(String word) {
        return word.isEmpty() ? "" : word.substring(0, 1);
    }

    /// Whether the headings of the columns fit without being turned.
    private static boolean upright(Plot.HeatMap plot, int width) {
        double step = (width - widest(plot.rows()) - 3 * Heading.MARGIN) / plot.columns().size();
        return widest(plot.columns()) + 6 <= step;
    }

    private static double widest(List<String> texts) {
        double widest = 0;
        for (var text : texts) {
            widest = Math.max(widest, Lettering.width(text, Lettering.BASE));
        }
        return widest;
    }

    /// Rows as columns and columns as rows.
    @SuppressWarnings("ArgumentSelectionDefectChecker")
    private static Plot.HeatMap turned(Plot.HeatMap plot) {
        var cells = new ArrayList<List<Plot.Cell>>();
        for (int c = 0; c < plot.columns().size(); c++) {
            var row = new ArrayList<Plot.Cell>();
            for (var cellsOfRow : plot.cells()) {
                row.add(cellsOfRow.get(c));
            }
            cells.add(row);
        }
        return new Plot.HeatMap(
                plot.title(),
                plot.columnName(),
                plot.columns(),
                plot.rowName(),
                plot.rows(),
                cells);
    }

    private static final class Cells extends Mark {
        private final Plot.HeatMap plot;
        private final List<String> words;

        Cells(Plot.HeatMap plot, List<String> words) {
            this.plot = plot;
            this.words = words;
        }

        @Override
        void draw(Graphics2D g) {
            double width = (right() - left()) / plot.columns().size();
            double height = (bottom() - top()) / plot.rows().size();
            for (int c = 1; c < plot.columns().size(); c++) {
                double x = left() + c * width;
                line(g, Palette.PAPER, x, top(), x, bottom(), 1.5f);
            }
            for (int r = 1; r < plot.rows().size(); r++) {
                double y = top() + r * height;
                line(g, Palette.PAPER, left(), y, right(), y, 1.5f);
            }
            var font = height < 13 ? new Font(Font.SANS_SERIF, Font.PLAIN, 9) : Lettering.SMALL;
            for (int r = 0; r < plot.rows().size(); r++) {
                InterruptedWork.check();
                for (int c = 0; c < plot.columns().size(); c++) {
                    var cell = plot.cells().get(r).get(c);
                    var text = fitting(cell, font, width - 4);
                    int colour = colour(words, words.indexOf(cell.word()));
                    g.setColor(new Color(Palette.inkOn(colour)));
                    double x = left() + (c + 0.5) * width;
                    double y = top() + (r + 0.5) * height + font.getSize() * 0.36;
                    Lettering.draw(g, text, font, x, y, Anchor.MIDDLE);
                }
            }
        }

        /// The initial and the text, or the initial alone where the cell is too small.
        private static String fitting(Plot.Cell cell, Font font, double width) {
            var initial = initial(cell.word());
            var whole = cell.text().isEmpty() ? initial : initial + " " + cell.text();
            return Lettering.width(whole, font) <= width ? whole : initial;
        }
    }
}
