package org.dhurandhar.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/// A part of a plot that XChart has no kind for: drawn over its axes.
abstract class Mark extends Annotation {
    Mark() {
        super(false);
    }

    abstract void draw(Graphics2D g);

    @Override
    public final void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        draw(g);
    }

    final double x(double value) {
        return chart.getScreenXFromChart(value);
    }

    final double y(double value) {
        return chart.getScreenYFromChart(value);
    }

    final double left() {
        return getXAxisScreenValueForMin();
    }

    final double right() {
        return getXAxisScreenValueForMax();
    }

    final double top() {
        return getYAxisScreenValueForMin();
    }

    final double bottom() {
        return getYAxisScreenValueForMax();
    }

    static void box(Graphics2D g, int colour, double x, double y, double width, double height) {
        g.setColor(new Color(colour));
        g.fill(new Rectangle2D.Double(x, y, width, height));
    }

    /// A triangle in the corner at the upper right: full where a target is missed, else hollow.
    static void corner(
            Graphics2D g, Plot.Target target, int colour, double right, double top, double size) {
        var triangle = new Path2D.Double();
        triangle.moveTo(right - size, top);
        triangle.lineTo(right, top);
        triangle.lineTo(right, top + size);
        triangle.closePath();
        g.setColor(new Color(colour));
        if (target == Plot.Target.MISSED) {
            g.fill(triangle);
        } else {
            g.setStroke(new BasicStroke(1.2f));
            g.draw(triangle);
        }
    }

    static void line(
            Graphics2D g, int colour, double x1, double y1, double x2, double y2, float width) {
        g.setColor(new Color(colour));
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    static void dashed(Graphics2D g, int colour, double x1, double y1, double x2, double y2) {
        g.setColor(new Color(colour));
        g.setStroke(
                new BasicStroke(
                        2f,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_MITER,
                        10f,
                        new float[] {6f, 4f},
                        0f));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }
}
