package org.dhurandhar.cli;

import java.util.concurrent.Callable;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.Sweep;
import org.dhurandhar.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `sweep`: one model over contexts and recipes.
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "One model over several contexts and recipes, on any number of devices.",
        footer = {
            "",
            "Example:",
            "  ./dhurandhar sweep --model qwen3-4b --contexts 4096,8192,32768 --quants 4,8 --on galaxy-s25"
        })
final class SweepCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|PATH",
            description = "a built-in model, or a file or directory of one")
    private String model = "";

    @Mixin private MatrixOptions matrix = new MatrixOptions();

    @Mixin private WorkloadOptions options = new WorkloadOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        report.check("sweep");
        matrix.check(options);
        if (!matrix.givesContexts() && !matrix.givesQuants()) {
            throw DhurandharException.because("BadUsage", "nothing to sweep over")
                    .expected("--contexts, --quants or both")
                    .fix("--contexts 4096,8192,32768   or   --quants 4,8");
        }
        var sweep = sweep(matrix.target(options.apply(Dhurandhar.model(model))));
        if (matrix.onAll()) {
            sweep = sweep.onAll();
        } else {
            var devices = matrix.devices();
            sweep = devices.length == 0 ? sweep : sweep.on(devices);
        }
        report.print(sweep, spec.commandLine().getOut());
        return 0;
    }

    private Sweep sweep(Workload workload) {
        if (!matrix.givesContexts()) {
            return workload.quants(matrix.quants());
        }
        var sweep = workload.contexts(matrix.contexts());
        return matrix.givesQuants() ? sweep.quants(matrix.quants()) : sweep;
    }
}
