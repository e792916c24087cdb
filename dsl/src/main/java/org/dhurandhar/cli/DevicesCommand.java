package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.dhurandhar.device.Quantity;
import org.dhurandhar.report.Grid;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `devices`: the devices with their figures, or one device with the source of each.
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "The devices that can be named, with their figures; or one, with sources.")
final class DevicesCommand implements Runnable {
    private static final List<String> HEADINGS =
            List.of("Device", "OS", "RAM", "Budget", "DRAM", "Flash", "4 KiB", "CPU", "GPU", "NPU");

    /// Names of the figures under the headings after the first two.
    private static final List<String> COLUMNS =
            List.of(
                    "RAM",
                    "budget of one process",
                    "memory, peak",
                    "storage, sequential",
                    "storage, random 4 KiB",
                    "CPU, fp32",
                    "GPU, fp16",
                    "NPU, int8");

    private static final String UNITS =
            "RAM in GiB; budget of one process in MiB; DRAM: peak GB/s; flash: sequential and"
                    + " random 4 KiB reads, MB/s; CPU: fp32 TFLOPS; GPU: dense fp16 TFLOPS; NPU:"
                    + " int8 TOPS, 0 where there is none, yes where only that is known; -: not known.";

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DEVICE",
            description = "A name or a YAML file: its figures, each with source and confidence.")
    private @Nullable String name;

    @Override
    public void run() {
        int width = Terminal.width();
        var out = spec.commandLine().getOut();
        out.print(name == null ? all(width) : one(find(name), width));
        out.flush();
    }

    private static Device find(String name) {
        try {
            return Devices.find(name);
        } catch (DhurandharException e) {
            throw e.kind().equals("UnknownName")
                    ? DhurandharException.unknownName(
                            "device", name, Devices.names(), "./dhurandhar devices {}")
                    : e;
        }
    }

    private static String all(int width) {
        var rows = new ArrayList<List<String>>();
        for (var device : Devices.all()) {
            var row = new ArrayList<>(List.of(device.name(), device.os()));
            for (var quantity : device.quantities()) {
                if (COLUMNS.contains(quantity.name())) {
                    row.add(text(device, quantity));
                }
            }
            rows.add(row);
        }
        return new Grid(HEADINGS, HEADINGS.subList(2, HEADINGS.size()), rows).text(width)
                + '\n'
                + Terminal.wrap(UNITS, 0, width)
                + "sources: ./dhurandhar devices pixel-10-pro\n";
    }

    private static String one(Device device, int width) {
        var out = new StringBuilder();
        out.append(Terminal.wrap(heading(device), 2, width));
        var aliases = Devices.aliases(device.name());
        if (!aliases.isEmpty()) {
            out.append(Terminal.wrap("also named: " + String.join(", ", aliases), 2, width));
        }
        about(out, "memory", device.memory().kind(), width);
        about(out, "storage", device.storage().kind(), width);
        for (var cores : device.compute().cpu()) {
            about(out, "cores", cores.toString(), width);
        }
        about(out, "note", device.note(), width);
        about(out, "profile", device.source(), width);
        var rows = new ArrayList<List<String>>();
        var unknown = new ArrayList<String>();
        for (var quantity : device.quantities()) {
            var figure = quantity.figure();
            if (figure == null) {
                if (!quantity.name().equals("GPU's own memory, peak") || owns(device)) {
                    unknown.add(quantity.name());
                }
            } else {
                rows.add(
                        List.of(
                                quantity.name(),
                                quantity.text(),
                                quantity.unit(),
                                figure.confidence().word(),
                                figure.source()));
            }
        }
        var grid =
                new Grid(
                        List.of("Figure", "Value", "Unit", "Confidence", "Source"),
                        List.of("Value"),
                        rows);
        out.append('\n').append(grid.text(width));
        if (!unknown.isEmpty()) {
            out.append('\n');
            out.append(Terminal.wrap("not known: " + String.join("; ", unknown), 2, width));
        }
        return out.toString();
    }

    /// Whether the GPU's bandwidth is a question: not where it is known to share RAM.
    private static boolean owns(Device device) {
        var own = device.compute().gpuMemory();
        return own == null || own.value() > 0;
    }

    /// `yes` for a neural unit whose speed is not known.
    private static String text(Device device, Quantity quantity) {
        boolean unit =
                quantity.name().equals("NPU, int8")
                        && quantity.figure() == null
                        && Boolean.TRUE.equals(device.compute().npu());
        return unit ? "yes" : quantity.text();
    }

    private static String heading(Device device) {
        var out = new StringBuilder(device.name());
        if (!device.title().equals(device.name())) {
            out.append("  ").append(device.title());
        }
        out.append("  (").append(device.os()).append(", ").append(device.arch());
        out.append(device.soc() == null ? ")" : ", " + device.soc() + ")");
        return out.toString();
    }

    private static void about(StringBuilder out, String what, @Nullable String text, int width) {
        if (text != null) {
            out.append(Terminal.wrap(what + ": " + text, 2, width));
        }
    }
}
