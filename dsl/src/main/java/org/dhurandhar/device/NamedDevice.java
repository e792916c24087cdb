package org.dhurandhar.device;

/// A device that is built in code and lacks its memory: `ramGib` or `budgetMib` completes it.
public record NamedDevice(String name, String os) {
    public NamedDevice {
        if (name.isBlank()) {
            throw Device.invalid("a device without a name", "a name", "Device.named(\"my-board\")");
        }
        os = Device.system(os);
    }

    /// With an operating system: `android`, `ios`, `linux`, `macos`, `windows` or `other`.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is none of them
    public NamedDevice os(String system) {
        return new NamedDevice(name, system);
    }

    /// With installed memory in GiB; one process may use the system's share of it.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public Device ramGib(double gib) {
        var ram = Device.ram(gib);
        return device(Devices.budget(os, ram.value())).ramGib(gib);
    }

    /// With what one process may use, in MiB.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is not above 0
    public Device budgetMib(double mib) {
        return device(Device.stated(mib));
    }

    private Device device(Budget budget) {
        return new Device(
                name,
                name,
                os,
                "unknown",
                null,
                null,
                budget,
                Memory.UNKNOWN,
                Storage.UNKNOWN,
                Compute.UNKNOWN,
                Figure.IN_CODE,
                null);
    }

    @Override
    public String toString() {
        return name + " (" + os + ")   next: .ramGib(8)  .budgetMib(6144)";
    }
}
