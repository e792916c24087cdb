package org.dhurandhar.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.Node;
import org.dhurandhar.report.Confidence;
import org.jspecify.annotations.Nullable;

/// Finds devices: by name among the built-in and the user's own, or by path.
public final class Devices {
    private static final Catalogue CATALOGUE = new Catalogue("devices");
    private static final double GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final String HELP = "rename it, or see configs/devices/README.md";

    /// Fields of our schema, then those of the Python package dhurandhar 0.1.
    private static final List<String> FIELDS =
            List.of(
                    "name",
                    "aliases",
                    "title",
                    "os",
                    "soc",
                    "ram_gib",
                    "ram_budget_mib",
                    "memory",
                    "storage",
                    "npu_tops_int8",
                    "supports_npu",
                    "source",
                    "confidence",
                    "note",
                    "ram_budget_mb",
                    "flash_read_gbps",
                    "notes");

    private static final List<String> MEMORY_FIELDS =
            List.of("kind", "gb_per_s", "sustained_gb_per_s");
    private static final List<String> STORAGE_FIELDS =
            List.of(
                    "kind",
                    "read_gib_per_s",
                    "sequential_mb_per_s",
                    "random_4k_mb_per_s",
                    "random_4k_iops",
                    "random_512k_mb_per_s");

    private Devices() {}

    /// Names of the built-in devices and of those in `~/.dhurandhar/devices`, in order.
    public static List<String> names() {
        return CATALOGUE.names();
    }

    /// A device by name; case, spaces, `-`, `_` and `.` do not matter.
    ///
    /// @throws DhurandharException where no device has the name
    public static Device named(String name) {
        return device(
                CATALOGUE.find(
                        name,
                        "device",
                        "on(\"{}\")   or   --device {}   or   ./dhurandhar devices"));
    }

    /// A device from a YAML file.
    ///
    /// @throws DhurandharException where it cannot be read or a field is unknown or impossible
    public static Device read(Path file) {
        return device(Documents.readMap(file));
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

    private static Device device(MapNode yaml) {
        yaml.onlyKeys(FIELDS, HELP);
        var name = yaml.text("name");
        var os = yaml.text("os", "other").toLowerCase(Locale.ROOT);
        long ram = Math.round(amount(yaml, "ram_gib", 0) * GIB);
        var source = yaml.text("source", yaml.text("notes", "stated in " + yaml.place().file()));
        var memory = section(yaml, "memory", MEMORY_FIELDS);
        return new Device(
                name,
                yaml.text("title", name),
                os,
                ram,
                budget(yaml, os, ram, source),
                memory == null ? 0 : Math.round(amount(memory, "gb_per_s", 0) * 1e9),
                storage(yaml),
                yaml.flag("supports_npu", amount(yaml, "npu_tops_int8", 0) > 0),
                source);
    }

    private static Storage storage(MapNode yaml) {
        var storage = section(yaml, "storage", STORAGE_FIELDS);
        if (storage == null) {
            return new Storage(null, Math.round(amount(yaml, "flash_read_gbps", 0) * GIB), 0);
        }
        long sequential =
                storage.has("read_gib_per_s")
                        ? Math.round(amount(storage, "read_gib_per_s", 0) * GIB)
                        : Math.round(amount(storage, "sequential_mb_per_s", 0) * 1e6);
        var kind = storage.has("kind") ? storage.text("kind") : null;
        return new Storage(
                kind, sequential, Math.round(amount(storage, "random_4k_mb_per_s", 0) * 1e6));
    }

    private static Budget budget(MapNode yaml, String os, long ram, String source) {
        for (var field : List.of("ram_budget_mib", "ram_budget_mb")) {
            if (yaml.has(field)) {
                long bytes = Math.round(amount(yaml, field, 0) * MIB);
                return new Budget(bytes, "stated: " + source, Confidence.LOW);
            }
        }
        if (ram == 0) {
            throw DhurandharException.because("InvalidProfile", yaml.place() + "  states no memory")
                    .expected("ram_gib, or ram_budget_mib")
                    .fix("add ram_budget_mib: 2048 to " + yaml.place().file());
        }
        var rules = CATALOGUE.builtIn("budget");
        var rule = rules.map(os);
        if (rule == null) {
            var seen = Objects.requireNonNull(yaml.get("os"));
            throw yaml.wrong("os", seen, String.join(", ", rules.keys()));
        }
        double share = rule.real("share", 0);
        long bytes = (long) (ram * share) / MIB * MIB;
        return new Budget(
                bytes,
                "%s of %d GiB RAM (%s)".formatted(percent(share), ram >> 30, rule.text("source")),
                Confidence.LOW);
    }

    private static String percent(double share) {
        double percent = share * 100;
        return percent == Math.rint(percent)
                ? "%d %%".formatted((long) percent)
                : "%.1f %%".formatted(percent);
    }

    private static @Nullable MapNode section(MapNode yaml, String key, List<String> fields) {
        var map = yaml.map(key);
        if (map != null) {
            map.onlyKeys(fields, HELP);
        }
        return map;
    }

    private static double amount(MapNode yaml, String field, double fallback) {
        double value = yaml.real(field, fallback);
        Node seen = yaml.get(field);
        if (seen != null && (!(value >= 0) || value > 1e9)) {
            throw yaml.wrong(field, seen, "a number from 0 up");
        }
        return value;
    }
}
