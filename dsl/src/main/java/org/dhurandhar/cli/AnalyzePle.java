package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.dhurandhar.Assessments;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.model.Encoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `analyze-ple`: what a model takes, and whether it fits.
@Command(
        name = "analyze-ple",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "What a model takes, component by component, and whether it fits each device.")
final class AnalyzePle implements Callable<Integer> {
    @Option(
            names = "--model",
            defaultValue = "gemma4-e2b",
            paramLabel = "NAME|PATH",
            description =
                    "a built-in model, or a YAML, config.json, safetensors or GGUF file or its directory (default: ${DEFAULT-VALUE})")
    private String model = "gemma4-e2b";

    @Mixin private WorkloadOptions options = new WorkloadOptions();

    @Option(
            names = "--device",
            paramLabel = "NAME|PATH",
            description = "a device; may be repeated (default: all)")
    private List<String> devices = new ArrayList<>();

    @Option(
            names = {"--target-decode-tps", "--target-tps"},
            paramLabel = "TPS",
            defaultValue = "15",
            description =
                    "wanted decode speed in tokens a second; a verdict that misses it says so (default: ${DEFAULT-VALUE})")
    private double targetTps = 15;

    @Option(names = "--bytes", description = "exact bytes instead of MiB")
    private boolean exactBytes;

    @Mixin private ReportOptions report = new ReportOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        report.check("footprint");
        check();
        var workload = options.apply(Dhurandhar.model(model));
        var assessment = Assessments.of(workload.target(targetTps), chosen(), exactBytes);
        var footprint = assessment.footprint();
        var verdicts = assessment.verdicts();
        var out = spec.commandLine().getOut();
        report.print(assessment, out);
        if (report.isText() && !devices.isEmpty()) {
            out.print(ChangeLines.of(workload, verdicts, Terminal.width()));
        }
        if (options.keepAudio() && !hasAudio(footprint)) {
            var err = spec.commandLine().getErr();
            (report.isText() ? out : err).print(withoutAudio(footprint));
            err.flush();
        }
        out.flush();
        return 0;
    }

    private static boolean hasAudio(Footprint footprint) {
        for (var encoder : footprint.model().facts().encoders()) {
            if (encoder.kind() == Encoder.AUDIO) {
                return true;
            }
        }
        return false;
    }

    private static String withoutAudio(Footprint footprint) {
        var note =
                "note: --keep-audio changes nothing: %s has no audio encoder that is counted"
                        .formatted(footprint.model().facts().name());
        return Terminal.wrap(note, 2, Terminal.width());
    }

    private void check() {
        if (!(targetTps > 0) || targetTps > 1e6) {
            throw DhurandharException.because("InvalidSetting", "--target-decode-tps " + targetTps)
                    .expected("a speed above 0, in tokens a second")
                    .fix("--target-decode-tps 15");
        }
        options.check();
    }

    private List<Device> chosen() {
        if (devices.isEmpty()) {
            return Devices.all();
        }
        var chosen = new LinkedHashSet<Device>();
        for (var name : devices) {
            chosen.add(Devices.find(name));
        }
        return List.copyOf(chosen);
    }
}
