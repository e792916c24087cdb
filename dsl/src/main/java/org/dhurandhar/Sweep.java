package org.dhurandhar;

import java.util.Arrays;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;

/// A model with several contexts, recipes or both, and on any number of devices. Shown alone, it is
/// the memory needed, or the verdicts.
public final class Sweep extends MatrixReport {
    Sweep(Matrix matrix) {
        super(matrix);
    }

    static Sweep of(Workload workload) {
        return new Sweep(Matrix.of(workload));
    }

    /// With several contexts, side by side.
    ///
    /// @throws DhurandharException where there is none, one is out of the model's range or given
    ///   twice
    public Sweep contexts(long... tokens) {
        return new Sweep(matrix.contexts(tokens));
    }

    /// With several recipes, by bits, side by side.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Sweep quants(int... bits) {
        return quants(texts(bits));
    }

    /// With several recipes, by name or bits, side by side.
    ///
    /// @throws DhurandharException where there is none, the runtime lacks one or it is given twice
    public Sweep quants(String... recipes) {
        return new Sweep(matrix.quants(Arrays.asList(Given.value(recipes, "quants"))));
    }

    static String[] texts(int... bits) {
        return Arrays.stream(Given.value(bits, "quants"))
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
    }

    /// On these devices, by name or by the paths of their profiles.
    ///
    /// @throws DhurandharException where no device has a name, or one is named twice
    public Sweep on(String... devices) {
        return new Sweep(matrix.on(Chosen.devices(Arrays.asList(Given.value(devices, "on")))));
    }

    /// On these devices.
    ///
    /// @throws DhurandharException where one is named twice
    public Sweep on(Device... devices) {
        return new Sweep(matrix.on(Chosen.distinct(Arrays.asList(Given.value(devices, "on")))));
    }

    /// On every device that can be found by name.
    public Sweep onAll() {
        return new Sweep(matrix.on(Devices.all()));
    }

    @Override
    String schema() {
        return "dhurandhar/sweep/1";
    }

    @Override
    String next() {
        return "next: contexts(n, ...)  quants(bits, ...)  on(device, ...)  onAll()  plot()";
    }
}
