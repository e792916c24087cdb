package org.dhurandhar.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Lettering.Anchor;

/// The head of a plot: its title in one or two lines, and what its colours mean.
final class Heading extends Mark {
    static final int MARGIN = 14;
    private static final int TITLE_LINE = 20;
    private static final int KEY_LINE = 20;
    private static final int SWATCH = 11;
    private static final int MOST_LINES = 2;

    /// One colour and its meaning: a square, a bar where it stands for a limit, or the corner of a
    /// cell that is marked.
    record Key(int colour, String text, boolean limit, Plot.Target target) {
        Key(int colour, String text, boolean limit) {
            this(colour, text, limit, Plot.Target.REACHED);
        }

        static Key corner(Plot.Target target) {
            return new Key(Palette.INK, target.text, false, target);
        }
    }

    private final List<String> title;
    private final List<List<Key>> keys;
    private final int below;

    /// @param below pixels left free for what the axes want above them
    Heading(String title, List<Key> keys, int width, int below) {
        this.below = below;
        this.title = lines(title, width - 2 * MARGIN);
        this.keys = rows(keys, width - 2 * MARGIN);
    }

    /// Pixels that it takes above the axes.
    int height() {
        return MARGIN + title.size() * TITLE_LINE + keys.size() * KEY_LINE + 4 + below;
    }

    private static List<String> lines(String title, double width) {
        var lines = new ArrayList<String>();
        if (title.isBlank()) {
            return lines;
        }
        var rest = title.replace('\n', ' ');
        while (lines.size() + 1 < MOST_LINES && Lettering.width(rest, Lettering.TITLE) > width) {
            int end = rest.length();
            do {
                end = rest.lastIndexOf(' ', end - 1);
            } while (end > 0 && Lettering.width(rest.substring(0, end), Lettering.TITLE) > width);
            if (end <= 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(cut(rest, width));
        return lines;
    }

    private static String cut(String text, double width) {
        var shorter = text;
        while (!shorter.isEmpty() && Lettering.width(shorter, Lettering.TITLE) > width) {
            shorter = shorter.substring(0, Math.max(0, shorter.length() - 2)).strip() + "…";
            if (shorter.equals("…")) {
                break;
            }
        }
        return shorter;
    }

    private static List<List<Key>> rows(List<Key> keys, double width) {
        var rows = new ArrayList<List<Key>>();
        var row = new ArrayList<Key>();
        double used = 0;
        for (var key : keys) {
            double room = room(key);
            if (!row.isEmpty() && used + room > width) {
                rows.add(List.copyOf(row));
                row.clear();
                used = 0;
            }
            row.add(key);
            used += room;
        }
        if (!row.isEmpty()) {
            rows.add(List.copyOf(row));
        }
        return rows;
    }

    private static double room(Key key) {
        return SWATCH + 6 + Lettering.width(key.text(), Lettering.BASE) + 18;
    }

    @Override
    void draw(Graphics2D g) {
        double y = MARGIN;
        for (var line : title) {
            y += TITLE_LINE;
            g.setColor(new Color(Palette.INK));
            Lettering.draw(g, line, Lettering.TITLE, MARGIN, y - 5, Anchor.START);
        }
        for (var row : keys) {
            double x = MARGIN;
            y += KEY_LINE;
            for (var key : row) {
                if (key.target() != Plot.Target.REACHED) {
                    corner(g, key.target(), key.colour(), x + SWATCH, y - 13, SWATCH);
                } else if (key.limit()) {
                    double middle = x + SWATCH / 2.0;
                    line(g, key.colour(), middle, y - 15, middle, y - 1, 2.5f);
                } else {
                    box(g, key.colour(), x, y - 13, SWATCH, SWATCH);
                }
                g.setColor(new Color(Palette.INK));
                Lettering.draw(g, key.text(), Lettering.BASE, x + SWATCH + 6, y - 3, Anchor.START);
                x += room(key);
            }
        }
    }
}
