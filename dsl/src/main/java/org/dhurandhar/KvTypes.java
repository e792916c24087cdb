package org.dhurandhar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.model.WeightFormat;

/// The formats that keys and values can be cached in.
final class KvTypes {
    private static final List<WeightFormat> ALL =
            List.of(
                    WeightFormat.F32,
                    WeightFormat.F16,
                    WeightFormat.BF16,
                    WeightFormat.Q8_0,
                    WeightFormat.Q5_1,
                    WeightFormat.Q5_0,
                    WeightFormat.Q4_1,
                    WeightFormat.Q4_0,
                    WeightFormat.IQ4_NL);

    private KvTypes() {}

    static List<String> names() {
        return ALL.stream().map(KvTypes::word).toList();
    }

    static WeightFormat named(String name) {
        var known = new ArrayList<String>();
        for (var format : ALL) {
            if (word(format).equals(name.strip().toLowerCase(Locale.ROOT))) {
                return format;
            }
            known.add(word(format));
        }
        throw DhurandharException.unknownName(
                "cache type", name, known, "kv(\"f16\")   or   --kv f16");
    }

    static String ofBits(int bits) {
        return switch (bits) {
            case 4 -> "q4_0";
            case 5 -> "q5_0";
            case 8 -> "q8_0";
            case 16 -> "f16";
            case 32 -> "f32";
            default ->
                    throw DhurandharException.because(
                                    "InvalidSetting", "KV cache of " + bits + " bits")
                            .expected("4, 5, 8, 16 or 32: q4_0, q5_0, q8_0, f16, f32")
                            .fix("kv(16)   or   --kv-bits 16");
        };
    }

    static String word(WeightFormat format) {
        return format.label().toLowerCase(Locale.ROOT);
    }

    /// All formats, those of most bits first.
    static List<WeightFormat> smallerLast() {
        return ALL;
    }

    /// Bits of storage a cached value takes.
    static double bits(WeightFormat format) {
        return 8.0 * format.blockBytes() / format.blockSize();
    }
}
