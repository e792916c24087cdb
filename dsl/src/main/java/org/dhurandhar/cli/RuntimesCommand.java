package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Grid;
import org.dhurandhar.runtime.Runtimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `runtimes`: the programs whose memory rules are known.
@Command(
        name = "runtimes",
        mixinStandardHelpOptions = true,
        description = "The runtimes whose memory rules are known, and their settings.")
final class RuntimesCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var rows = new ArrayList<List<String>>();
        for (var name : Runtimes.names()) {
            var runtime = Runtimes.named(name);
            rows.add(List.of(name, runtime.version(), String.join(", ", runtime.options())));
        }
        var grid = new Grid(List.of("Runtime", "Measured on", "Settings"), List.of(), rows);
        spec.commandLine().getOut().print(grid.text(Terminal.width()));
        spec.commandLine().getOut().flush();
    }
}
