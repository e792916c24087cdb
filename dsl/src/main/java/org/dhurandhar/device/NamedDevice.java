package org.dhurandhar.device;

import org.dhurandhar.report.Confidence;

/// A device that is built in code and lacks its memory: `ramGib` or `budgetMib` completes it.
public final class NamedDevice {
    private static final Budget NONE = new Budget(0, Figure.IN_CODE, Confidence.LOW, true);

    private final Device begun;

    private NamedDevice(Device begun) {
        this.begun = begun;
    }

    static NamedDevice of(String name) {
        if (name.isBlank()) {
            throw Device.invalid("a device without a name", "a name", "Device.named(\"my-board\")");
        }
        return new NamedDevice(
                new Device(
                        name,
                        name,
                        "other",
                        "unknown",
                        null,
                        null,
                        NONE,
                        Memory.UNKNOWN,
                        Storage.UNKNOWN,
                        Compute.UNKNOWN,
                        Figure.IN_CODE,
                        null));
    }

    /// With an operating system: `android`, `ios`, `linux`, `macos`, `windows` or `other`.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is none of them
    public NamedDevice os(String system) {
        return new NamedDevice(begun.os(system));
    }

    /// With installed memory in GiB; one process may use the system's share of it.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public Device ramGib(double gib) {
        return begun.ramGib(gib);
    }

    /// With what one process may use, in MiB.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public Device budgetMib(double mib) {
        return begun.budgetMib(mib);
    }

    /// With another name.
    public NamedDevice title(String text) {
        return new NamedDevice(begun.title(text));
    }

    /// With an instruction set: `arm64`, `x86-64` or `unknown`.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not known
    public NamedDevice arch(String instructions) {
        return new NamedDevice(begun.arch(instructions));
    }

    /// With the name of its chip.
    public NamedDevice soc(String chip) {
        return new NamedDevice(begun.soc(chip));
    }

    /// With peak bandwidth of memory in 10^9 bytes a second.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public NamedDevice memoryGbPerSecond(double peak) {
        return new NamedDevice(begun.memoryGbPerSecond(peak));
    }

    /// With large sequential reads of storage in 10^6 bytes a second.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public NamedDevice storageMbPerSecond(double sequential) {
        return new NamedDevice(begun.storageMbPerSecond(sequential));
    }

    /// With random reads of 4 KiB a second.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public NamedDevice random4kIops(double reads) {
        return new NamedDevice(begun.random4kIops(reads));
    }

    /// With one more kind of cores; see [Device#cores].
    ///
    /// @throws org.dhurandhar.DhurandharException where a figure is impossible
    public NamedDevice cores(int count, double gigahertz, int vectorBits, boolean dotProduct) {
        return new NamedDevice(begun.cores(count, gigahertz, vectorBits, dotProduct));
    }

    /// With peak dense 16-bit operations of the GPU in 10^12 a second.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public NamedDevice gpuTflops(double fp16) {
        return new NamedDevice(begun.gpuTflops(fp16));
    }

    /// With a GPU that has its own memory: its size in GiB and its bandwidth in 10^9 bytes a
    /// second.
    ///
    /// @throws org.dhurandhar.DhurandharException where one is not above 0
    public NamedDevice gpuMemory(double gib, double gbPerSecond) {
        return new NamedDevice(begun.gpuMemory(gib, gbPerSecond));
    }

    /// With peak dense 8-bit operations of the neural unit in 10^12 a second.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public NamedDevice npuTops(double int8) {
        return new NamedDevice(begun.npuTops(int8));
    }

    /// With figures of memory that carry their own sources.
    public NamedDevice memory(Memory figures) {
        return new NamedDevice(begun.memory(figures));
    }

    /// With figures of storage that carry their own sources.
    public NamedDevice storage(Storage figures) {
        return new NamedDevice(begun.storage(figures));
    }

    /// With figures of the processors that carry their own sources.
    public NamedDevice compute(Compute figures) {
        return new NamedDevice(begun.compute(figures));
    }

    @Override
    public String toString() {
        return begun.name() + " (" + begun.os() + ")   next: .ramGib(8)  .budgetMib(6144)";
    }
}
