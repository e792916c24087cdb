package org.dhurandhar;

import java.util.Locale;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Rate;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Span;
import org.jspecify.annotations.Nullable;

/// Figures in words.
final class Numbers {
    private Numbers() {}

    /// What was compared, such as `needs 1,833 of 2,048 MiB`; where a GPU has memory of its own and
    /// holds part of the model, that too.
    static String needs(Feasibility feasibility) {
        long gpu = feasibility.demand().gpu();
        long memory = feasibility.device().compute().gpuMemoryBytes();
        if (feasibility.overGpu()) {
            return "the GPU needs " + of(gpu, memory);
        }
        var needs = "needs " + of(feasibility.verdict().needed(), feasibility.limitBytes());
        return gpu > 0 && memory > 0 ? needs + ", and the GPU " + of(gpu, memory) : needs;
    }

    private static String of(long needed, long most) {
        boolean close = Bytes.mib(needed).equals(Bytes.mib(most)) && needed != most;
        return close
                ? "%s of %s bytes".formatted(Bytes.exact(needed), Bytes.exact(most))
                : "%s of %s MiB".formatted(Bytes.mib(needed), Bytes.mib(most));
    }

    /// The speed at the end of the context against the target, where there is one.
    static String speed(Feasibility feasibility) {
        var decode = feasibility.speed().decodeFull();
        if (decode == null) {
            return feasibility.speed().reason();
        }
        double target = feasibility.target();
        var low = number(decode.low());
        boolean close = (Double.parseDouble(low) >= target) != (decode.low() >= target);
        return "decodes %s to %s tok/s at the end of the context, the target is %s"
                .formatted(
                        close ? "just under " + plain(target) : low,
                        number(decode.high()),
                        plain(target));
    }

    /// The speed at the end of the context, or why it is not known.
    static String decode(Feasibility feasibility) {
        var decode = feasibility.speed().decodeFull();
        return decode == null
                ? feasibility.speed().reason()
                : "decodes %s to %s tok/s at the end of the context"
                        .formatted(number(decode.low()), number(decode.high()));
    }

    static @Nullable Span span(@Nullable Rate rate) {
        return rate == null ? null : new Span(rate.low(), rate.high());
    }

    /// As it was given, such as `15` or `2.5`.
    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /// Three significant digits at most.
    static String number(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String tokens(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "token" : "tokens");
    }
}
