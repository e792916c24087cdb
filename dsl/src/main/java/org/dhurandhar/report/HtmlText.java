package org.dhurandhar.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tables and texts as HTML.
///
/// @param inline whether what must not be lost is said by attributes too, for readers that drop
///   style sheets
record HtmlText(StringBuilder out, boolean inline) {
    private static final String LEFT = " style=\"text-align:left\"";

    /// So many cells at most say all by attributes: it takes more bytes than what they hold.
    private static final int MOST_INLINE = 500;

    /// A name of fewer characters is not broken at its hyphens.
    private static final int NAME = 30;

    void table(Grid grid) {
        if (inline && grid.rows().size() * grid.columns().size() > MOST_INLINE) {
            new HtmlText(out, false).table(grid);
            return;
        }
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (var column : grid.columns()) {
            out.append("<th scope=\"col\"").append(column.right() ? " class=\"n\"" : left());
            out.append('>').append(escaped(column.fullHeading())).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        try (var progress = Rows.of(grid)) {
            for (var row : grid.rows()) {
                out.append("<tr>");
                for (int c = 0; c < row.size(); c++) {
                    cell(grid.columns().get(c), row.get(c));
                }
                out.append("</tr>\n");
                progress.step();
            }
        }
        out.append("</tbody>\n</table></div>\n");
    }

    private String left() {
        return inline ? LEFT : "";
    }

    private void cell(Column column, @Nullable Object value) {
        var text = Figures.text(column, value);
        out.append("<td");
        if (column.right()) {
            out.append(" class=\"n\"");
        } else {
            boolean name = !text.isEmpty() && text.indexOf(' ') < 0 && text.length() < NAME;
            out.append(name && inline ? " class=\"w\"" : "").append(left());
        }
        out.append('>');
        switch (column.kind()) {
            case WORD, FIGURE -> badged(text);
            case TEXT, BYTES, COUNT, NUMBER, SPAN -> out.append(escaped(text));
        }
        out.append("</td>");
    }

    /// The text with every verdict in it as a badge: colour beside the word, never instead of it.
    void badged(String text) {
        boolean first = true;
        for (var word : text.split(" ", -1)) {
            int end = word.length();
            while (end > 0 && !Character.isLetter(word.charAt(end - 1))) {
                end--;
            }
            var bare = word.substring(0, end);
            out.append(first ? "" : " ");
            first = false;
            if (HtmlStyle.VERDICTS.contains(bare)) {
                out.append("<span class=\"badge ").append(bare.toLowerCase(Locale.ROOT));
                if (inline) {
                    out.append("\" style=\"").append(HtmlStyle.colours(bare));
                }
                out.append("\">").append(bare).append("</span>");
                out.append(escaped(word.substring(end)));
            } else {
                out.append(escaped(word));
            }
        }
    }

    /// Lines, each of its own.
    void lines(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.append("<p>");
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? "" : "<br>\n").append(escaped(lines.get(i)));
        }
        out.append("</p>\n");
    }

    void list(List<String> items) {
        out.append("<ul>\n");
        for (var item : items) {
            out.append("<li>").append(escaped(item)).append("</li>\n");
        }
        out.append("</ul>\n");
    }

    static String escaped(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
