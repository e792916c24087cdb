package org.dhurandhar.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The texts of a plot. XChart draws every text as an outline; those that are noted here are known
/// again by their outlines, so that a vector file can hold them as text: small, searchable, and in
/// the reader's own font.
final class Lettering {
    static final Font BASE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, false);

    /// Which point of a text is given.
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /// A text that was drawn.
    ///
    /// @param degrees turned against the clock
    /// @param width of its outline
    record Noted(String text, Font font, Anchor anchor, int degrees, double width) {}

    private record Outline(int segments, long hash) {}

    private record Entry(String text, Font font, Anchor anchor, int degrees) {}

    private final Set<Entry> entries = new LinkedHashSet<>();
    private final Map<Outline, Noted> outlines = new HashMap<>();

    /// Notes a text that XChart will draw, and gives it back.
    String note(String text, Font font, Anchor anchor) {
        return note(text, font, anchor, 0);
    }

    String note(String text, Font font, Anchor anchor, int degrees) {
        if (!text.isBlank() && entries.add(new Entry(text, font, anchor, degrees))) {
            var turn =
                    degrees == 0
                            ? null
                            : AffineTransform.getRotateInstance(-Math.toRadians(degrees), 0, 0);
            var shape = new TextLayout(text, font, CONTEXT).getOutline(turn);
            double width = shape.getBounds2D().getWidth();
            outlines.put(outline(shape), new Noted(text, font, anchor, degrees, width));
        }
        return text;
    }

    /// The text whose outline a shape is, or null.
    @Nullable Noted known(Shape shape) {
        return outlines.get(outline(shape));
    }

    private static Outline outline(Shape shape) {
        var coordinates = new float[6];
        int segments = 0;
        long hash = 17;
        for (var path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(coordinates);
            int count =
                    switch (kind) {
                        case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 2;
                        case PathIterator.SEG_QUADTO -> 4;
                        case PathIterator.SEG_CUBICTO -> 6;
                        default -> 0;
                    };
            hash = hash * 31 + kind;
            for (int i = 0; i < count; i++) {
                hash = hash * 1_000_003 + Float.floatToIntBits(coordinates[i]);
            }
            segments++;
        }
        return new Outline(segments, hash);
    }

    static double width(String text, Font font) {
        return text.isEmpty() ? 0 : font.getStringBounds(text, CONTEXT).getWidth();
    }

    /// Draws a text with its base line at `y`.
    static void draw(Graphics2D g, String text, Font font, double x, double y, Anchor anchor) {
        if (text.isBlank()) {
            return;
        }
        if (g instanceof SvgGraphics svg) {
            svg.text(text, font, x, y, anchor);
            return;
        }
        double width = anchor == Anchor.START ? 0 : width(text, font);
        double left = anchor == Anchor.END ? x - width : x - width / 2;
        g.setFont(font);
        g.drawString(text, (float) left, (float) y);
    }
}
