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

/// One model on any number of devices as one report: components, and a verdict a device.
public final class Assessments {
    private final Workload workload;
    private final Footprinter footprinter;
    private final Map<Platform, Footprint> footprints = new LinkedHashMap<>();
    private final Map<Platform, DhurandharException> refusals = new LinkedHashMap<>();

    private Assessments(Workload workload) {
        this.workload = workload;
        this.footprinter = workload.footprinter();
    }

    /// The report. Each device is judged by the rules of its own platform; the components are those
    /// of that platform where all devices share it, else of a platform that is not stated.
    ///
    /// @throws DhurandharException where the runtime would refuse on every device, with its reason
    public static Assessment of(Workload workload, List<Device> devices) {
        return new Assessments(workload).assess(devices);
    }

    private Assessment assess(List<Device> devices) {
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
            if (!verdict.demand().equals(footprint.demand())) {
                remarks.add(
                        "verdicts count what each device's own platform takes, which differs from"
                                + " these components: --device NAME shows those of one");
                break;
            }
        }
        return new Assessment(footprint, verdicts, remarks, false);
    }

    private Footprint shown(List<Device> devices) {
        if (footprints.size() == 1 && refusals.isEmpty()) {
            return footprints.values().iterator().next();
        }
        if (footprints.isEmpty() && !devices.isEmpty()) {
            throw refusals.values().iterator().next();
        }
        return tried(Platform.ANY) ? known(Platform.ANY) : footprints.values().iterator().next();
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
