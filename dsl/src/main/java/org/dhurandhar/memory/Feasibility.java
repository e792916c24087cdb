package org.dhurandhar.memory;

import java.util.List;
import org.dhurandhar.device.Device;
import org.dhurandhar.report.Bytes;

/// Whether a footprint fits a device and how fast it runs, with the numbers that were compared.
/// Sentences are made when they are asked for.
///
/// @param demand what was compared
/// @param device with what
/// @param target wanted tokens a second, or 0
/// @param verdict the answer
/// @param speed what to expect
public record Feasibility(
        Demand demand, Device device, double target, Verdict verdict, Speed speed) {
    private static final double MIB = 1 << 20;

    /// Compares a footprint with a device.
    public static Feasibility of(Footprint footprint, Device device) {
        return of(footprint.demand(), device, 0);
    }

    /// Compares a footprint with a device and a speed, in tokens a second.
    public static Feasibility of(Footprint footprint, Device device, double target) {
        return of(footprint.demand(), device, target);
    }

    /// Compares a demand with a device: RESIDENT where everything fits, STREAMED where all but warm
    /// file pages fits, THRASH where what cannot be dropped fits and what every token reads does
    /// not, else INFEASIBLE.
    ///
    /// @param target wanted tokens a second, or 0
    public static Feasibility of(Demand demand, Device device, double target) {
        var verdict = verdict(demand, device);
        return new Feasibility(demand, device, target, verdict, Speed.of(demand, device, verdict));
    }

    /// The speed of a demand if all of it stayed in memory, whatever the budget.
    public static Speed speedInMemory(Demand demand, Device device) {
        var roomy = device.budgetMib(demand.all() / MIB);
        return Speed.of(demand, roomy, new Verdict.Resident(demand.all()));
    }

    private static Verdict verdict(Demand demand, Device device) {
        long budget = device.budget().bytes();
        if (overGpu(demand, device)) {
            return new Verdict.Infeasible(demand.gpu());
        }
        if (demand.all() <= budget) {
            return new Verdict.Resident(demand.all());
        }
        if (demand.needed() <= budget) {
            return new Verdict.Streamed(demand.needed());
        }
        return demand.pinned() <= budget
                ? new Verdict.Thrash(demand.needed())
                : new Verdict.Infeasible(demand.pinned());
    }

    private static boolean overGpu(Demand demand, Device device) {
        long memory = device.compute().gpuMemoryBytes();
        return memory > 0 && demand.gpu() > memory;
    }

    /// Whether it is the GPU's own memory that is too small: then that decides, not the budget.
    public boolean overGpu() {
        return overGpu(demand, device);
    }

    /// What the verdict compared the need with, in bytes: the budget, or the GPU's own memory where
    /// that is too small.
    public long limitBytes() {
        return overGpu() ? device.compute().gpuMemoryBytes() : device.budget().bytes();
    }

    /// That limit minus the need, in bytes; negative where it does not fit.
    public long headroomBytes() {
        return limitBytes() - verdict.needed();
    }

    /// Whether a speed was asked for that even the high end of the range does not reach.
    public boolean missesTarget() {
        var decode = speed.decode();
        return target > 0 && decode != null && decode.high() < target;
    }

    /// Whether a speed was asked for that the low end of the range at the end of the context does
    /// not reach, while the high end of the range may.
    public boolean mayMissTarget() {
        var full = speed.decodeFull();
        return target > 0 && !missesTarget() && full != null && full.low() < target;
    }

    /// What was compared, in a few words.
    public String compared() {
        return Reasons.compared(this);
    }

    /// Why, one sentence a line.
    public List<String> why() {
        return Reasons.why(this);
    }

    @Override
    public String toString() {
        var out = new StringBuilder(verdict.word());
        out.append(" on ").append(device.name());
        out.append(", headroom ").append(Bytes.mib(headroomBytes())).append(" MiB\n");
        out.append("  ").append(speed.line()).append('\n');
        for (var line : why()) {
            out.append("  ").append(line).append('\n');
        }
        return out.toString();
    }
}
