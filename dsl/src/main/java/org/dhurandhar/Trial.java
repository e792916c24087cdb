package org.dhurandhar;

import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.memory.Footprinter;
import org.dhurandhar.memory.Verdict;
import org.dhurandhar.runtime.Platform;
import org.jspecify.annotations.Nullable;

/// Tries settings of one model on one device; what they share is worked out once.
final class Trial {
    private final Device device;
    private final Platform platform;
    private final Footprinter footprinter;

    /// @param workload names the model and the runtime of all that is tried
    Trial(Workload workload, Device device) {
        this.device = device;
        this.platform = platform(device);
        this.footprinter = workload.footprinter();
    }

    /// What of a device changes the rules of a runtime.
    static Platform platform(Device device) {
        return new Platform(device.os(), device.arch(), device.compute().gpuMemoryBytes() > 0);
    }

    /// What came of a trial.
    ///
    /// @param footprint null where the runtime refuses
    /// @param feasibility null where the runtime refuses
    /// @param refusal why it refuses, or null
    record Outcome(
            @Nullable Footprint footprint,
            @Nullable Feasibility feasibility,
            @Nullable DhurandharException refusal) {

        /// Whether the model runs without reading what every token needs again and again, and
        /// reaches the target, where there is one, for sure: with the low end of the range, and
        /// still at the end of the context.
        boolean fits() {
            return feasibility != null && holds(feasibility) && reaches(feasibility);
        }

        /// The same on a device that differs in its figures only.
        Outcome on(Device other) {
            var known = feasibility;
            return known == null
                    ? this
                    : new Outcome(
                            footprint,
                            Feasibility.of(known.demand(), other, known.target()),
                            refusal);
        }

        /// Whether memory is enough.
        static boolean holds(Feasibility feasibility) {
            return switch (feasibility.verdict()) {
                case Verdict.Resident _ -> true;
                case Verdict.Streamed _ -> true;
                case Verdict.Thrash _ -> false;
                case Verdict.Infeasible _ -> false;
            };
        }

        /// Whether the target is reached, or there is none.
        static boolean reaches(Feasibility feasibility) {
            var decode = feasibility.speed().decodeFull();
            return feasibility.target() == 0
                    || (decode != null && decode.low() >= feasibility.target());
        }
    }

    Outcome of(Workload workload) {
        try {
            var footprint = workload.footprint(platform, footprinter);
            return new Outcome(
                    footprint, Feasibility.of(footprint, device, workload.target()), null);
        } catch (DhurandharException e) {
            if (e.kind().equals("Refused")) {
                return new Outcome(null, null, e);
            }
            throw e;
        }
    }

    /// The shortest context that takes the same bytes as this workload's.
    long shortestAlike(Workload workload) {
        return footprinter.shortestAlike(workload.request(platform));
    }
}
