package org.dhurandhar;

import java.util.List;
import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.memory.FootprintJson;
import org.dhurandhar.memory.VerdictGrid;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Report;
import org.dhurandhar.runtime.Platform;

/// A model on a device. Shown alone, it is the verdict.
public final class Deployment implements Report {
    private final Workload workload;
    private final Device device;

    Deployment(Workload workload, Device device) {
        this.workload = workload;
        this.device = device;
    }

    /// The device.
    public Device device() {
        return device;
    }

    /// What the model takes, component by component.
    public Footprint footprint() {
        return workload.footprint(platform());
    }

    private Platform platform() {
        return new Platform(
                device.os(), device.arch(), device.compute().gpuMemoryBytes() > 0);
    }

    /// Whether it fits, with the numbers compared.
    public Feasibility feasibility() {
        return Feasibility.of(footprint(), device);
    }

    /// Where each figure and the verdict come from.
    public String explain() {
        return Explanation.of(footprint(), feasibility());
    }

    @Override
    public String title() {
        var verdict = feasibility();
        return "%s on %s: %s, headroom %s MiB"
                .formatted(
                        workload.model().facts().name(),
                        device.name(),
                        verdict.verdict().word(),
                        Bytes.mib(verdict.headroomBytes()));
    }

    @Override
    public List<Grid> grids() {
        var footprint = footprint();
        return List.of(
                VerdictGrid.of(List.of(Feasibility.of(footprint, device))), footprint.grid());
    }

    @Override
    public String text(int width) {
        return footprint().text(width) + "\n" + Explanation.verdict(feasibility());
    }

    @Override
    public String json() {
        var footprint = footprint();
        return FootprintJson.text(footprint, List.of(Feasibility.of(footprint, device)));
    }

    @Override
    public String toString() {
        return Explanation.verdict(feasibility())
                + "%s; rows: .footprint()   why: .explain()".formatted(workload.model().name());
    }
}
