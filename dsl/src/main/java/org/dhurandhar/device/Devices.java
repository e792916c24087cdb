package org.dhurandhar.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;
import org.dhurandhar.document.Documents;

/// Finds devices: by name among the built-in and the user's own, or by path.
public final class Devices {
    private static final Catalogue CATALOGUE = new Catalogue("devices");

    private Devices() {}

    /// Names of the built-in devices and of those in `~/.dhurandhar/devices`, in order.
    public static List<String> names() {
        return CATALOGUE.names();
    }

    /// A device by name; case, spaces, `-`, `_` and `.` do not matter.
    ///
    /// @throws DhurandharException where no device has the name
    public static Device named(String name) {
        return DeviceReader.device(
                CATALOGUE.find(
                        name,
                        "device",
                        "on(\"{}\")   or   --device {}   or   ./dhurandhar devices"));
    }

    /// A device from a YAML file.
    ///
    /// @throws DhurandharException where it cannot be read or a field is unknown or impossible
    public static Device read(Path file) {
        return DeviceReader.device(Documents.readMap(file, "devices"));
    }

    /// A name, or the path of a YAML file: what ends in `.yaml` or `.yml`, has a `/` or is a file.
    ///
    /// @throws DhurandharException where it is neither
    public static Device find(String nameOrPath) {
        var lower = nameOrPath.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml")
                || lower.endsWith(".yml")
                || lower.indexOf('/') >= 0
                || lower.indexOf(0) >= 0) {
            return read(Documents.path(nameOrPath));
        }
        return !nameOrPath.isEmpty() && Files.isRegularFile(Documents.path(nameOrPath))
                ? read(Documents.path(nameOrPath))
                : named(nameOrPath);
    }

    /// All devices that can be found by name.
    public static List<Device> all() {
        var devices = new ArrayList<Device>();
        for (var name : names()) {
            devices.add(named(name));
        }
        return devices;
    }

    /// Other names of a built-in device; empty for the user's own.
    public static List<String> aliases(String name) {
        return CATALOGUE.aliases(name);
    }

    /// The budget that follows from a system and its memory.
    static Budget budget(String os, double ramBytes) {
        return Budget.ruled(CATALOGUE.builtIn("budget"), os, ramBytes);
    }
}
