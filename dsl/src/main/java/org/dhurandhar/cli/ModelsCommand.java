package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.model.Models;
import org.dhurandhar.report.Grid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `models`: the catalogue.
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "The models that can be named.")
final class ModelsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var rows = new ArrayList<List<String>>();
        for (var name : Models.names()) {
            var model = Models.named(name);
            var facts = model.facts();
            rows.add(
                    List.of(
                            name,
                            facts.family(),
                            "%,d".formatted(model.parameters()),
                            "%,d".formatted(model.activeParameters()),
                            facts.maxContext() == 0 ? "-" : "%,d".formatted(facts.maxContext()),
                            facts.confidence().word(),
                            String.join(", ", Models.aliases(name))));
        }
        var grid =
                new Grid(
                        List.of(
                                "Model",
                                "Family",
                                "Parameters",
                                "Active",
                                "Context",
                                "Confidence",
                                "Other names"),
                        List.of("Parameters", "Active", "Context"),
                        rows);
        spec.commandLine().getOut().print(grid.text(0));
        spec.commandLine().getOut().flush();
    }
}
