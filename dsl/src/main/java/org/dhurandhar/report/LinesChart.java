package org.dhurandhar.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dhurandhar.report.Lettering.Anchor;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Lines over a common axis, named at their ends, against limits.
final class LinesChart {
    private static final double TALLEST = 1.6;
    private static final double ROOM = 1.1;
    private static final int LABEL_GAP = 8;
    private static final int AXIS_NAME = 20;
    private static final int STEPS = 16;

    /// Two blank labels that differ: XChart draws no axis whose ends are labelled alike.
    private static final String BEYOND = " ";

    private static final String BETWEEN = "  ";
    private static final List<Marker> MARKERS =
            List.of(
                    SeriesMarkers.CIRCLE,
                    SeriesMarkers.SQUARE,
                    SeriesMarkers.DIAMOND,
                    SeriesMarkers.TRIANGLE_UP,
                    SeriesMarkers.TRIANGLE_DOWN);
    private static final float[][] DASHES = {null, {8f, 3f}, {2f, 3f}, {8f, 3f, 2f, 3f}};

    private LinesChart() {}

    static XYChart of(Plot.Lines plot, int width, int height, Lettering lettering) {
        double most = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (var line : plot.lines()) {
            for (var point : line.points()) {
                most = Math.max(most, point.y());
                low = Math.min(low, position(plot.x(), point.x()));
                high = Math.max(high, position(plot.x(), point.x()));
            }
        }
        double tallest = most * TALLEST;
        for (var limit : plot.limits()) {
            if (limit.value() <= tallest) {
                most = Math.max(most, limit.value());
            }
        }
        most = most <= 0 ? 1 : most * ROOM;
        if (low > high) {
            low = 0;
            high = 1;
        }
        if (low == high) {
            low -= 0.5;
            high += 0.5;
        }
        var scale = Scale.of(plot.y(), most);
        var heading = new Heading(plot.title(), List.of(), width, AXIS_NAME);
        var chart = new XYChart(width, height);
        Look.apply(chart, heading);
        for (int i = 0; i < plot.lines().size(); i++) {
            add(chart, plot, i, scale);
        }
        style(chart, plot, scale, lettering, low, high, most, width);
        chart.addAnnotation(new Levels(plot, scale, most));
        return chart;
    }

    private static void add(XYChart chart, Plot.Lines plot, int index, Scale scale) {
        var line = plot.lines().get(index);
        if (line.points().isEmpty()) {
            return;
        }
        var colour = new Color(Palette.of(line.name(), index));
        var name = index + " " + line.name();
        var marks = series(chart, name, line.points(), plot.x(), scale);
        marks.setLineStyle(SeriesLines.NONE);
        marks.setMarkerColor(colour);
        marks.setMarker(MARKERS.get(index % MARKERS.size()));
        var between = plot.x().doubling() ? between(line.points()) : line.points();
        var series = series(chart, name + " between", between, plot.x(), scale);
        series.setLineColor(colour);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(
                new BasicStroke(
                        2.2f,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_ROUND,
                        10f,
                        DASHES[index % DASHES.length],
                        0f));
    }

    private static XYSeries series(
            XYChart chart, String name, List<Plot.Point> points, Plot.Axis axis, Scale scale) {
        var xs = new double[points.size()];
        var ys = new double[points.size()];
        for (int p = 0; p < xs.length; p++) {
            xs[p] = position(axis, points.get(p).x());
            ys[p] = points.get(p).y() / scale.divisor();
        }
        return chart.addSeries(name, xs, ys);
    }

    /// The points with others between them: what grows evenly with the values is no straight line
    /// on an axis that doubles, and would cross a limit at the wrong place if drawn as one.
    private static List<Plot.Point> between(List<Plot.Point> points) {
        var all = new ArrayList<Plot.Point>();
        for (int p = 0; p + 1 < points.size(); p++) {
            var from = points.get(p);
            var to = points.get(p + 1);
            for (int step = 0; step < STEPS; step++) {
                double part = (Math.pow(to.x() / from.x(), step / (double) STEPS) - 1);
                part = step == 0 ? 0 : part / (to.x() / from.x() - 1);
                all.add(
                        new Plot.Point(
                                from.x() + part * (to.x() - from.x()),
                                from.y() + part * (to.y() - from.y())));
            }
        }
        all.add(points.getLast());
        return all;
    }

    private static void style(
            XYChart chart,
            Plot.Lines plot,
            Scale scale,
            Lettering lettering,
            double low,
            double high,
            double most,
            int width) {
        double names = 0;
        for (var line : plot.lines()) {
            names = Math.max(names, Lettering.width(line.name(), Lettering.BOLD));
        }
        double share = Math.min(0.4, (names + 2 * LABEL_GAP) / (width * 0.88));
        var styler = chart.getStyler();
        styler.setMarkerSize(7);
        styler.setXAxisMin(low - (high - low) * 0.03);
        styler.setXAxisMax(high + (high - low) * share / (1 - share));
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(most / scale.divisor());
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setXAxisTickMarkSpacingHint(plot.x().doubling() ? 48 : 80);
        styler.setYAxisTickMarkSpacingHint(60);
        double end = high + 1e-9;
        chart.setCustomXAxisTickLabelsFormatter(v ->
                v > end
                        ? BEYOND
                        : lettering.note(tick(plot.x(), v), Lettering.BASE, Anchor.MIDDLE));
        chart.setCustomYAxisTickLabelsFormatter(
                v -> lettering.note(Scale.tick(v), Lettering.BASE, Anchor.END));
        var unit = plot.x().unit().isEmpty() ? "" : ", " + plot.x().unit();
        chart.setXAxisTitle(lettering.note(plot.x().name() + unit, Lettering.BASE, Anchor.MIDDLE));
    }

    /// Where a value lies along an axis: an axis that doubles counts doublings.
    private static double position(Plot.Axis axis, double value) {
        return axis.doubling() ? Math.log(value) / Math.log(2) : value;
    }

    private static String tick(Plot.Axis axis, double position) {
        if (!axis.doubling()) {
            return Scale.tick(position);
        }
        if (position != Math.rint(position)) {
            return BETWEEN;
        }
        double value = Math.pow(2, position);
        return value < 1024 || value % 1024 != 0
                ? Figures.number(value, 0)
                : Figures.number(value / 1024, 0) + "k";
    }

    private static final class Levels extends Mark {
        private static final int LINE_HEIGHT = 15;
        private final Plot.Lines plot;
        private final Scale scale;
        private final double most;

        Levels(Plot.Lines plot, Scale scale, double most) {
            this.plot = plot;
            this.scale = scale;
            this.most = most;
        }

        @Override
        void draw(Graphics2D g) {
            g.setColor(new Color(Palette.MUTED));
            Lettering.draw(
                    g, scale.label(plot.y()), Lettering.BASE, left(), top() - 6, Anchor.START);
            double zero = y(0);
            line(g, Palette.MUTED, left(), zero, right(), zero, 1f);
            g.setColor(new Color(Palette.INK));
            Lettering.draw(g, "0", Lettering.BASE, left() - 6, zero + 4, Anchor.END);
            var beyond = new ArrayList<String>();
            for (var limit : plot.limits()) {
                var text = limit.name() + " " + scale.full(limit.value());
                if (limit.value() > most) {
                    beyond.add(text + " ↑");
                } else {
                    double y = y(limit.value() / scale.divisor());
                    g.setColor(new Color(Palette.INK));
                    Lettering.draw(g, text, Lettering.BOLD, left() + 6, y - 6, Anchor.START);
                    dashed(g, Palette.INK, left(), y, right(), y);
                }
            }
            g.setColor(new Color(Palette.MUTED));
            var above = String.join("   ", beyond);
            Lettering.draw(g, above, Lettering.BASE, right(), top() - 6, Anchor.END);
            names(g);
        }

        private record Name(String text, int colour, double x, double y) {}

        /// Names beside the last points, pushed down where they would touch.
        private void names(Graphics2D g) {
            var names = new ArrayList<Name>();
            for (int i = 0; i < plot.lines().size(); i++) {
                var line = plot.lines().get(i);
                if (!line.points().isEmpty()) {
                    var last = line.points().getLast();
                    names.add(
                            new Name(
                                    line.name(),
                                    Palette.of(line.name(), i),
                                    x(position(plot.x(), last.x())) + LABEL_GAP,
                                    y(last.y() / scale.divisor()) + 4));
                }
            }
            names.sort(Comparator.comparingDouble(Name::y));
            double free = Double.NEGATIVE_INFINITY;
            for (var name : names) {
                double y = Math.max(name.y(), free);
                g.setColor(new Color(Palette.INK));
                Lettering.draw(g, name.text(), Lettering.BOLD, name.x(), y, Anchor.START);
                free = y + LINE_HEIGHT;
            }
        }
    }
}
