package org.dhurandhar.report;

import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// The text of an SVG file. Ink, rules and paper are classes that follow the reader's light or dark
/// scheme; a page can set them by `--plot-ink`, `--plot-muted`, `--plot-rule` and `--plot-paper`.
final class SvgText {
    private static final Map<Integer, String> CLASSES =
            Map.of(Palette.INK, "i", Palette.MUTED, "m", Palette.RULE, "r", Palette.PAPER, "p");
    private static final String STYLE =
            """
            <style>\
            .dhurandhar-plot .i{fill:#1f2328;fill:var(--plot-ink,#1f2328)}\
            .dhurandhar-plot .m{fill:#59636e;fill:var(--plot-muted,#59636e)}\
            .dhurandhar-plot .r{fill:#dde3e9;fill:var(--plot-rule,#dde3e9)}\
            .dhurandhar-plot .p{fill:#fff;fill:var(--plot-paper,#fff)}\
            .dhurandhar-plot .si{stroke:#1f2328;stroke:var(--plot-ink,#1f2328)}\
            .dhurandhar-plot .sm{stroke:#59636e;stroke:var(--plot-muted,#59636e)}\
            .dhurandhar-plot .sr{stroke:#dde3e9;stroke:var(--plot-rule,#dde3e9)}\
            .dhurandhar-plot .sp{stroke:#fff;stroke:var(--plot-paper,#fff)}\
            @media(prefers-color-scheme:dark){\
            .dhurandhar-plot .i{fill:var(--plot-ink,#e6edf3)}\
            .dhurandhar-plot .m{fill:var(--plot-muted,#9aa4ae)}\
            .dhurandhar-plot .r{fill:var(--plot-rule,#30363d)}\
            .dhurandhar-plot .p{fill:var(--plot-paper,#0d1117)}\
            .dhurandhar-plot .si{stroke:var(--plot-ink,#e6edf3)}\
            .dhurandhar-plot .sm{stroke:var(--plot-muted,#9aa4ae)}\
            .dhurandhar-plot .sr{stroke:var(--plot-rule,#30363d)}\
            .dhurandhar-plot .sp{stroke:var(--plot-paper,#0d1117)}}\
            </style>
            """;

    private final StringBuilder out = new StringBuilder();
    private final Map<Integer, String> classes;

    /// How the texts of the open group look; empty where none is open.
    private String group = "";

    /// A picture in the reader's ink.
    SvgText(String title, int width, int height) {
        this(CLASSES);
        begin(title, width, height);
        out.append(STYLE);
    }

    private SvgText(Map<Integer, String> classes) {
        this.classes = classes;
    }

    /// A picture in its own colours.
    static SvgText ofOwnColours(String title, int width, int height) {
        var svg = new SvgText(Map.of());
        svg.begin(title, width, height);
        return svg;
    }

    private void begin(String title, int width, int height) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dhurandhar-plot\"");
        out.append(" viewBox=\"0 0 ").append(width).append(' ').append(height).append('"');
        out.append(" width=\"").append(width).append("\" height=\"").append(height).append('"');
        out.append(" role=\"img\" font-family=\"system-ui,sans-serif\" font-size=\"12\">\n");
        out.append("<title>").append(escaped(title)).append("</title>\n");
    }

    void rectangle(double x, double y, double width, double height, int fill, double opacity) {
        endGroup();
        out.append("<rect");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        fill(fill, opacity);
        out.append("/>\n");
    }

    void path(String data, int fill, double opacity) {
        endGroup();
        out.append("<path d=\"").append(data).append('"');
        fill(fill, opacity);
        out.append("/>\n");
    }

    void stroked(String data, int stroke, double width, String dashes) {
        endGroup();
        out.append("<path d=\"").append(data).append("\" fill=\"none\"");
        var name = classes.get(stroke);
        if (name == null) {
            out.append(" stroke=\"").append(Palette.css(stroke)).append('"');
        } else {
            out.append(" class=\"s").append(name).append('"');
        }
        if (width != 1) {
            attribute("stroke-width", width);
        }
        if (!dashes.isEmpty()) {
            out.append(" stroke-dasharray=\"").append(dashes).append('"');
        }
        out.append("/>\n");
    }

    /// @param anchor `start`, `middle` or `end`
    /// @param degrees turned against the clock
    void text(
            String text,
            double x,
            double y,
            String anchor,
            int degrees,
            int size,
            boolean bold,
            int fill) {
        group(look(anchor, size, bold, fill));
        out.append("<text");
        attribute("x", x);
        attribute("y", y);
        if (degrees != 0) {
            out.append(" transform=\"rotate(").append(-degrees).append(' ').append(number(x));
            out.append(' ').append(number(y)).append(")\"");
        }
        out.append('>').append(escaped(text)).append("</text>\n");
    }

    private String look(String anchor, int size, boolean bold, int fill) {
        var look = new StringBuilder();
        if (!anchor.equals("start")) {
            look.append(" text-anchor=\"").append(anchor).append('"');
        }
        if (size != 12) {
            look.append(" font-size=\"").append(size).append('"');
        }
        if (bold) {
            look.append(" font-weight=\"600\"");
        }
        return look.append(filled(fill)).toString();
    }

    /// Opens a group for texts that look alike, unless it is open, and closes another.
    private void group(String look) {
        if (!look.equals(group)) {
            endGroup();
            out.append("<g").append(look).append(">\n");
            group = look;
        }
    }

    private void endGroup() {
        if (!group.isEmpty()) {
            out.append("</g>\n");
            group = "";
        }
    }

    private String filled(int colour) {
        var name = classes.get(colour);
        return name == null ? " fill=\"" + Palette.css(colour) + '"' : " class=\"" + name + '"';
    }

    private void fill(int colour, double opacity) {
        out.append(filled(colour));
        if (opacity < 1) {
            attribute("fill-opacity", opacity);
        }
    }

    private void attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    /// Begins an inner picture, which shows nothing beyond a box.
    void clipTo(Rectangle2D box) {
        endGroup();
        out.append("<svg");
        attribute("x", box.getX());
        attribute("y", box.getY());
        attribute("width", box.getWidth());
        attribute("height", box.getHeight());
        out.append(" viewBox=\"").append(number(box.getX())).append(' ');
        out.append(number(box.getY())).append(' ').append(number(box.getWidth()));
        out.append(' ').append(number(box.getHeight())).append("\">");
    }

    void endClip() {
        endGroup();
        out.append("</svg>\n");
    }

    boolean ownColours() {
        return classes.isEmpty();
    }

    String finish() {
        endGroup();
        return out + "</svg>\n";
    }

    /// At most one decimal, which is finer than any screen shows.
    static String number(double value) {
        var rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// Text as XML writes it; characters that XML cannot hold become the replacement character.
    static String escaped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '&' -> out.append("&amp;");
                        case '"' -> out.append("&quot;");
                        case '\t', '\n', '\r' -> out.append(' ');
                        default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
                    }
                });
        return out.toString();
    }

    private static boolean allowed(int c) {
        return c >= 0x20
                && c != 0xFFFE
                && c != 0xFFFF
                && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
