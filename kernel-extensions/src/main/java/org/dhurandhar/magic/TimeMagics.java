package org.dhurandhar.magic;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.Progress;
import org.jspecify.annotations.Nullable;

/// `%time`, `%timeit`: how long code takes.
final class TimeMagics {
    private static final double SECOND = 1e9;
    private static final String TIMEIT = "%timeit [-n LOOPS] [-r ROUNDS] code";
    private static final double ENOUGH = 0.1 * SECOND;

    List<Magic> all() {
        return List.of(
                new Magic(
                        List.of("time"),
                        "%time code\n%%time",
                        "runs code once and says how long it took",
                        Magic.Takes.JAVA,
                        TimeMagics::time,
                        TimeMagics::time),
                new Magic(
                        List.of("timeit"),
                        TIMEIT + "\n%%timeit [-n LOOPS] [-r ROUNDS]",
                        "runs code many times and says how long one takes, on average",
                        Magic.Takes.JAVA,
                        TimeMagics::timeit,
                        TimeMagics::timeit));
    }

    private static @Nullable Object time(Call call) throws Exception {
        var body = call.body();
        if (body == null) {
            call.someWords("%time code");
        }
        long cpu = cpu();
        long begun = System.nanoTime();
        try {
            return body == null
                    ? call.session().evaluate(call.text(), call.line())
                    : StandardMagics.run(call.session(), body, call.line() + 1);
        } finally {
            var wall = text((System.nanoTime() - begun) / SECOND);
            System.out.println("time " + wall + ", CPU " + text((cpu() - cpu) / SECOND));
        }
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static @Nullable Object timeit(Call call) throws Exception {
        var words = call.text().strip();
        long loops = 0;
        int rounds = 7;
        while (words.matches("-[nr]\\s*\\d+\\b(?s:.*)")) {
            var number = words.substring(2).strip().replaceFirst("\\D(?s:.*)", "");
            if (words.charAt(1) == 'n') {
                loops = number(number);
            } else {
                rounds = (int) number(number);
            }
            words = words.substring(words.indexOf(number) + number.length()).strip();
        }
        var body = call.body();
        var code = body == null ? words : body;
        if (code.isBlank()) {
            call.someWords(TIMEIT);
        }
        var work = work(call, code);
        if (loops == 0) {
            loops = enough(work);
        }
        var times = new double[rounds];
        try (var progress = Progress.of("Timing", rounds, "round")) {
            for (int round = 0; round < rounds; round++) {
                times[round] = round(work, loops) / (double) loops / SECOND;
                progress.step();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s a loop (best %s, worst %s; %d rounds of %,d loops)%n",
                text(Arrays.stream(times).average().orElse(0)),
                text(Arrays.stream(times).min().orElse(0)),
                text(Arrays.stream(times).max().orElse(0)),
                rounds,
                loops);
        return null;
    }

    private static long number(String digits) {
        try {
            long number = Integer.parseInt(digits);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException tooLarge) {
            // Said below.
        }
        throw DhurandharException.because("OutOfRange", digits + " is no number of loops or rounds")
                .expected("1 to " + Integer.MAX_VALUE)
                .fix(TIMEIT);
    }

    /// The code as something that can be called again without being compiled again.
    private static Callable<?> work(Call call, String code) throws Exception {
        var analysis = call.session().shell().sourceCodeAnalysis();
        var bare = code.strip().replaceFirst(";$", "");
        boolean value = call.body() == null && analysis.analyzeType(bare, bare.length()) != null;
        var lambda =
                "(java.util.concurrent.Callable<Object>) () -> "
                        + (value ? bare : "{ " + code + ";\nreturn null; }");
        int line = call.body() == null ? call.line() : call.line() + 1;
        var made = call.session().evaluate(lambda, line);
        if (made instanceof Callable<?> callable) {
            return callable;
        }
        throw new IllegalStateException("no code to time");
    }

    private static long enough(Callable<?> work) throws Exception {
        long loops = 1;
        while (round(work, loops) < ENOUGH && loops < 1_000_000_000) {
            loops *= 10;
        }
        return Math.max(1, loops);
    }

    private static long round(Callable<?> work, long loops) throws Exception {
        long begun = System.nanoTime();
        Object last = null;
        for (long i = 0; i < loops; i++) {
            last = work.call();
            if ((i & 0xfff) == 0 && Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        long time = System.nanoTime() - begun;
        kept = last;
        return time;
    }

    /// So that no result can be left out.
    @SuppressWarnings("unused")
    private static volatile @Nullable Object kept;

    static String text(double seconds) {
        if (seconds >= 1) {
            return "%.2f s".formatted(seconds);
        }
        if (seconds >= 1e-3) {
            return "%.3g ms".formatted(seconds * 1e3);
        }
        if (seconds >= 1e-6) {
            return "%.3g us".formatted(seconds * 1e6);
        }
        return "%.3g ns".formatted(seconds * 1e9);
    }
}
