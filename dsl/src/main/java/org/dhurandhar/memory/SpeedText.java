package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.device.Figure;
import org.dhurandhar.runtime.Efficiency;
import org.jspecify.annotations.Nullable;

/// Puts speeds into words.
final class SpeedText {
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    private SpeedText() {}

    static String line(Speed speed) {
        var decode = speed.decode();
        var limit = speed.limit();
        if (decode == null || limit == null) {
            return "speed not known: " + reason(speed);
        }
        var out = new StringBuilder("decode ");
        out.append(range(decode)).append(" tok/s (").append(limit.word()).append(')');
        var prefill = speed.prefill();
        var first = speed.firstTokenSeconds();
        if (prefill == null || first == null) {
            return out.append(", prefill not known: ").append(reason(speed)).toString();
        }
        return out.append(", prefill ")
                .append(range(prefill))
                .append(" tok/s, first token of a prompt of ")
                .append("%,d".formatted(speed.demand().prompt()))
                .append(" ")
                .append(range(first))
                .append(" s")
                .toString();
    }

    /// Both ends with two figures.
    static String range(Rate rate) {
        return figure(rate.low()) + "-" + figure(rate.high());
    }

    static String figure(double value) {
        if (value >= 100) {
            double step = Math.pow(10, Math.floor(Math.log10(value)) - 1);
            return "%,.0f".formatted(Math.round(value / step) * step);
        }
        if (value >= 10) {
            return "%.0f".formatted(value);
        }
        if (value >= 1) {
            return "%.1f".formatted(value);
        }
        return value >= 0.1 ? "%.2f".formatted(value) : "%.3f".formatted(value);
    }

    /// A speed beside a target: one decimal where two figures would hide which is larger.
    static String exact(double value) {
        return value >= 1 ? "%,.1f".formatted(value) : "%.3f".formatted(value);
    }

    static String reason(Speed speed) {
        var device = speed.device().name();
        return switch (speed.unknown()) {
            case NONE -> "";
            case DOES_NOT_FIT -> "it does not fit";
            case EFFICIENCY ->
                    "no measurement tells how much of the hardware this runtime reaches on this backend";
            case BANDWIDTH -> "the memory bandwidth of " + device + " is not known";
            case STORAGE -> "weights come from storage, and that of " + device + " is not known";
            case ARITHMETIC -> arithmetic(speed);
            case ARITHMETIC_SHARE ->
                    "no measurement tells what share of the neural unit's arithmetic peak prompts"
                            + " reach";
            case WIDE -> wide(speed);
        };
    }

    /// Which figure is missing where a range would be too wide to tell anything.
    static String wide(Speed speed) {
        var pace = pace(speed);
        var device = speed.device().name();
        String missing;
        if (pace == null) {
            missing = "a figure";
        } else if (pace.reads() && !pace.paging.measured && !pace.paging.latencyKnown) {
            missing = "how long the storage of " + device + " takes for a small read";
        } else if (pace.rows) {
            missing = "how much of what is read ahead around a row is used later";
        } else if (pace.coresWiden) {
            missing = "how many cores " + device + " has";
        } else {
            missing = "how much of the hardware the runtime reaches here";
        }
        return missing + " is not known: the range would be wider than a factor of 3";
    }

    /// The times that the speed was made of, or null where nobody measured the runtime.
    private static @Nullable Pace pace(Speed speed) {
        var efficiency = speed.demand().efficiency();
        boolean thrash = speed.demand().needed() > speed.device().budget().bytes();
        return efficiency == null
                ? null
                : new Pace(speed.demand(), speed.device(), efficiency, thrash);
    }

    private static String arithmetic(Speed speed) {
        var efficiency = speed.demand().efficiency();
        var backend = efficiency == null ? "" : efficiency.backend();
        return switch (backend) {
            case "cpu" -> "the cores of " + speed.device().name() + " are not known";
            case "gpu" -> "the GPU's arithmetic peak on " + speed.device().name() + " is not known";
            default ->
                    "the neural unit's arithmetic peak on "
                            + speed.device().name()
                            + " is not known";
        };
    }

    static List<String> restsOn(Speed speed) {
        var demand = speed.demand();
        var efficiency = demand.efficiency();
        var pace = pace(speed);
        if (efficiency == null || pace == null) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(
                "%,.1f MB of weights and %,.1f MB of cache a token after a prompt of %,d; %,.1f MB at %,d"
                        .formatted(
                                demand.weightsPerToken() / MEGA,
                                demand.kvAfterPrompt() / MEGA,
                                demand.prompt(),
                                demand.kvPerToken() / MEGA,
                                demand.context()));
        lines.add(bandwidth(pace));
        cores(pace, lines);
        if (speed.prefill() != null) {
            lines.add(
                    "prompts: %s of the arithmetic peak, %,.0f-%,.0f GMAC/s"
                            .formatted(
                                    share(efficiency.arithmetic()),
                                    pace.promptLow / GIGA,
                                    pace.promptHigh / GIGA));
        }
        if (pace.reads()) {
            storage(pace, speed, lines);
        }
        lines.add("measured: " + efficiency.points());
        return List.copyOf(lines);
    }

    private static void cores(Pace pace, List<String> lines) {
        var threads = pace.threads;
        if (threads == null) {
            return;
        }
        if (threads.count() == 0) {
            lines.add(
                    pace.coresWiden
                            ? "cores not known: decode is taken to be bound by memory, the low end"
                                    + " is divided by "
                                    + Pace.UNKNOWN_CORES
                            : "cores not known: %.0f GHz together would compute as fast as memory is read"
                                    .formatted(Pace.LEAST_CYCLES / GIGA));
            return;
        }
        lines.add(
                "%d threads, %.1f GHz together, %s multiply-adds a cycle and thread while decoding"
                        .formatted(
                                threads.count(),
                                threads.cycles() / GIGA,
                                share(pace.efficiency.macsPerCycle())));
    }

    /// The bandwidth with the figures that decide its ends.
    private static String bandwidth(Pace pace) {
        var share = pace.efficiency.bandwidth();
        double peak = Pace.value(pace.peak);
        double sustained = Pace.value(pace.sustained);
        var out =
                new StringBuilder(
                        "%.0f-%.0f GB/s of memory: "
                                .formatted(pace.bandwidthLow / GIGA, pace.bandwidthHigh / GIGA));
        if (peak > 0) {
            out.append(share(share)).append(" of the peak, ").append(source(pace.peak));
        }
        boolean high = peak == 0 || sustained < share.high() * peak;
        boolean low = peak > 0 && Pace.OF_SUSTAINED * sustained > share.low() * peak;
        if (sustained > 0 && (high || low)) {
            out.append(peak > 0 ? "; " : "");
            out.append(low ? "at least " + Pace.OF_SUSTAINED + " of what is sustained" : "");
            out.append(low && high ? ", " : "");
            out.append(high ? "at most what is sustained" : "");
            out.append(", ").append(source(pace.sustained));
        }
        return out.toString();
    }

    private static void storage(Pace pace, Speed speed, List<String> lines) {
        var paging = pace.paging;
        if (paging.faultingHigh > 0) {
            var ends =
                    "%,.0f-%,.0f".formatted(paging.faultingLow / MEGA, paging.faultingHigh / MEGA);
            lines.add(
                    "%s MB/s under page faults, %s, %s"
                            .formatted(
                                    paging.latencyKnown || paging.measured
                                            ? "%,.0f".formatted(paging.faultingLow / MEGA)
                                            : ends,
                                    paging.measured
                                            ? "measured"
                                            : "from larger reads and the time of a small one",
                                    source(paging.figure)));
        }
        if (!paging.latencyKnown && (pace.rows || !paging.measured)) {
            lines.add(
                    "small reads not known: %.0f-%.0f us, the ends of what is known of such storage"
                            .formatted(paging.latencyLow * 1e6, paging.latencyHigh * 1e6));
        }
        if (pace.thrash) {
            lines.add(
                    "%s-%s of it while pages are taken away: two files on a Raspberry Pi 5"
                            .formatted(Paging.THRASH_LOW, Paging.THRASH_HIGH));
        } else if (speed.limit() == Limit.EXPERT_MISSES) {
            lines.add(
                    "misses of experts: %s-1 of what equal use would give, one model on a Raspberry Pi 5"
                            .formatted(Paging.SKEW));
        }
    }

    private static String share(Efficiency.Share share) {
        return "%s-%s".formatted(plain(share.low()), plain(share.high()));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String source(@Nullable Figure figure) {
        return figure == null
                ? "no source"
                : figure.source() + " (" + figure.confidence().word() + " confidence)";
    }
}
