package org.dhurandhar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Assessment;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.memory.Footprinter;
import org.dhurandhar.runtime.Platform;

/// One model on devices as one report: components, and a verdict a device.
public final class Assessments {
    private final Workload workload;
    private final Footprinter footprinter;
    private final Map<Platform, Footprint> footprints = new LinkedHashMap<>();
    private final Map<Platform, DhurandharException> refusals = new LinkedHashMap<>();

    private Assessments(Workload workload) {
        this.workload = workload;
        this.footprinter = workload.footprinter();
    }

    /// The components as on the first device, and a verdict for each by the rules of its own
    /// system.
    ///
    /// @param devices none: the components alone, as on a system that is not stated
    /// @param exactBytes whether bytes are shown in full instead of MiB
    /// @throws DhurandharException where the runtime would refuse on every device, with its reason
    public static Assessment of(Workload workload, List<Device> devices, boolean exactBytes) {
        return new Assessments(workload).assess(devices, exactBytes);
    }

    private Assessment assess(List<Device> devices, boolean exactBytes) {
        var verdicts = new ArrayList<Feasibility>(devices.size());
        var remarks = new ArrayList<String>();
        for (var device : devices) {
            var platform = Trial.platform(device);
            if (tried(platform)) {
                verdicts.add(Feasibility.of(known(platform), device, workload.target()));
            } else {
                remarks.add("no verdict for %s: %s".formatted(device.name(), why(platform)));
            }
        }
        var footprint = shown(devices);
        for (var verdict : verdicts) {
            if (!verdict.demand().takesAsMuchAs(footprint.demand())) {
                remarks.add(
                        "components are those of %s; other devices take others, which their verdicts"
                                        .formatted(first(verdicts))
                                + " count: --device NAME shows them");
                break;
            }
        }
        return new Assessment(footprint, verdicts, remarks, exactBytes);
    }

    private static String first(List<Feasibility> verdicts) {
        return verdicts.getFirst().device().name();
    }

    private Footprint shown(List<Device> devices) {
        if (devices.isEmpty()) {
            return workload.footprint();
        }
        for (var footprint : footprints.values()) {
            return footprint;
        }
        throw refusals.values().iterator().next();
    }

    private Footprint known(Platform platform) {
        var footprint = footprints.get(platform);
        if (footprint == null) {
            throw new IllegalStateException("not tried: " + platform);
        }
        return footprint;
    }

    private String why(Platform platform) {
        var refusal = refusals.get(platform);
        return refusal == null ? "" : refusal.what();
    }

    /// Whether the runtime runs the model on a platform; worked out once for each.
    private boolean tried(Platform platform) {
        if (!footprints.containsKey(platform) && !refusals.containsKey(platform)) {
            try {
                footprints.put(platform, workload.footprint(platform, footprinter));
            } catch (DhurandharException e) {
                if (!e.kind().equals("Refused")) {
                    throw e;
                }
                refusals.put(platform, e);
            }
        }
        return footprints.containsKey(platform);
    }
}
