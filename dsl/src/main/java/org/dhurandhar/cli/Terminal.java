package org.dhurandhar.cli;

/// What the terminal can show.
final class Terminal {
    private static final int DEFAULT_WIDTH = 100;
    private static final int MIN_WIDTH = 60;
    private static final int MAX_WIDTH = 200;

    private Terminal() {}

    /// Columns: `COLUMNS` where it is set, else 100.
    static int width() {
        var columns = System.getenv("COLUMNS");
        if (columns == null || !columns.matches("[0-9]{1,5}")) {
            return DEFAULT_WIDTH;
        }
        return Math.clamp(Integer.parseInt(columns), MIN_WIDTH, MAX_WIDTH);
    }

    /// A line broken at spaces into lines of at most so many columns, the further ones indented;
    /// words that are longer stay whole. Ends with a line feed.
    static String wrap(String line, int indent, int width) {
        var out = new StringBuilder();
        var rest = line;
        int before = 0;
        while (before + rest.length() > width) {
            int end = rest.lastIndexOf(' ', width - before);
            if (end <= leading(rest)) {
                end = rest.indexOf(' ', leading(rest));
            }
            if (end < 0) {
                break;
            }
            out.append(" ".repeat(before)).append(rest.substring(0, end).stripTrailing());
            out.append('\n');
            rest = rest.substring(end).stripLeading();
            before = indent;
        }
        return out.append(" ".repeat(before)).append(rest).append('\n').toString();
    }

    private static int leading(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
