package org.dhurandhar.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Colours, as 0xRRGGBB. Residence classes and verdicts keep theirs in every form. They are those
/// of Okabe and Ito (2008), which stay apart in every kind of colour blindness, or tints of them;
/// neighbours in a stack, and verdicts from good to bad, also differ in lightness.
final class Palette {
    static final int INK = 0x1F2328;
    static final int MUTED = 0x59636E;
    static final int RULE = 0xDDE3E9;
    static final int PAPER = 0xFFFFFF;
    static final int BLACK = 0x000000;

    /// White that stays white where paper turns dark.
    static final int WHITE = 0xFFFFFE;

    private static final int GREY = 0x9AA4AE;
    private static final List<Integer> OTHERS =
            List.of(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x7A7F85);
    private static final Map<String, Integer> WORDS =
            Map.of(
                    "anonymous", 0x0072B2,
                    "transient", 0xA9D8F5,
                    "hot", 0xD55E00,
                    "warm", 0xE69F00,
                    "gpu", 0xCC79A7,
                    "resident", 0xBFE5D6,
                    "streamed", 0x7FBEE6,
                    "thrash", 0xDB8A00,
                    "infeasible", 0x7A2E00);

    private Palette() {}

    /// The colour of a residence class, a verdict or, for another word, of its place in a list.
    static int of(String word, int place) {
        var colour = WORDS.get(word.toLowerCase(Locale.ROOT));
        return colour == null ? OTHERS.get(place % OTHERS.size()) : colour;
    }

    /// The colour of a residence class or a verdict; grey for another word.
    static int of(String word) {
        return WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), GREY);
    }

    /// Black or white, whichever is read more easily on a colour.
    static int inkOn(int colour) {
        return contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK;
    }

    /// As CSS writes it.
    static String css(int colour) {
        var digits = Integer.toHexString(colour);
        return "#" + "0".repeat(6 - digits.length()) + digits;
    }

    /// Contrast ratio of two colours, WCAG 2.1.
    static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /// Relative luminance, WCAG 2.1.
    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 255)
                + 0.7152 * linear(colour >> 8 & 255)
                + 0.0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double s = channel / 255.0;
        return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }
}
