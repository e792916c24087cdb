package org.dhurandhar.report;

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

    SvgText(String title, int width, int height) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dhurandhar-plot\"");
        out.append(" viewBox=\"0 0 ").append(width).append(' ').append(height).append('"');
        out.append(" width=\"").append(width).append("\" height=\"").append(height).append('"');
        out.append(" role=\"img\" font-family=\"system-ui,sans-serif\" font-size=\"12\">\n");
        out.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
    }

    void rectangle(double x, double y, double width, double height, int fill, double opacity) {
        out.append("<rect");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        fill(fill, opacity);
        out.append("/>\n");
    }

    void path(String data, int fill, double opacity) {
        out.append("<path d=\"").append(data).append('"');
        fill(fill, opacity);
        out.append("/>\n");
    }

    void stroked(String data, int stroke, double width, String dashes) {
        out.append("<path d=\"").append(data).append("\" fill=\"none\"");
        var name = CLASSES.get(stroke);
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
        out.append("<text");
        attribute("x", x);
        attribute("y", y);
        if (!anchor.equals("start")) {
            out.append(" text-anchor=\"").append(anchor).append('"');
        }
        if (degrees != 0) {
            out.append(" transform=\"rotate(").append(-degrees).append(' ').append(number(x));
            out.append(' ').append(number(y)).append(")\"");
        }
        if (size != 12) {
            attribute("font-size", size);
        }
        if (bold) {
            out.append(" font-weight=\"600\"");
        }
        fill(fill, 1);
        out.append('>').append(escaped(text)).append("</text>\n");
    }

    private void fill(int colour, double opacity) {
        var name = CLASSES.get(colour);
        if (name == null) {
            out.append(" fill=\"").append(Palette.css(colour)).append('"');
        } else {
            out.append(" class=\"").append(name).append('"');
        }
        if (opacity < 1) {
            attribute("fill-opacity", opacity);
        }
    }

    private void attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    String finish() {
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
