package org.dhurandhar.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// A phone, board or computer. Each wither returns a new device; what they state carries the source
/// "stated in code".
///
/// ```java
/// Device.named("my-board").os("linux").ramGib(8).memoryGbPerSecond(25.6).cores(4, 2.4, 256, true)
/// ```
///
/// @param name slug
/// @param title as people call it
/// @param os `android`, `ios`, `linux`, `macos`, `windows` or `other`
/// @param arch `arm64`, `x86-64` or `unknown`
/// @param soc the chip, in words, or null where not known
/// @param ram installed memory in bytes, or null where only a budget is stated
/// @param source where the profile comes from
/// @param note what else is known, or null
public record Device(
        String name,
        String title,
        String os,
        String arch,
        @Nullable String soc,
        @Nullable Figure ram,
        Budget budget,
        Memory memory,
        Storage storage,
        Compute compute,
        String source,
        @Nullable String note) {
    /// The operating systems a device may have.
    public static final List<String> SYSTEMS =
            List.of("android", "ios", "linux", "macos", "windows", "other");

    /// The instruction sets a device may have.
    public static final List<String> ARCHITECTURES = List.of("arm64", "x86-64", "unknown");

    /// The largest number that any field takes, whatever its unit.
    static final double LARGEST = 1e9;

    private static final double GIB = 1L << 30;

    /// Begins a device that is built in code.
    ///
    /// @throws DhurandharException where the name is blank
    public static NamedDevice named(String name) {
        return NamedDevice.of(name);
    }

    /// Installed memory, or 0 where only a budget is stated.
    public long ramBytes() {
        return ram == null ? 0 : Math.round(ram.value());
    }

    /// With another name.
    public Device title(String text) {
        return copy(text, os, arch, soc, ram, budget, memory, storage, compute);
    }

    /// With an operating system; a budget that was not stated follows it.
    ///
    /// @throws DhurandharException where it is not known
    public Device os(String system) {
        var known = system(system);
        var share = budget.ruled() && ram != null ? Devices.budget(known, ram.value()) : budget;
        return copy(title, known, arch, soc, ram, share, memory, storage, compute);
    }

    /// With an instruction set: `arm64`, `x86-64` or `unknown`.
    ///
    /// @throws DhurandharException where it is not known
    public Device arch(String instructions) {
        var known = architecture(instructions);
        if (known == null) {
            throw invalid(
                    "arch \"" + instructions + "\"",
                    String.join(", ", ARCHITECTURES),
                    "arch(\"arm64\")");
        }
        return copy(title, os, known, soc, ram, budget, memory, storage, compute);
    }

    /// With the name of its chip.
    public Device soc(String chip) {
        return copy(title, os, arch, chip, ram, budget, memory, storage, compute);
    }

    /// With installed memory in GiB; a budget that was not stated follows it.
    ///
    /// @throws DhurandharException where it is not above 0
    public Device ramGib(double gib) {
        var installed = ram(gib);
        var share = budget.ruled() ? Devices.budget(os, installed.value()) : budget;
        return copy(title, os, arch, soc, installed, share, memory, storage, compute);
    }

    /// With what one process may use, in MiB.
    ///
    /// @throws DhurandharException where it is not above 0
    public Device budgetMib(double mib) {
        return copy(title, os, arch, soc, ram, stated(mib), memory, storage, compute);
    }

    /// With peak bandwidth of memory in 10^9 bytes a second.
    ///
    /// @throws DhurandharException where it is not above 0
    public Device memoryGbPerSecond(double peak) {
        var figure = figure("memoryGbPerSecond", peak, 1e9, "25.6");
        return memory(new Memory(memory.kind(), figure, memory.sustainedBytesPerSecond()));
    }

    /// With large sequential reads of storage in 10^6 bytes a second.
    ///
    /// @throws DhurandharException where it is not above 0
    public Device storageMbPerSecond(double sequential) {
        var figure = figure("storageMbPerSecond", sequential, 1e6, "780");
        return storage(
                new Storage(
                        storage.kind(),
                        figure,
                        storage.random4k(),
                        storage.random512k(),
                        storage.faulting()));
    }

    /// With random reads of 4 KiB a second.
    ///
    /// @throws DhurandharException where it is not above 0
    public Device random4kIops(double reads) {
        var figure = figure("random4kIops", reads, 4096, "12000");
        return storage(
                new Storage(
                        storage.kind(),
                        storage.sequential(),
                        figure,
                        storage.random512k(),
                        storage.faulting()));
    }

    /// With one more kind of cores.
    ///
    /// @param vectorBits bits of SIMD arithmetic a core executes in a cycle, all pipes together; 0
    ///   where not known
    /// @param dotProduct whether they have 8-bit dot products
    /// @throws DhurandharException where a figure is impossible
    public Device cores(int count, double gigahertz, int vectorBits, boolean dotProduct) {
        var cpu = new ArrayList<>(compute.cpu());
        cpu.add(new Cores(count, gigahertz, vectorBits, dotProduct));
        return compute(compute.cpu(cpu, Stated.IN_CODE));
    }

    /// With peak dense 16-bit operations of the GPU in 10^12 a second.
    ///
    /// @throws DhurandharException where it is not above 0
    public Device gpuTflops(double fp16) {
        return compute(compute.gpu(figure("gpuTflops", fp16, 1e12, "3.4")));
    }

    /// With a GPU that has its own memory: its size in GiB and its bandwidth in 10^9 bytes a
    /// second.
    ///
    /// @throws DhurandharException where one is not above 0
    public Device gpuMemory(double gib, double gbPerSecond) {
        var size = figure("gpuMemory", gib, GIB, "24, 1008");
        var rate = figure("gpuMemory", gbPerSecond, 1e9, "24, 1008");
        return compute(compute.gpuMemory(size, rate));
    }

    /// With peak dense 8-bit operations of the neural unit in 10^12 a second.
    ///
    /// @throws DhurandharException where it is not above 0
    public Device npuTops(double int8) {
        return compute(compute.npu(figure("npuTops", int8, 1e12, "45")));
    }

    /// With figures of memory that carry their own sources.
    public Device memory(Memory figures) {
        return copy(title, os, arch, soc, ram, budget, figures, storage, compute);
    }

    /// With figures of storage that carry their own sources.
    public Device storage(Storage figures) {
        return copy(title, os, arch, soc, ram, budget, memory, figures, compute);
    }

    /// With figures of the processors that carry their own sources.
    public Device compute(Compute figures) {
        return copy(title, os, arch, soc, ram, budget, memory, storage, figures);
    }

    private Device copy(
            String newTitle,
            String newOs,
            String newArch,
            @Nullable String newSoc,
            @Nullable Figure newRam,
            Budget newBudget,
            Memory newMemory,
            Storage newStorage,
            Compute newCompute) {
        return new Device(
                name,
                newTitle,
                newOs,
                newArch,
                newSoc,
                newRam,
                newBudget,
                newMemory,
                newStorage,
                newCompute,
                source,
                note);
    }

    /// All figures that a device may have, each with its source, known or not.
    public List<Quantity> quantities() {
        return Quantity.of(this);
    }

    /// The usual word for an instruction set, or null where it is not known.
    static @Nullable String architecture(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "arm64", "aarch64" -> "arm64";
            case "x86-64", "x86_64", "amd64", "x64" -> "x86-64";
            case "unknown" -> "unknown";
            default -> null;
        };
    }

    static String system(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!SYSTEMS.contains(lower)) {
            throw invalid("os \"" + text + "\"", String.join(", ", SYSTEMS), "os(\"linux\")");
        }
        return lower;
    }

    static Figure ram(double gib) {
        return figure("ramGib", gib, GIB, "8");
    }

    static Budget stated(double mib) {
        var budget = figure("budgetMib", mib, 1 << 20, "6144");
        return new Budget(Math.round(budget.value()), budget.source(), budget.confidence());
    }

    private static Figure figure(String what, double value, double unit, String example) {
        if (!(value > 0) || value > LARGEST) {
            throw invalid(
                    what + "(" + value + ")",
                    "a number above 0; leave it out where it is not known",
                    what + "(" + example + ")");
        }
        return Figure.of(value * unit);
    }

    static DhurandharException invalid(String what, String expected, String example) {
        return DhurandharException.because("InvalidDevice", what).expected(expected).fix(example);
    }

    @Override
    public String toString() {
        var known = new StringBuilder();
        for (var quantity : quantities()) {
            if (quantity.figure() != null) {
                known.append(known.isEmpty() ? "" : "; ").append(quantity.name()).append(' ');
                known.append(quantity.text()).append(' ').append(quantity.unit());
            }
        }
        return "%s (%s, %s)  %s\nsources: .quantities()".formatted(name, os, arch, known);
    }
}
