package org.dhurandhar.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import org.dhurandhar.report.Lettering.Anchor;

/// Graphics that write what XChart and the marks of this package draw as SVG: filled and stroked
/// shapes, and texts. It refuses images, and clips what lies beyond a box only in charts that are
/// not of this package, whose parts never do.
final class SvgGraphics extends PlainGraphics {
    private final Lettering lettering;
    private final SvgText out;

    SvgGraphics(Lettering lettering, SvgText out) {
        this.lettering = lettering;
        this.out = out;
    }

    String svg() {
        return out.finish();
    }

    private static int rgb(Color colour) {
        return colour.getRGB() & 0xFFFFFF;
    }

    @Override
    public void fill(Shape shape) {
        var colour = getColor();
        if (colour.getAlpha() == 0) {
            return;
        }
        var noted = lettering.known(shape);
        if (noted != null) {
            outline(noted, shape);
            return;
        }
        var placed = transform().createTransformedShape(shape);
        clipped(placed, () -> filled(placed, colour));
    }

    /// Draws within the clip, if there is one and the shape lies beyond it.
    private void clipped(Shape placed, Runnable drawing) {
        var clip = out.ownColours() ? getClipBounds() : null;
        if (clip == null || clip.contains(placed.getBounds2D())) {
            drawing.run();
        } else if (clip.intersects(placed.getBounds2D()) || isLine(placed)) {
            out.clipTo(clip);
            drawing.run();
            out.endClip();
        }
    }

    private static boolean isLine(Shape shape) {
        var box = shape.getBounds2D();
        return box.getWidth() == 0 || box.getHeight() == 0;
    }

    private void filled(Shape placed, Color colour) {
        var box = placed.getBounds2D();
        if (isBox(placed, box)) {
            out.rectangle(
                    box.getX(),
                    box.getY(),
                    box.getWidth(),
                    box.getHeight(),
                    rgb(colour),
                    colour.getAlpha() / 255.0);
        } else {
            var data = data(placed);
            if (!data.isEmpty()) {
                out.path(data, rgb(colour), colour.getAlpha() / 255.0);
            }
        }
    }

    /// Puts a text where XChart put its outline; a text that is not turned keeps the edge or the
    /// middle by which it was placed, whatever font shows it.
    private void outline(Lettering.Noted noted, Shape shape) {
        double x = transform().getTranslateX();
        double y = transform().getTranslateY();
        var anchor = noted.degrees() == 0 ? noted.anchor() : Anchor.START;
        double left = x + (noted.degrees() == 0 ? shape.getBounds2D().getX() : 0);
        switch (anchor) {
            case START -> write(noted.text(), noted.font(), left, y, "start", noted.degrees());
            case MIDDLE ->
                    write(noted.text(), noted.font(), left + noted.width() / 2, y, "middle", 0);
            case END -> write(noted.text(), noted.font(), left + noted.width(), y, "end", 0);
        }
    }

    private void write(String text, Font font, double x, double y, String anchor, int degrees) {
        out.text(text, x, y, anchor, degrees, font.getSize(), font.isBold(), rgb(getColor()));
    }

    void text(String text, Font font, double x, double y, Anchor anchor) {
        var word =
                switch (anchor) {
                    case START -> "start";
                    case MIDDLE -> "middle";
                    case END -> "end";
                };
        write(text, font, x, y, word, 0);
    }

    @Override
    public void draw(Shape shape) {
        var colour = getColor();
        if (colour.getAlpha() == 0) {
            return;
        }
        var placed = transform().createTransformedShape(shape);
        var data = data(placed);
        if (data.isEmpty()) {
            return;
        }
        double width = 1;
        var dashes = new StringBuilder();
        if (getStroke() instanceof BasicStroke stroke) {
            width = stroke.getLineWidth();
            var pattern = stroke.getDashArray();
            if (pattern != null) {
                for (float dash : pattern) {
                    dashes.append(dashes.isEmpty() ? "" : " ").append(SvgText.number(dash));
                }
            }
        }
        double thick = width;
        clipped(placed, () -> out.stroked(data, rgb(colour), thick, dashes.toString()));
    }

    @Override
    public void drawString(String text, float x, float y) {
        text(
                text,
                getFont(),
                x + transform().getTranslateX(),
                y + transform().getTranslateY(),
                Anchor.START);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return Lettering.CONTEXT;
    }

    @Override
    public Graphics2D create() {
        var copy = new SvgGraphics(lettering, out);
        copy.settingsOf(this);
        return copy;
    }

    /// Whether a shape is a rectangle along the axes: four corners, each on two edges of its box.
    private static boolean isBox(Shape shape, Rectangle2D box) {
        var c = new double[6];
        int corners = 0;
        for (var path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(c);
            if (kind == PathIterator.SEG_CLOSE) {
                continue;
            }
            if (kind != PathIterator.SEG_MOVETO && kind != PathIterator.SEG_LINETO) {
                return false;
            }
            boolean corner =
                    (near(c[0], box.getMinX()) || near(c[0], box.getMaxX()))
                            && (near(c[1], box.getMinY()) || near(c[1], box.getMaxY()));
            if (!corner || (kind == PathIterator.SEG_MOVETO && corners > 0)) {
                return false;
            }
            corners++;
        }
        return corners == 4 || corners == 5;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) < 1e-3;
    }

    private static String data(Shape shape) {
        var out = new StringBuilder();
        var c = new double[6];
        for (var path = shape.getPathIterator(new AffineTransform()); !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> points(out.append('M'), c, 2);
                case PathIterator.SEG_LINETO -> points(out.append('L'), c, 2);
                case PathIterator.SEG_QUADTO -> points(out.append('Q'), c, 4);
                case PathIterator.SEG_CUBICTO -> points(out.append('C'), c, 6);
                default -> out.append('Z');
            }
        }
        return out.toString();
    }

    private static void points(StringBuilder out, double[] c, int count) {
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : " ").append(SvgText.number(c[i]));
        }
    }
}
