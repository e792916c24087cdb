package org.dhurandhar.memory;

import java.util.List;
import org.dhurandhar.device.Device;
import org.jspecify.annotations.Nullable;

/// How fast a model runs on a device, as ranges.
///
/// @param demand what a token needs
/// @param device what there is
/// @param decode tokens a second: the low end with a full context, the high end with an empty one;
///   null where it cannot be told
/// @param prefill prompt tokens a second, or null
/// @param firstTokenSeconds seconds until the first token of a prompt, or null
/// @param limit what decides the speed, or null
public record Speed(
        Demand demand,
        Device device,
        @Nullable Rate decode,
        @Nullable Rate prefill,
        @Nullable Rate firstTokenSeconds,
        @Nullable Limit limit) {

    static Speed of(Demand demand, Device device) {
        return new Speed(demand, device, null, null, null, null);
    }

    /// What the ranges rest on, one figure a line.
    public List<String> restsOn() {
        return List.of();
    }

    /// Why there is no decode speed; empty where there is one.
    public String reason() {
        return "no bandwidth is known";
    }

    /// Why there is no prefill speed; empty where there is one.
    public String prefillReason() {
        return "no arithmetic peak is known";
    }
}
