package org.dhurandhar;

import java.util.List;
import org.dhurandhar.device.Device;

/// A model on several devices. Shown alone, it is the verdicts.
public final class Fleet extends MatrixReport {
    private Fleet(Matrix matrix) {
        super(matrix);
    }

    static Fleet of(Workload workload, List<Device> devices) {
        return new Fleet(Matrix.of(workload).on(devices));
    }

    /// The devices it fits.
    public List<Device> fits() {
        var fitting = cells().filter(Cell::fits).map(Cell::device).toList();
        return devices().stream().filter(device -> fitting.contains(device.name())).toList();
    }

    /// The fleet with several contexts, side by side.
    ///
    /// @throws DhurandharException where there is none, one is out of the model's range or given
    ///   twice
    public Sweep contexts(long... tokens) {
        return new Sweep(matrix).contexts(tokens);
    }

    /// The fleet with several recipes, by bits, side by side.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Sweep quants(int... bits) {
        return new Sweep(matrix).quants(bits);
    }

    /// The fleet with several recipes, by name or bits, side by side.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Sweep quants(String... recipes) {
        return new Sweep(matrix).quants(recipes);
    }

    @Override
    String schema() {
        return "dhurandhar/fleet/1";
    }

    @Override
    String next() {
        return "next: contexts(n, ...)  quants(bits, ...)  fits()  plot()";
    }
}
