package org.dhurandhar.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.Node;
import org.dhurandhar.report.Confidence;
import org.jspecify.annotations.Nullable;

/// Reads the YAML of one device.
final class DeviceReader {
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    /// MB of 10^6 or 2^20 bytes, and reads of 4,000 or 4,096: the same figure to a reader.
    private static final double SAME_WITHIN = 0.1;

    private static final String HELP = "rename it, or see configs/devices/README.md";

    /// Fields of our schema, then those of the Python package dhurandhar 0.1.
    private static final List<String> FIELDS =
            List.of(
                    "name",
                    "aliases",
                    "title",
                    "os",
                    "arch",
                    "soc",
                    "ram_gib",
                    "ram_budget_mib",
                    "memory",
                    "storage",
                    "cpu",
                    "gpu",
                    "npu_tops_int8",
                    "supports_npu",
                    "source",
                    "confidence",
                    "note",
                    "ram_budget_mb",
                    "flash_read_gbps",
                    "notes");

    private static final List<String> MEMORY_FIELDS =
            List.of("kind", "gb_per_s", "sustained_gb_per_s", "source", "confidence");
    private static final List<String> STORAGE_FIELDS =
            List.of(
                    "kind",
                    "read_gib_per_s",
                    "sequential_mb_per_s",
                    "random_4k_mb_per_s",
                    "random_4k_iops",
                    "random_512k_mb_per_s",
                    "faulting_mb_per_s",
                    "source",
                    "confidence");
    private static final List<String> CPU_FIELDS = List.of("cores", "source", "confidence");
    private static final List<String> CORE_FIELDS =
            List.of("name", "count", "ghz", "simd_bits", "dot_product");
    private static final List<String> GPU_FIELDS =
            List.of("tflops_fp16", "memory_gib", "memory_gb_per_s", "source", "confidence");
    private static final List<String> FIGURE_FIELDS = List.of("value", "source", "confidence");

    private final MapNode yaml;
    private final Stated stated;

    private DeviceReader(MapNode yaml) {
        this.yaml = yaml;
        var source = yaml.text("source", yaml.text("notes", ""));
        this.stated =
                new Stated(
                        source.isEmpty() ? "stated in " + yaml.place().file() : source,
                        Stated.confidence(
                                yaml, source.isEmpty() ? Confidence.LOW : Confidence.MEDIUM));
    }

    static Device device(MapNode yaml) {
        yaml.onlyKeys(FIELDS, HELP);
        return new DeviceReader(yaml).device();
    }

    private Device device() {
        var name = yaml.text("name");
        var os = yaml.text("os", "other").toLowerCase(Locale.ROOT);
        if (!Device.SYSTEMS.contains(os)) {
            throw yaml.wrong(
                    "os",
                    Objects.requireNonNull(yaml.get("os")),
                    String.join(", ", Device.SYSTEMS));
        }
        var arch = Device.architecture(yaml.text("arch", "unknown"));
        if (arch == null) {
            throw yaml.wrong(
                    "arch",
                    Objects.requireNonNull(yaml.get("arch")),
                    String.join(", ", Device.ARCHITECTURES));
        }
        var ram = figure(yaml, "ram_gib", GIB, stated);
        return new Device(
                name,
                yaml.text("title", name),
                os,
                arch,
                yaml.has("soc") ? yaml.text("soc") : null,
                ram,
                budget(os, ram),
                memory(),
                storage(),
                compute(),
                stated.source(),
                yaml.has("note") ? yaml.text("note") : null);
    }

    private Budget budget(String os, @Nullable Figure ram) {
        for (var field : List.of("ram_budget_mib", "ram_budget_mb")) {
            var budget = amount(yaml, field, MIB, stated);
            if (budget != null) {
                if (ram != null && budget.value() > ram.value()) {
                    throw yaml.wrong(
                            field,
                            required(yaml, field),
                            "at most what ram_gib states, %.0f MiB".formatted(ram.value() / MIB));
                }
                var source = budget.source();
                return new Budget(
                        Math.round(budget.value()),
                        source.startsWith("stated in ") ? source : "stated: " + source,
                        budget.confidence());
            }
        }
        if (ram == null) {
            throw DhurandharException.because("InvalidProfile", yaml.place() + "  states no memory")
                    .expected("ram_gib, or ram_budget_mib")
                    .fix("add ram_budget_mib: 2048 to " + yaml.place().file());
        }
        return Devices.budget(os, ram.value());
    }

    private Memory memory() {
        var memory = section("memory", MEMORY_FIELDS);
        if (memory == null) {
            return Memory.UNKNOWN;
        }
        var here = stated.within(memory);
        var peak = figure(memory, "gb_per_s", 1e9, here);
        var sustained = figure(memory, "sustained_gb_per_s", 1e9, here);
        if (peak != null && sustained != null && sustained.value() > peak.value()) {
            throw memory.wrong(
                    "sustained_gb_per_s",
                    required(memory, "sustained_gb_per_s"),
                    "at most gb_per_s, the peak");
        }
        return new Memory(memory.has("kind") ? memory.text("kind") : null, peak, sustained);
    }

    private Storage storage() {
        var storage = section("storage", STORAGE_FIELDS);
        if (storage == null) {
            var flash = amount(yaml, "flash_read_gbps", GIB, stated);
            return flash == null || flash.value() == 0
                    ? Storage.UNKNOWN
                    : new Storage(null, flash, null, null, null);
        }
        var here = stated.within(storage);
        var sequential = figure(storage, "read_gib_per_s", GIB, here);
        var random = figure(storage, "random_4k_iops", 4096, here);
        var stated4k = figure(storage, "random_4k_mb_per_s", 1e6, here);
        if (random != null
                && stated4k != null
                && Math.abs(stated4k.value() / random.value() - 1) > SAME_WITHIN) {
            throw storage.wrong(
                    "random_4k_mb_per_s",
                    required(storage, "random_4k_mb_per_s"),
                    "what random_4k_iops says, %.1f MB/s; one of the two is enough"
                            .formatted(random.value() / 1e6));
        }
        return new Storage(
                storage.has("kind") ? storage.text("kind") : null,
                sequential != null ? sequential : figure(storage, "sequential_mb_per_s", 1e6, here),
                random != null ? random : stated4k,
                figure(storage, "random_512k_mb_per_s", 1e6, here),
                figure(storage, "faulting_mb_per_s", 1e6, here));
    }

    private Compute compute() {
        var cpu = cores();
        var section = section("cpu", CPU_FIELDS);
        var flops = Compute.flops(cpu, section == null ? stated : stated.within(section));
        var gpu = section("gpu", GPU_FIELDS);
        var here = gpu == null ? stated : stated.within(gpu);
        var npu = amount(yaml, "npu_tops_int8", 1e12, stated);
        boolean some = yaml.flag("supports_npu", npu != null && npu.value() > 0);
        if (npu != null && some != npu.value() > 0) {
            throw yaml.wrong(
                    "supports_npu", required(yaml, "supports_npu"), "what npu_tops_int8 says");
        }
        boolean known = npu != null || yaml.has("supports_npu");
        return new Compute(
                cpu,
                flops,
                gpu == null ? null : figure(gpu, "tflops_fp16", 1e12, here),
                known ? (Boolean) some : null,
                npu == null && known && !some ? stated.figure(0) : npu,
                gpu == null ? null : amount(gpu, "memory_gib", GIB, here),
                gpu == null ? null : figure(gpu, "memory_gb_per_s", 1e9, here));
    }

    private List<Cores> cores() {
        var section = section("cpu", CPU_FIELDS);
        var list = section == null ? null : section.list("cores");
        var cores = new ArrayList<Cores>();
        if (section != null && list != null) {
            for (var item : list.items()) {
                if (!(item instanceof MapNode core)) {
                    throw section.wrong("cores", item, "a mapping with count and ghz");
                }
                cores.add(cores(core));
            }
        }
        return cores;
    }

    private static Cores cores(MapNode core) {
        core.onlyKeys(CORE_FIELDS, HELP);
        long count = core.integer("count");
        if (count < 1 || count > Cores.MAX_COUNT) {
            throw core.wrong(
                    "count",
                    required(core, "count"),
                    "a whole number from 1 to " + Cores.MAX_COUNT);
        }
        core.text("ghz");
        double ghz = core.real("ghz", 0);
        if (!(ghz > 0) || ghz > Cores.MAX_GIGAHERTZ) {
            throw core.wrong(
                    "ghz",
                    required(core, "ghz"),
                    "a number above 0, at most " + Cores.MAX_GIGAHERTZ);
        }
        long bits = core.integer("simd_bits", 0);
        if (core.has("simd_bits") && (bits < 32 || bits > Cores.MAX_BITS)) {
            throw core.wrong(
                    "simd_bits",
                    required(core, "simd_bits"),
                    "bits of SIMD a core executes in a cycle, such as 256");
        }
        return new Cores(
                core.has("name") ? core.text("name") : null,
                (int) count,
                ghz,
                (int) bits,
                core.flag("dot_product", false));
    }

    private static Node required(MapNode map, String key) {
        return Objects.requireNonNull(map.get(key));
    }

    private @Nullable MapNode section(String key, List<String> fields) {
        var map = yaml.map(key);
        if (map != null) {
            map.onlyKeys(fields, HELP);
        }
        return map;
    }

    /// A figure above 0, a number or a mapping with `value`, `source` and `confidence`; null where
    /// absent.
    private static @Nullable Figure figure(MapNode map, String field, double unit, Stated stated) {
        var figure = amount(map, field, unit, stated, "a number above 0");
        if (figure != null && figure.value() == 0) {
            throw map.wrong(
                    field,
                    required(map, field),
                    "a number above 0; leave the field out where it is not known");
        }
        return figure;
    }

    private static @Nullable Figure amount(MapNode map, String field, double unit, Stated stated) {
        return amount(map, field, unit, stated, "a number from 0 up");
    }

    private static @Nullable Figure amount(
            MapNode map, String field, double unit, Stated stated, String range) {
        var node = map.get(field);
        if (node == null) {
            return null;
        }
        if (node instanceof MapNode own) {
            own.onlyKeys(FIGURE_FIELDS, HELP);
            own.text("value");
            return number(own, "value", unit, stated.within(own), range);
        }
        return number(map, field, unit, stated, range);
    }

    private static Figure number(
            MapNode map, String field, double unit, Stated stated, String range) {
        double value = map.real(field, 0);
        if (!(value >= 0) || value > Device.LARGEST) {
            throw map.wrong(field, required(map, field), range);
        }
        return stated.figure(value * unit);
    }
}
