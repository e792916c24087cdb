package org.dhurandhar.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A figure of a device under its name and in its usual unit.
///
/// @param unit such as `GB/s` (10^9 bytes a second) or `GiB` (2^30 bytes)
/// @param scale what one unit is in bytes, bytes a second or operations a second
/// @param figure null where it is not known
public record Quantity(String name, String unit, double scale, @Nullable Figure figure) {
    private static final double GIB = 1L << 30;

    /// The figure in its unit with at most four digits, or `-` where it is not known.
    public String text() {
        return figure == null ? "-" : number(figure.value() / scale);
    }

    /// All figures that a device may have, known or not, in one order for all devices.
    static List<Quantity> of(Device device) {
        var memory = device.memory();
        var storage = device.storage();
        var compute = device.compute();
        var budget = device.budget();
        var all = new ArrayList<Quantity>();
        all.add(new Quantity("RAM", "GiB", GIB, device.ram()));
        all.add(
                new Quantity(
                        "budget of one process",
                        "MiB",
                        1 << 20,
                        new Figure(budget.bytes(), budget.source(), budget.confidence())));
        all.add(new Quantity("memory, peak", "GB/s", 1e9, memory.bytesPerSecond()));
        all.add(new Quantity("memory, sustained", "GB/s", 1e9, memory.sustainedBytesPerSecond()));
        all.add(new Quantity("storage, sequential", "MB/s", 1e6, storage.sequential()));
        all.add(new Quantity("storage, random 4 KiB", "MB/s", 1e6, storage.random4k()));
        all.add(new Quantity("storage, random 512 KiB", "MB/s", 1e6, storage.random512k()));
        all.add(new Quantity("storage, under page faults", "MB/s", 1e6, storage.faulting()));
        all.add(new Quantity("CPU, fp32", "TFLOPS", 1e12, compute.cpuFlops()));
        all.add(new Quantity("GPU, fp16", "TFLOPS", 1e12, compute.gpuFlops()));
        all.add(new Quantity("NPU, int8", "TOPS", 1e12, compute.npuOps()));
        all.add(new Quantity("GPU's own memory", "GiB", GIB, compute.gpuMemory()));
        all.add(
                new Quantity(
                        "GPU's own memory, peak", "GB/s", 1e9, compute.gpuMemoryBytesPerSecond()));
        return List.copyOf(all);
    }

    /// Up to four digits where they are needed, without trailing zeros.
    private static String number(double value) {
        int decimals = value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        var text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        if (decimals == 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    @Override
    public String toString() {
        return figure == null
                ? name + ": not known"
                : "%s: %s %s (%s, %s confidence)"
                        .formatted(name, text(), unit, figure.source(), figure.confidence().word());
    }
}
