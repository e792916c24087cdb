package org.dhurandhar.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text with a terminal's colours as HTML; the page's style knows the sixteen named colours.
final class AnsiInk {
    private static final Pattern SEQUENCE =
            Pattern.compile(
                    "\u001b(?:\\[([0-9;:]*)([@-~])|\\[[0-9;?<=>]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[()#][0-9A-Za-z]|[@-Z\\\\^_a-z=>])");

    private final StringBuilder out = new StringBuilder();
    private String ink = "";
    private String paper = "";
    private boolean bold;
    private boolean faint;
    private boolean italic;
    private boolean underlined;
    private boolean inverse;

    private AnsiInk() {}

    static String html(String text) {
        var ansi = new AnsiInk();
        var matcher = SEQUENCE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            ansi.text(text.substring(from, matcher.start()));
            if ("m".equals(matcher.group(2))) {
                ansi.style(matcher.group(1));
            }
            from = matcher.end();
        }
        ansi.text(text.substring(from));
        return ansi.out.toString();
    }

    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        var classes = new ArrayList<String>();
        var styles = new ArrayList<String>();
        colour(inverse ? paper : ink, "f", "color:", classes, styles);
        colour(inverse ? ink : paper, "b", "background:", classes, styles);
        if (inverse && ink.isEmpty() && paper.isEmpty()) {
            classes.add("inverse");
        }
        addIf(bold, "bold", classes);
        addIf(faint, "faint", classes);
        addIf(italic, "italic", classes);
        addIf(underlined, "underlined", classes);
        if (classes.isEmpty() && styles.isEmpty()) {
            out.append(PageText.escaped(text));
            return;
        }
        out.append("<span");
        if (!classes.isEmpty()) {
            out.append(" class=\"").append(String.join(" ", classes)).append('"');
        }
        if (!styles.isEmpty()) {
            out.append(" style=\"").append(String.join(";", styles)).append('"');
        }
        out.append('>').append(PageText.escaped(text)).append("</span>");
    }

    private static void addIf(boolean wanted, String name, List<String> classes) {
        if (wanted) {
            classes.add(name);
        }
    }

    /// A colour is a number below 16, or CSS.
    private static void colour(
            String colour,
            String kind,
            String property,
            List<String> classes,
            List<String> styles) {
        if (colour.startsWith("#")) {
            styles.add(property + colour);
        } else if (!colour.isEmpty()) {
            classes.add(kind + colour);
        }
    }

    private void style(String codes) {
        var all = new ArrayList<Integer>();
        for (var code : codes.split("[;:]", -1)) {
            all.add(code.isEmpty() || code.length() > 4 ? 0 : Integer.parseInt(code));
        }
        for (int i = 0; i < all.size(); i++) {
            int code = all.get(i);
            switch (code) {
                case 0 -> reset();
                case 1 -> bold = true;
                case 2 -> faint = true;
                case 3 -> italic = true;
                case 4 -> underlined = true;
                case 7 -> inverse = true;
                case 22 -> {
                    bold = false;
                    faint = false;
                }
                case 23 -> italic = false;
                case 24 -> underlined = false;
                case 27 -> inverse = false;
                case 39 -> ink = "";
                case 49 -> paper = "";
                case 38, 48 -> {
                    var rest = all.subList(i + 1, all.size());
                    var colour = wide(rest);
                    if (code == 38) {
                        ink = colour;
                    } else {
                        paper = colour;
                    }
                    i += Math.min(rest.size(), !rest.isEmpty() && rest.getFirst() == 2 ? 4 : 2);
                }
                default -> named(code);
            }
        }
    }

    private void named(int code) {
        if (code >= 30 && code <= 37) {
            ink = Integer.toString(code - 30);
        } else if (code >= 90 && code <= 97) {
            ink = Integer.toString(code - 82);
        } else if (code >= 40 && code <= 47) {
            paper = Integer.toString(code - 40);
        } else if (code >= 100 && code <= 107) {
            paper = Integer.toString(code - 92);
        }
    }

    /// One of 256 colours, or red, green and blue.
    private static String wide(List<Integer> codes) {
        if (codes.size() >= 4 && codes.getFirst() == 2) {
            return css(codes.get(1), codes.get(2), codes.get(3));
        }
        if (codes.size() < 2 || codes.getFirst() != 5) {
            return "";
        }
        int index = codes.get(1);
        if (index < 16) {
            return Integer.toString(index);
        }
        if (index >= 232) {
            int grey = 8 + 10 * (index - 232);
            return css(grey, grey, grey);
        }
        int cube = index - 16;
        return css(step(cube / 36), step(cube / 6 % 6), step(cube % 6));
    }

    private static int step(int level) {
        return level == 0 ? 0 : 55 + 40 * level;
    }

    private static String css(int red, int green, int blue) {
        return "#%02x%02x%02x".formatted(red & 255, green & 255, blue & 255);
    }

    private void reset() {
        ink = "";
        paper = "";
        bold = false;
        faint = false;
        italic = false;
        underlined = false;
        inverse = false;
    }
}
