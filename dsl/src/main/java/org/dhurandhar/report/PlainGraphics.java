package org.dhurandhar.report;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Graphics reduced to `fill`, `draw` and `drawString`: keeps the settings, turns every other
/// figure into shapes, and refuses images, which plots do not have.
abstract class PlainGraphics extends Graphics2D {
    private Color colour = new Color(Palette.INK);
    private Font font = Lettering.BASE;
    private Stroke stroke = new BasicStroke(1);
    private Color background = new Color(Palette.PAPER);
    private Composite composite = AlphaComposite.SrcOver;
    private @Nullable Shape clip;
    private AffineTransform transform = new AffineTransform();
    private RenderingHints hints = new RenderingHints(Map.of());

    final void settingsOf(PlainGraphics other) {
        colour = other.colour;
        font = other.font;
        stroke = other.stroke;
        background = other.background;
        composite = other.composite;
        clip = other.clip;
        transform = new AffineTransform(other.transform);
        hints = (RenderingHints) other.hints.clone();
    }

    final AffineTransform transform() {
        return transform;
    }

    @Override
    public Color getColor() {
        return colour;
    }

    @Override
    public void setColor(@Nullable Color c) {
        if (c != null) {
            colour = c;
        }
    }

    @Override
    public Paint getPaint() {
        return colour;
    }

    @Override
    public void setPaint(@Nullable Paint paint) {
        if (paint instanceof Color c) {
            colour = c;
        }
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public void setFont(@Nullable Font other) {
        if (other != null) {
            font = other;
        }
    }

    @Override
    public FontMetrics getFontMetrics(Font f) {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        return image.createGraphics().getFontMetrics(f);
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setStroke(Stroke s) {
        stroke = s;
    }

    @Override
    public Color getBackground() {
        return background;
    }

    @Override
    public void setBackground(Color c) {
        background = c;
    }

    @Override
    public Composite getComposite() {
        return composite;
    }

    @Override
    public void setComposite(Composite c) {
        composite = c;
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void setTransform(AffineTransform t) {
        transform = new AffineTransform(t);
    }

    @Override
    public void transform(AffineTransform t) {
        transform.concatenate(t);
    }

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public void rotate(double theta) {
        transform.rotate(theta);
    }

    @Override
    public void rotate(double theta, double x, double y) {
        transform.rotate(theta, x, y);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void shear(double x, double y) {
        transform.shear(x, y);
    }

    @Override
    public @Nullable Object getRenderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, @Nullable Object value) {
        if (value == null) {
            hints.remove(key);
        } else {
            hints.put(key, value);
        }
    }

    @Override
    public RenderingHints getRenderingHints() {
        return hints;
    }

    @Override
    public void setRenderingHints(Map<?, ?> other) {
        hints.clear();
        hints.putAll(other);
    }

    @Override
    public void addRenderingHints(Map<?, ?> other) {
        hints.putAll(other);
    }

    @Override
    public @Nullable Shape getClip() {
        return clip;
    }

    @Override
    public void setClip(@Nullable Shape shape) {
        clip = shape;
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        clip = new Rectangle(x, y, width, height);
    }

    @Override
    public void clip(@Nullable Shape shape) {
        clip = shape;
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip = new Rectangle(x, y, width, height);
    }

    @Override
    public @Nullable Rectangle getClipBounds() {
        return clip == null ? null : clip.getBounds();
    }

    @Override
    public boolean hit(Rectangle box, Shape shape, boolean stroked) {
        return shape.intersects(box);
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        var before = colour;
        colour = background;
        fillRect(x, y, width, height);
        colour = before;
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        draw(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        draw(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        fill(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int start, int extent) {
        draw(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.OPEN));
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int start, int extent) {
        fill(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.PIE));
    }

    @Override
    public void drawPolyline(int[] xs, int[] ys, int count) {
        draw(path(xs, ys, count));
    }

    @Override
    public void drawPolygon(int[] xs, int[] ys, int count) {
        var path = path(xs, ys, count);
        path.closePath();
        draw(path);
    }

    @Override
    public void fillPolygon(int[] xs, int[] ys, int count) {
        var path = path(xs, ys, count);
        path.closePath();
        fill(path);
    }

    private static Path2D path(int[] xs, int[] ys, int count) {
        var path = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                path.moveTo(xs[i], ys[i]);
            } else {
                path.lineTo(xs[i], ys[i]);
            }
        }
        return path;
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        var plain = new StringBuilder();
        for (char c = text.first(); c != AttributedCharacterIterator.DONE; c = text.next()) {
            plain.append(c);
        }
        drawString(plain.toString(), x, y);
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        fill(glyphs.getOutline(x, y));
    }

    @Override
    public void setPaintMode() {
        composite = AlphaComposite.SrcOver;
    }

    @Override
    public void setXORMode(Color c) {
        throw new UnsupportedOperationException("exclusive or");
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw new UnsupportedOperationException("copies of areas");
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw new UnsupportedOperationException("configurations of screens");
    }

    @Override
    public boolean drawImage(Image image, AffineTransform at, @Nullable ImageObserver o) {
        throw noImages();
    }

    @Override
    public void drawImage(BufferedImage image, BufferedImageOp op, int x, int y) {
        throw noImages();
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform at) {
        throw noImages();
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform at) {
        throw noImages();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, @Nullable ImageObserver o) {
        throw noImages();
    }

    @Override
    public boolean drawImage(
            Image image, int x, int y, int width, int height, @Nullable ImageObserver o) {
        throw noImages();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, Color c, @Nullable ImageObserver o) {
        throw noImages();
    }

    @Override
    public boolean drawImage(
            Image image, int x, int y, int width, int height, Color c, @Nullable ImageObserver o) {
        throw noImages();
    }

    @Override
    public boolean drawImage(
            Image image,
            int dx1,
            int dy1,
            int dx2,
            int dy2,
            int sx1,
            int sy1,
            int sx2,
            int sy2,
            @Nullable ImageObserver o) {
        throw noImages();
    }

    @Override
    public boolean drawImage(
            Image image,
            int dx1,
            int dy1,
            int dx2,
            int dy2,
            int sx1,
            int sy1,
            int sx2,
            int sy2,
            Color c,
            @Nullable ImageObserver o) {
        throw noImages();
    }

    private static UnsupportedOperationException noImages() {
        return new UnsupportedOperationException("images");
    }

    @Override
    public void dispose() {
        // holds nothing
    }
}
