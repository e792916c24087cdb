package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dhurandhar.Dhurandhar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `compare`: models side by side.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Models side by side: what they take, and whether they fit the devices.",
        footer = {
            "",
            "Example:",
            "  ./dhurandhar compare gemma4-e2b qwen3-4b --on pixel-10-pro --on galaxy-s25"
        })
final class Compare implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            description = "names of models, or paths of their files or directories")
    private List<String> models = new ArrayList<>();

    @Mixin private MatrixOptions matrix = new MatrixOptions();

    @Mixin private WorkloadOptions options = new WorkloadOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        report.check("comparison");
        matrix.check(options);
        var comparison =
                Dhurandhar.compare(models.toArray(String[]::new))
                        .with(model -> matrix.target(options.apply(model)));
        if (matrix.givesContexts()) {
            comparison = comparison.contexts(matrix.contexts());
        }
        if (matrix.givesQuants()) {
            comparison = comparison.quants(matrix.quants());
        }
        if (matrix.onAll()) {
            comparison = comparison.onAll();
        } else {
            var devices = matrix.devices();
            comparison = devices.length == 0 ? comparison : comparison.on(devices);
        }
        report.print(comparison, spec.commandLine().getOut());
        return 0;
    }
}
