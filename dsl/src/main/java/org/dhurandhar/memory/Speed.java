package org.dhurandhar.memory;

import java.util.List;
import org.dhurandhar.device.Device;
import org.jspecify.annotations.Nullable;

/// How fast a model runs on a device, as ranges.
///
/// @param demand what a token needs
/// @param device what there is
/// @param decode tokens a second right after a prompt of `demand.prompt()` tokens, or null
/// @param decodeFull tokens a second at the end of the context, or null
/// @param prefill tokens of that prompt a second, or null
/// @param firstTokenSeconds seconds until the first token after it, once the file was read before;
///   or null
/// @param limit what decides the decode speed, or null
/// @param unknown why a speed is null, or `NONE`
public record Speed(
        Demand demand,
        Device device,
        @Nullable Rate decode,
        @Nullable Rate decodeFull,
        @Nullable Rate prefill,
        @Nullable Rate firstTokenSeconds,
        @Nullable Limit limit,
        Unknown unknown) {

    /// Why a speed cannot be told.
    public enum Unknown {
        /// It can.
        NONE,
        /// The model does not run.
        DOES_NOT_FIT,
        /// Nobody measured the runtime on that backend.
        EFFICIENCY,
        /// The bandwidth of memory is not known.
        BANDWIDTH,
        /// Storage decides and is not known.
        STORAGE,
        /// Decode can be told; the arithmetic that prompts need is not known.
        ARITHMETIC,
        /// Likewise, and what is missing is how much of it the runtime reaches.
        ARITHMETIC_SHARE,
        /// A figure is missing without which the range would be wider than a factor of three.
        WIDE
    }

    private static final double WIDEST = 3;

    /// The speed of a demand on a device.
    static Speed of(Demand demand, Device device, Verdict verdict) {
        if (verdict instanceof Verdict.Infeasible) {
            return none(demand, device, Unknown.DOES_NOT_FIT);
        }
        var efficiency = demand.efficiency();
        if (efficiency == null) {
            return none(demand, device, Unknown.EFFICIENCY);
        }
        var pace = new Pace(demand, device, efficiency, verdict instanceof Verdict.Thrash);
        if (pace.bandwidthHigh <= 0) {
            return none(demand, device, Unknown.BANDWIDTH);
        }
        if (pace.blind()) {
            return none(demand, device, Unknown.STORAGE);
        }
        double macs = demand.macsPerToken();
        double slow = pace.decodeSlow(demand.kvAfterPrompt(), macs);
        double fast = pace.decodeFast(demand.kvAfterPrompt(), macs);
        if (slow > WIDEST * fast) {
            return none(demand, device, Unknown.WIDE);
        }
        var decode = new Rate(1 / slow, 1 / fast);
        var full =
                narrow(
                        1 / pace.decodeSlow(demand.kvPerToken(), macs),
                        1 / pace.decodeFast(demand.kvPerToken(), macs));
        if (pace.promptHigh <= 0) {
            return new Speed(
                    demand, device, decode, full, null, null, pace.limit(), arithmetic(pace));
        }
        double promptSlow = pace.promptSlow();
        double promptFast = pace.promptFast();
        boolean wide = promptSlow > WIDEST * promptFast;
        return new Speed(
                demand,
                device,
                decode,
                full,
                wide ? null : new Rate(demand.prompt() / promptSlow, demand.prompt() / promptFast),
                wide ? null : new Rate(promptFast + fast, promptSlow + slow),
                pace.limit(),
                wide ? Unknown.WIDE : Unknown.NONE);
    }

    private static @Nullable Rate narrow(double low, double high) {
        return high > WIDEST * low ? null : new Rate(low, high);
    }

    private static Unknown arithmetic(Pace pace) {
        boolean peak =
                pace.efficiency.backend().equals("npu")
                        && Pace.value(pace.device.compute().npuOps()) > 0;
        return peak ? Unknown.ARITHMETIC_SHARE : Unknown.ARITHMETIC;
    }

    private static Speed none(Demand demand, Device device, Unknown why) {
        return new Speed(demand, device, null, null, null, null, null, why);
    }

    /// What the ranges rest on, one figure a line; empty where there are none.
    public List<String> restsOn() {
        return decode == null ? List.of() : SpeedText.restsOn(this);
    }

    /// Why there is no decode speed; empty where there is one.
    public String reason() {
        return decode == null ? SpeedText.reason(this) : "";
    }

    /// Why there is no decode speed at full context; empty where there is one.
    public String fullReason() {
        if (decodeFull != null) {
            return "";
        }
        return decode == null ? SpeedText.reason(this) : SpeedText.wide(this);
    }

    /// Why there is no prefill speed; empty where there is one.
    public String prefillReason() {
        return prefill == null ? SpeedText.reason(this) : "";
    }

    /// One line, such as `decode 12-31 tok/s (DRAM), prefill 80-210 tok/s, first token 4.9-13 s`.
    public String line() {
        return SpeedText.line(this);
    }

    @Override
    public String toString() {
        return line();
    }
}
