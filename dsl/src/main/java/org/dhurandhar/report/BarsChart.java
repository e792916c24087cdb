package org.dhurandhar.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dhurandhar.report.Lettering.Anchor;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.HorizontalBarChart;

/// Stacked bars: XChart's horizontal bars give the axes, the parts are drawn over them.
final class BarsChart {
    private static final double FEW_OVER_LONGEST = 2.4;
    private static final double MANY_OVER_LONGEST = 1.45;
    private static final int FEW = 4;
    private static final double ROOM = 1.12;

    private BarsChart() {}

    static HorizontalBarChart of(
            Plot.StackedBars plot, int width, int height, Lettering lettering) {
        double longest = 0;
        double most = 0;
        for (var bar : plot.bars()) {
            longest = Math.max(longest, sum(bar));
            most = Math.max(most, limit(bar));
        }
        double over = plot.bars().size() <= FEW ? FEW_OVER_LONGEST : MANY_OVER_LONGEST;
        most = Math.max(longest * ROOM, Math.min(most * ROOM, longest * over));
        var scale = Scale.of(plot.axis(), most);
        var heading = new Heading(plot.title(), keys(plot, scale), width, 0);
        var chart = new HorizontalBarChart(width, height);
        Look.apply(chart, heading);
        var labels = new ArrayList<String>();
        for (var bar : plot.bars()) {
            var label = bar.label().isBlank() ? " " : bar.label();
            labels.add(lettering.note(label, Lettering.BASE, Anchor.END));
        }
        // One clear series gives the axes; its value lies apart from both ends, for XChart puts the
        // ticks of evenly spaced data on the data.
        var ends = Collections.nCopies(labels.size(), 0.37 * most / scale.divisor());
        var frame = chart.addSeries("frame", ends, labels);
        frame.setFillColor(Look.clear());
        var title = lettering.note(scale.label(plot.axis()), Lettering.BASE, Anchor.MIDDLE);
        chart.setXAxisTitle(title);
        var styler = chart.getStyler();
        styler.setXAxisMin(0.0);
        styler.setXAxisMax(most / scale.divisor());
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setXAxisTickMarkSpacingHint(90);
        styler.setXAxisMaxLabelCount(Math.max(2, labels.size()));
        chart.setCustomXAxisTickLabelsFormatter(
                v -> lettering.note(Scale.tick(v), Lettering.BASE, Anchor.MIDDLE));
        chart.addAnnotation(new Stacks(plot, scale, most));
        return chart;
    }

    private static double sum(Plot.Bar bar) {
        double sum = 0;
        for (double value : bar.values()) {
            sum += value;
        }
        return sum;
    }

    private static double limit(Plot.Bar bar) {
        var limit = bar.limit();
        return limit == null ? 0 : limit;
    }

    private static List<Heading.Key> keys(Plot.StackedBars plot, Scale scale) {
        var keys = new ArrayList<Heading.Key>();
        boolean single = plot.bars().size() == 1;
        for (int p = 0; p < plot.parts().size(); p++) {
            var part = plot.parts().get(p);
            var text =
                    single ? part + " " + scale.full(plot.bars().getFirst().values().get(p)) : part;
            keys.add(new Heading.Key(Palette.of(part, p), text, false));
        }
        if (plot.bars().stream().anyMatch(b -> b.limit() != null)) {
            var text =
                    single
                            ? plot.limit() + " " + scale.full(limit(plot.bars().getFirst()))
                            : plot.limit();
            keys.add(new Heading.Key(Palette.INK, text, true));
        }
        return keys;
    }

    private static final class Stacks extends Mark {
        private static final double FILL = 0.68;
        private static final double THICKEST = 96;
        private static final double THINNEST = 20;

        /// Above a single bar stands what its limit is.
        private static final double ABOVE = 42;

        private static final double GAP = 1;

        private final Plot.StackedBars plot;
        private final Scale scale;
        private final double most;

        Stacks(Plot.StackedBars plot, Scale scale, double most) {
            this.plot = plot;
            this.scale = scale;
            this.most = most;
        }

        @Override
        void draw(Graphics2D g) {
            double step = (bottom() - top()) / plot.bars().size();
            double thick = Math.min(step * FILL, THICKEST);
            if (plot.bars().size() == 1) {
                thick = Math.max(THINNEST, Math.min(thick, step - 2 * ABOVE));
            }
            line(g, Palette.MUTED, at(0), top(), at(0), bottom(), 1f);
            for (int i = 0; i < plot.bars().size(); i++) {
                bar(g, plot.bars().get(i), top() + (i + 0.5) * step, thick);
            }
        }

        private double at(double value) {
            return x(value / scale.divisor());
        }

        private void bar(Graphics2D g, Plot.Bar bar, double middle, double thick) {
            double from = 0;
            var font = thick >= 14 ? Lettering.BASE : Lettering.SMALL;
            for (int p = 0; p < plot.parts().size(); p++) {
                double value = bar.values().get(p);
                if (value > 0) {
                    part(g, plot.parts().get(p), p, from, value, bar.limit(), middle, thick);
                    from += value;
                }
            }
            var limit = bar.limit();
            double end = at(from);
            g.setColor(new Color(Palette.INK));
            var total = scale.text(from);
            double after = end + 6 + Lettering.width(total, font);
            if (limit != null && limit <= most) {
                double reach = plot.bars().size() == 1 ? 26 : 3;
                double x = at(limit);
                boolean hit = x > end - 4 && x < after + 4;
                Lettering.draw(g, total, font, hit ? x + 6 : end + 6, middle + 4, Anchor.START);
                if (plot.bars().size() == 1) {
                    Lettering.draw(
                            g,
                            plot.limit() + " " + scale.text(limit),
                            Lettering.BOLD,
                            x,
                            middle - thick / 2 - reach - 6,
                            Anchor.MIDDLE);
                }
                line(
                        g,
                        Palette.PAPER,
                        x,
                        middle - thick / 2 - reach,
                        x,
                        middle + thick / 2 + reach,
                        5f);
                line(
                        g,
                        Palette.INK,
                        x,
                        middle - thick / 2 - reach,
                        x,
                        middle + thick / 2 + reach,
                        2.5f);
            } else {
                Lettering.draw(g, total, font, end + 6, middle + 4, Anchor.START);
                if (limit != null) {
                    beyond(g, limit, after, middle, font);
                }
            }
        }

        /// A limit that lies beyond the axis is written at its end.
        private void beyond(
                Graphics2D g, double limit, double after, double middle, java.awt.Font font) {
            var text = scale.text(limit) + " →";
            if (plot.bars().size() <= FEW) {
                text = plot.limit() + " " + text;
            }
            if (after + 12 + Lettering.width(text, font) < right()) {
                g.setColor(new Color(Palette.MUTED));
                Lettering.draw(g, text, font, right(), middle + 4, Anchor.END);
            }
        }

        private void part(
                Graphics2D g,
                String name,
                int place,
                double from,
                double value,
                @Nullable Double limit,
                double middle,
                double thick) {
            double x = at(from);
            double width = at(from + value) - x;
            int colour = Palette.of(name, place);
            box(g, colour, x, middle - thick / 2, Math.max(0.75, width - GAP), thick);
            var text = scale.text(value);
            g.setColor(new Color(Palette.inkOn(colour)));
            if (limit != null && limit > from && limit < from + value) {
                double cut = at(limit);
                boolean before = cut - x > x + width - cut;
                width = before ? cut - x : x + width - cut;
                x = before ? x : cut;
            }
            if (plot.bars().size() == 1 && Lettering.width(name, Lettering.BOLD) + 10 < width) {
                Lettering.draw(g, name, Lettering.BOLD, x + width / 2, middle - 4, Anchor.MIDDLE);
                Lettering.draw(g, text, Lettering.BASE, x + width / 2, middle + 14, Anchor.MIDDLE);
            } else if (thick >= 12 && Lettering.width(text, Lettering.SMALL) + 8 < width) {
                Lettering.draw(g, text, Lettering.SMALL, x + width / 2, middle + 4, Anchor.MIDDLE);
            }
        }
    }
}
