package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A field of a machine-readable row: a span gives two, every other column one.
///
/// @param column its index in the grid
/// @param end which end of a span, or null
record Fields(String key, Column.Kind kind, int column, @Nullable End end) {
    /// An end of a span.
    enum End {
        LOW,
        HIGH
    }

    static List<Fields> of(Grid grid) {
        var fields = new ArrayList<Fields>();
        for (int c = 0; c < grid.columns().size(); c++) {
            var column = grid.columns().get(c);
            var key = column.key();
            if (column.kind() == Column.Kind.SPAN) {
                fields.add(new Fields(key + "_low", Column.Kind.NUMBER, c, End.LOW));
                fields.add(new Fields(key + "_high", Column.Kind.NUMBER, c, End.HIGH));
            } else {
                fields.add(new Fields(key, column.kind(), c, null));
            }
        }
        return fields;
    }

    @Nullable Object value(List<@Nullable Object> row) {
        var cell = row.get(column);
        if (end != null && cell instanceof Span span) {
            return finite(end == End.LOW ? span.low() : span.high());
        }
        return cell instanceof Double number ? finite(number) : cell;
    }

    /// Formats for machines have no word for what is not a number.
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
