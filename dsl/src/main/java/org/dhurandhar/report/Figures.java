package org.dhurandhar.report;

import org.jspecify.annotations.Nullable;

/// Raw values as the words that people read.
final class Figures {
    private static final String UNKNOWN = "-";

    private Figures() {}

    static String text(Column column, @Nullable Object cell) {
        if (cell == null) {
            return column.right() ? UNKNOWN : "";
        }
        return switch (column.kind()) {
            case TEXT, FIGURE, WORD -> (String) cell;
            case BYTES -> {
                long bytes = (Long) cell;
                yield column.unit().equals("bytes") ? Bytes.exact(bytes) : Bytes.mib(bytes);
            }
            case COUNT -> Bytes.exact((Long) cell);
            case NUMBER -> number((Double) cell, column.decimals());
            case SPAN -> span((Span) cell);
        };
    }

    /// A span with as many digits as its lower end deserves.
    static String span(Span span) {
        int decimals = Math.abs(span.high()) < 10 ? Math.abs(span.high()) < 1 ? 2 : 1 : 0;
        var low = number(span.low(), decimals);
        var high = number(span.high(), decimals);
        return low.equals(high) ? low : low + "-" + high;
    }

    /// A number with thousands separators, rounded half up.
    static String number(double value, int decimals) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return UNKNOWN;
        }
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        double scaled = Math.abs(value) * scale;
        if (scaled >= Long.MAX_VALUE) {
            return Double.toString(value);
        }
        long rounded = (long) Math.floor(scaled + 0.5);
        var out = new StringBuilder();
        if (value < 0 && rounded > 0) {
            out.append('-');
        }
        out.append(Bytes.exact(rounded / scale));
        if (decimals > 0) {
            var fraction = Long.toString(rounded % scale);
            out.append('.').append("0".repeat(decimals - fraction.length())).append(fraction);
        }
        return out.toString();
    }
}
