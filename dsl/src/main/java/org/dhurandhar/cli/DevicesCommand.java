package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.device.Devices;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Grid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `devices`: the devices and the budgets that verdicts compare with.
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "The devices that can be named, and the memory one process may use.")
final class DevicesCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var rows = new ArrayList<List<String>>();
        for (var device : Devices.all()) {
            rows.add(
                    List.of(
                            device.name(),
                            device.os(),
                            device.ramBytes() == 0 ? "-" : Bytes.mib(device.ramBytes()),
                            Bytes.mib(device.budget().bytes()),
                            device.budget().source()));
        }
        var grid =
                new Grid(
                        List.of(
                                "Device",
                                "System",
                                "RAM MiB",
                                "Budget MiB",
                                "Where the budget comes from"),
                        List.of("RAM MiB", "Budget MiB"),
                        rows);
        spec.commandLine().getOut().print(grid.text(Terminal.width()));
        spec.commandLine().getOut().flush();
    }
}
