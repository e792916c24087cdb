package org.dhurandhar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dhurandhar.Answer;
import org.dhurandhar.Deployment;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `solve`: the largest context, the best recipe or the smallest budget that fits.
@Command(
        name = "solve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "The largest context or the best recipe that fits a device, or the smallest budget.",
        footer = {
            "",
            "Example:",
            "  ./dhurandhar solve --model qwen3-4b --device galaxy-s25 --what context"
        })
final class Solve implements Callable<Integer> {
    private static final List<String> QUESTIONS = List.of("context", "quant", "budget");

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|PATH",
            description = "a built-in model, or a file or directory of one")
    private String model = "";

    @Option(
            names = "--device",
            required = true,
            paramLabel = "NAME|PATH",
            description = "a device, or the YAML file of one")
    private String device = "";

    @Option(
            names = "--what",
            paramLabel = "context|quant|budget",
            defaultValue = "context",
            description = "what to solve for (default: ${DEFAULT-VALUE})")
    private String what = "context";

    @Option(
            names = {"--target-decode-tps", "--target-tps"},
            paramLabel = "TPS",
            description =
                    "decode speed that the low end of the predicted range has to reach at the end of the context (default: none)")
    private @Nullable Double targetTps;

    @Mixin private WorkloadOptions options = new WorkloadOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        report.check("solution");
        options.check();
        if (!QUESTIONS.contains(what)) {
            throw DhurandharException.unknownName("question", what, QUESTIONS, "--what {}");
        }
        if (what.equals("context") && options.givesContext()) {
            throw known("--context-tokens", "--what quant   or   --what budget");
        }
        if (what.equals("quant") && options.givesQuant()) {
            throw known("--quant and --quant-bits", "--what context   or   --what budget");
        }
        var workload = options.apply(Dhurandhar.model(model));
        if (targetTps != null) {
            workload = workload.target(targetTps);
        }
        report.print(solve(workload.on(device)), spec.commandLine().getOut());
        return 0;
    }

    private Answer<?> solve(Deployment deployment) {
        return switch (what) {
            case "quant" -> deployment.bestQuant();
            case "budget" -> deployment.neededBudget();
            default -> deployment.maxContext();
        };
    }

    private DhurandharException known(String option, String others) {
        return DhurandharException.because(
                        "BadUsage", "--what " + what + " solves for what " + option + " give")
                .expected("one of them")
                .fix("leave it out, or " + others);
    }
}
