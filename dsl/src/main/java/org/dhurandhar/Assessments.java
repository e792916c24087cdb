package org.dhurandhar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Assessment;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.runtime.Platform;

/// One model on devices, each with the rules of its own system.
public final class Assessments {
    private Assessments() {}

    /// The rows of the footprint as on the first device, and a verdict for each.
    ///
    /// @param devices none: the rows alone, as on a system that is not stated
    /// @throws DhurandharException where the runtime would refuse, with its reason
    public static Assessment of(Workload workload, List<Device> devices, boolean exactBytes) {
        var footprinter = workload.footprinter();
        Map<Platform, Footprint> known = new HashMap<>();
        var verdicts = new ArrayList<Feasibility>(devices.size());
        for (var device : devices) {
            var footprint =
                    known.computeIfAbsent(
                            Trial.platform(device), p -> workload.footprint(p, footprinter));
            verdicts.add(Feasibility.of(footprint, device, workload.target()));
        }
        var first =
                devices.isEmpty()
                        ? workload.footprint()
                        : known.get(Trial.platform(devices.getFirst()));
        return new Assessment(Objects.requireNonNull(first), verdicts, exactBytes);
    }
}
