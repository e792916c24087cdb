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
        };
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
        if (efficiency == null) {
            return List.of();
        }
        var pace = new Pace(demand, speed.device(), efficiency, false);
        var lines = new ArrayList<String>();
        lines.add(
                "%,.1f MB of weights and %,.1f MB of cache a token after a prompt of %,d; %,.1f MB at %,d"
                        .formatted(
                                demand.weightsPerToken() / MEGA,
                                demand.kvAfterPrompt() / MEGA,
                                demand.prompt(),
                                demand.kvPerToken() / MEGA,
                                demand.context()));
        lines.add(
                "%.0f-%.0f GB/s of memory: %s of the peak, %s"
                        .formatted(
                                pace.bandwidthLow / GIGA,
                                pace.bandwidthHigh / GIGA,
                                share(efficiency.bandwidth()),
                                source(bandwidth(speed, pace))));
        cores(pace, lines);
        if (speed.prefill() != null) {
            lines.add(
                    "prompts: %s of the arithmetic peak, %,.0f-%,.0f GMAC/s"
                            .formatted(
                                    share(efficiency.arithmetic()),
                                    pace.promptLow / GIGA,
                                    pace.promptHigh / GIGA));
        }
        if (speed.limit() == Limit.FLASH || speed.limit() == Limit.EXPERT_MISSES) {
            lines.add(
                    "%,.0f MB/s under page faults, %s"
                            .formatted(
                                    pace.faulting / MEGA,
                                    source(speed.device().storage().sequential())));
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
                    "cores not known: decode is taken to be bound by memory, the low end is lower");
            return;
        }
        lines.add(
                "%d threads, %.1f GHz together, %s multiply-adds a cycle and thread while decoding"
                        .formatted(
                                threads.count(),
                                threads.cycles() / GIGA,
                                share(pace.efficiency.macsPerCycle())));
    }

    private static @Nullable Figure bandwidth(Speed speed, Pace pace) {
        var compute = speed.device().compute();
        return pace.threads == null && compute.gpuMemoryBytes() > 0
                ? compute.gpuMemoryBytesPerSecond()
                : speed.device().memory().bytesPerSecond();
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
