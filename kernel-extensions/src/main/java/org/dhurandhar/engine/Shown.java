package org.dhurandhar.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/// Turns values into what notebooks show: always as text, never without end.
final class Shown {
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_MARKUP = 4_000_000;

    private final Renderer renderer;

    Shown(Renderer renderer) {
        this.renderer = renderer;
    }

    /// @param mimeTypes those wanted, none for what the value prefers
    DisplayData render(@Nullable Object value, String... mimeTypes) {
        if (value instanceof DisplayData data) {
            return data;
        }
        var data = whole(value, mimeTypes);
        for (var mime : List.of(MIMEType.TEXT_HTML, MIMEType.TEXT_MARKDOWN)) {
            if (data.getData(mime) instanceof String markup && markup.length() > LONGEST_MARKUP) {
                data.putData(
                        mime,
                        String.format(
                                Locale.ROOT, "(%,d characters are left out)", markup.length()));
            }
        }
        if (data.getData(MIMEType.TEXT_PLAIN) instanceof String text) {
            data.putText(cut(text));
        }
        return data;
    }

    private DisplayData whole(@Nullable Object value, String... mimeTypes) {
        if (value == null || value.getClass().isArray()) {
            return new DisplayData(text(value));
        }
        if (value instanceof CharSequence && mimeTypes.length > 0) {
            var data = new DisplayData(value.toString());
            for (var type : mimeTypes) {
                data.putData(type, value.toString());
            }
            return data;
        }
        try {
            return mimeTypes.length == 0
                    ? renderer.render(value)
                    : renderer.renderAs(value, mimeTypes);
        } catch (Stopped | OutOfMemoryError e) {
            throw e;
        } catch (Throwable t) {
            return new DisplayData(
                    cut(text(value)) + "\n(shown as text: its rendering failed with " + t + ")");
        }
    }

    /// A value as text, whatever it does.
    static String text(@Nullable Object value) {
        try {
            if (value == null || !value.getClass().isArray()) {
                return String.valueOf(value);
            }
            var nested = Arrays.deepToString(new Object[] {value});
            return nested.substring(1, nested.length() - 1);
        } catch (Stopped | OutOfMemoryError e) {
            throw e;
        } catch (Throwable t) {
            return "(a %s whose toString failed with %s)"
                    .formatted(value == null ? "null" : value.getClass().getName(), t);
        }
    }

    /// Whether a value's text is made by no code that a cell could have to stop.
    static boolean isPlain(@Nullable Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end =
                Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1))
                        ? LONGEST_TEXT - 1
                        : LONGEST_TEXT;
        return text.substring(0, end)
                + String.format(
                        Locale.ROOT,
                        "\n… %,d of %,d characters are left out",
                        text.length() - end,
                        text.length());
    }
}
