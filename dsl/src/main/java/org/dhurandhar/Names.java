package org.dhurandhar;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/// Names that can be typed; shown in columns below a line that says how many and what takes them.
final class Names extends AbstractList<String> implements RandomAccess {
    private static final int WIDTH = 80;
    private static final int GAP = 2;
    private static final int MOST_ROWS = 10;

    private final List<String> names;
    private final String noun;
    private final String use;

    /// @param noun what they name, in the plural
    /// @param use what to type with one of them; `{}` stands for the first
    Names(List<String> names, String noun, String use) {
        this.names = List.copyOf(names);
        this.noun = noun;
        this.use = use;
    }

    @Override
    public String get(int index) {
        return names.get(index);
    }

    @Override
    public int size() {
        return names.size();
    }

    /// Few rows and fewer than 1,000 characters, however many names there are.
    @Override
    public String toString() {
        var example = names.isEmpty() ? "NAME" : names.getFirst();
        var head = size() + " " + noun + ": " + use.replace("{}", example);
        int columns = size();
        while (columns > 1 && width(columns) > WIDTH) {
            columns--;
        }
        int rows = columns == 0 ? 0 : Math.ceilDiv(size(), columns);
        var out = new StringBuilder(head);
        for (int row = 0; row < Math.min(rows, MOST_ROWS); row++) {
            out.append('\n').append(row(row, rows));
        }
        return rows <= MOST_ROWS ? out.toString() : out.append("\n... get(i), stream()").toString();
    }

    private int width(int columns) {
        int rows = Math.ceilDiv(size(), columns);
        int width = 0;
        for (int start = 0; start < size(); start += rows) {
            width += widest(start, rows) + GAP;
        }
        return width;
    }

    private int widest(int start, int rows) {
        int widest = 0;
        for (int i = start; i < Math.min(start + rows, size()); i++) {
            widest = Math.max(widest, names.get(i).length());
        }
        return widest;
    }

    /// Names run down the columns.
    private String row(int row, int rows) {
        var line = new StringBuilder();
        for (int start = 0; start + row < size(); start += rows) {
            var name = names.get(start + row);
            line.append("  ").append(name).append(" ".repeat(widest(start, rows) - name.length()));
        }
        var text = line.toString().stripTrailing();
        return text.length() <= WIDTH + GAP ? text : text.substring(0, WIDTH);
    }
}
