package org.dhurandhar.progress;

import java.util.Locale;

/// Standings in words.
final class StandingText {
    private static final double MIB = 1 << 20;
    private static final double SECOND = 1e9;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;

    private StandingText() {}

    static String of(Standing at) {
        return switch (at.state()) {
            case RUNNING -> running(at);
            case DONE -> amount(at.done(), at.unit()) + " done in " + time(at.nanos()) + rate(at);
            case FAILED -> "failed after " + reached(at) + ", " + time(at.nanos());
            case INTERRUPTED -> "interrupted after " + reached(at) + ", " + time(at.nanos());
        };
    }

    private static String running(Standing at) {
        var left = at.nanosLeft();
        return reached(at)
                + (at.total() < 0 ? "" : ", %d%%".formatted((int) (100 * at.fraction())))
                + rate(at)
                + ", "
                + (left < 0 ? time(at.nanos()) + " so far" : time(left) + " left");
    }

    /// Such as `12 of 40 shards`.
    static String reached(Standing at) {
        return at.total() < 0
                ? amount(at.done(), at.unit())
                : number(at.done(), at.unit()) + " of " + amount(at.total(), at.unit());
    }

    private static String number(long count, String unit) {
        return isByte(unit)
                ? String.format(Locale.ROOT, "%,.1f", count / MIB)
                : String.format(Locale.ROOT, "%,d", count);
    }

    private static String amount(long count, String unit) {
        return number(count, unit)
                + " "
                + (isByte(unit) ? "MiB" : count == 1 ? unit : plural(unit));
    }

    private static boolean isByte(String unit) {
        return unit.equals("byte");
    }

    static String plural(String noun) {
        if (noun.matches(".*[^aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun.matches(".*(s|x|z|ch|sh)") ? noun + "es" : noun + "s";
    }

    private static String article(String noun) {
        return noun.matches("[aeiou].*") ? " an " : " a ";
    }

    /// Such as `, 4.1 shards/s` or `, 3.2 s a shard`; nothing before the first unit.
    private static String rate(Standing at) {
        double rate = at.rate();
        if (rate <= 0) {
            return "";
        }
        if (isByte(at.unit())) {
            return String.format(Locale.ROOT, ", %,.1f MiB/s", rate / MIB);
        }
        return rate < 1
                ? ", " + time((long) (SECOND / rate)) + article(at.unit()) + at.unit()
                : String.format(
                        Locale.ROOT,
                        rate < 10 ? ", %.1f %s/s" : ", %,.0f %s/s",
                        rate,
                        plural(at.unit()));
    }

    static String time(long nanos) {
        double seconds = nanos / SECOND;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        return whole < HOUR
                ? String.format(Locale.ROOT, "%d min %02d s", whole / MINUTE, whole % MINUTE)
                : String.format(Locale.ROOT, "%,d h %02d min", whole / HOUR, whole % HOUR / MINUTE);
    }
}
