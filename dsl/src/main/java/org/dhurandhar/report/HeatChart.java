package org.dhurandhar.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.dhurandhar.progress.InterruptedWork;
import org.dhurandhar.report.Lettering.Anchor;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.Styler.ChartTheme;

/// A heat map: XChart's cells and axes, with a short text in each cell.
final class HeatChart {
    private static final List<String> ORDER =
            List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE");

    /// Begins as another word does, and is none of the verdicts.
    private static final String REFUSED = "REFUSED";

    private static final int QUARTER = 90;

    private HeatChart() {}

    static HeatMapChart of(Plot.HeatMap given, int width, int height, Lettering lettering) {
        var plot = upright(given, width) || !upright(turned(given), width) ? given : turned(given);
        var keys = new ArrayList<Heading.Key>();
        for (var word : words(plot)) {
            keys.add(new Heading.Key(Palette.of(word), initial(word) + "  " + word, false));
        }
        for (var target : List.of(Plot.Target.MISSED, Plot.Target.AT_RISK)) {
            if (any(plot, cell -> cell.target() == target)) {
                keys.add(Heading.Key.corner(target));
            }
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
        // One clear cell gives the axes; all cells are drawn over them.
        chart.addSeries("cells", columns, rows, List.<Number[]>of(new Number[] {0, 0, 0}));
        chart.setXAxisTitle(lettering.note(plot.columnName(), Lettering.BASE, Anchor.MIDDLE));
        var styler = chart.getStyler();
        styler.setRangeColors(new Color[] {Look.clear(), Look.clear()});
        styler.setMin(0);
        styler.setMax(1);
        styler.setXAxisLabelRotation(turn);
        styler.setXAxisMaxLabelCount(Math.max(2, Math.max(rows.size(), columns.size())));
        styler.setPlotGridLinesVisible(false);
        styler.setDrawBorder(false);
        chart.addAnnotation(new Cells(plot));
        return chart;
    }

    private static String filled(String label) {
        return label.isBlank() ? " " : label;
    }

    private static List<String> words(Plot.HeatMap plot) {
        var words = new ArrayList<String>();
        for (var known : ORDER) {
            if (any(plot, cell -> cell.word().equals(known))) {
                words.add(known);
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

    private static boolean any(Plot.HeatMap plot, Predicate<Plot.Cell> asked) {
        return plot.cells().stream().anyMatch(row -> row.stream().anyMatch(asked));
    }

    private static String initial(String word) {
        return word.isEmpty() ? "" : word.equals(REFUSED) ? "–" : word.substring(0, 1);
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
        private static final double MARK = 9;

        private final Plot.HeatMap plot;

        Cells(Plot.HeatMap plot) {
            this.plot = plot;
        }

        @Override
        void draw(Graphics2D g) {
            double width = (right() - left()) / plot.columns().size();
            double height = (bottom() - top()) / plot.rows().size();
            for (int r = 0; r < plot.rows().size(); r++) {
                row(g, plot.cells().get(r), top() + r * height, width, height);
            }
            for (int c = 1; c < plot.columns().size(); c++) {
                double x = left() + c * width;
                line(g, Palette.PAPER, x, top(), x, bottom(), 1.5f);
            }
            for (int r = 1; r < plot.rows().size(); r++) {
                double y = top() + r * height;
                line(g, Palette.PAPER, left(), y, right(), y, 1.5f);
            }
            marks(g, width, height);
            texts(g, Palette.BLACK, width, height);
            texts(g, Palette.WHITE, width, height);
        }

        /// Neighbours of one colour are one box; the rules between cells are drawn over it.
        private void row(
                Graphics2D g, List<Plot.Cell> cells, double y, double width, double height) {
            int from = 0;
            for (int c = 1; c <= cells.size(); c++) {
                var word = cells.get(from).word();
                if (c == cells.size() || !cells.get(c).word().equals(word)) {
                    double x = left() + from * width;
                    box(g, Palette.of(word), x, y, (c - from) * width, height);
                    from = c;
                }
            }
        }

        private void marks(Graphics2D g, double width, double height) {
            double size = Math.min(MARK, Math.min(width, height) * 0.6);
            for (int r = 0; r < plot.rows().size(); r++) {
                InterruptedWork.check();
                for (int c = 0; c < plot.columns().size(); c++) {
                    var cell = plot.cells().get(r).get(c);
                    if (cell.target() != Plot.Target.REACHED) {
                        double x = left() + (c + 1) * width - 2;
                        int ink = Palette.inkOn(Palette.of(cell.word()));
                        corner(g, cell.target(), ink, x, top() + r * height + 2, size);
                    }
                }
            }
        }

        private void texts(Graphics2D g, int ink, double width, double height) {
            var font = height < 13 ? new Font(Font.SANS_SERIF, Font.PLAIN, 9) : Lettering.SMALL;
            g.setColor(new Color(ink));
            for (int r = 0; r < plot.rows().size(); r++) {
                double y = top() + (r + 0.5) * height + font.getSize() * 0.36;
                for (int c = 0; c < plot.columns().size(); c++) {
                    var cell = plot.cells().get(r).get(c);
                    if (Palette.inkOn(Palette.of(cell.word())) == ink) {
                        double x = left() + (c + 0.5) * width;
                        Lettering.draw(
                                g, fitting(cell, font, width - 4), font, x, y, Anchor.MIDDLE);
                    }
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
