package org.dhurandhar.report;

import java.util.List;
import org.dhurandhar.progress.InterruptedWork;

/// How wide the columns of a plain table are, so that a line fits the terminal.
final class Widths {
    private static final int GAP = 2;
    private static final int EASY = 24;
    private static final int LONGEST_WORD = 30;
    private static final int NARROWEST = 12;

    private final List<Column> columns;
    private final int[] widths;
    private final int[] whole;
    private final int[] least;
    private int total;

    /// @param lines the headings, then the rows
    Widths(List<Column> columns, List<List<String>> lines) {
        this.columns = columns;
        widths = new int[columns.size()];
        whole = new int[widths.length];
        least = new int[widths.length];
        total = GAP * (widths.length - 1);
        for (int c = 0; c < widths.length; c++) {
            var heading = lines.getFirst().get(c);
            int cells = longestWord(heading);
            int word = cells;
            for (var line : lines.subList(1, lines.size())) {
                InterruptedWork.check();
                cells = Math.max(cells, line.get(c).length());
                word = Math.max(word, flexible(c) ? longestWord(line.get(c)) : 0);
            }
            whole[c] = cells;
            widths[c] = Math.max(cells, heading.length());
            least[c] = flexible(c) ? Math.min(LONGEST_WORD, word) : cells;
            total += widths[c];
        }
    }

    /// Widths that fit, as far as they can; 0 for a column that is left out. Texts are narrowed
    /// first, then headings broken, one optional column left out, texts narrowed to their longest
    /// word, more optional columns left out, and at last words broken.
    ///
    /// @param width of the terminal, or 0 for no limit
    int[] fit(int width) {
        if (width <= 0 || total <= width) {
            return widths;
        }
        narrow(width, EASY, true);
        for (int c = 0; c < widths.length && total > width; c++) {
            set(c, Math.min(widths[c], whole[c]));
        }
        if (total > width) {
            leaveOut();
        }
        do {
            narrow(width, NARROWEST, true);
        } while (total > width && leaveOut());
        narrow(width, NARROWEST, false);
        return widths;
    }

    /// Leaves the first optional column out that is still there, if any.
    private boolean leaveOut() {
        for (int c = 0; c < widths.length; c++) {
            if (columns.get(c).optional() && widths[c] > 0) {
                total -= GAP;
                set(c, 0);
                return true;
            }
        }
        return false;
    }

    private void set(int column, int width) {
        total += width - widths[column];
        widths[column] = width;
    }

    private void narrow(int width, int floor, boolean keepWords) {
        while (total > width) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                int most = keepWords ? Math.max(floor, least[c]) : floor;
                if (flexible(c) && widths[c] > most && (widest < 0 || widths[c] > widths[widest])) {
                    widest = c;
                }
            }
            if (widest < 0) {
                return;
            }
            set(widest, widths[widest] - 1);
        }
    }

    private boolean flexible(int column) {
        return columns.get(column).kind() == Column.Kind.TEXT;
    }

    private static int longestWord(String text) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return longest;
    }
}
