package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.Workload;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.memory.FootprintJson;
import org.dhurandhar.memory.VerdictGrid;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--context-tokens",
            paramLabel = "N",
            description =
                    "context length (default: 32768, or the model's limit where that is less)")
    private @Nullable Long contextTokens;

    @Option(
            names = "--quant-bits",
            paramLabel = "BITS",
            description =
                    "the runtime's usual recipe for 2, 3, 4, 5, 6, 8, 16 or 32 bits (default: 4)")
    private @Nullable Integer quantBits;

    @Option(
            names = "--quant",
            paramLabel = "NAME",
            description = "a recipe by name, such as Q4_K_M")
    private @Nullable String quant;

    @Option(
            names = "--kv-bits",
            paramLabel = "BITS",
            description = "cache type by bits: 4 q4_0, 5 q5_0, 8 q8_0, 16 f16 (default: 16)")
    private @Nullable Integer kvBits;

    @Option(names = "--kv", paramLabel = "TYPE", description = "cache type of keys and values")
    private @Nullable String kv;

    @Option(names = "--kv-k", paramLabel = "TYPE", description = "cache type of keys")
    private @Nullable String kvK;

    @Option(names = "--kv-v", paramLabel = "TYPE", description = "cache type of values")
    private @Nullable String kvV;

    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            defaultValue = "llama.cpp",
            description = "see the command runtimes (default: ${DEFAULT-VALUE})")
    private String runtime = "llama.cpp";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description = "default: ${DEFAULT-VALUE}")
    private String backend = "cpu";

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "parallel sequences (default: the runtime's)")
    private @Nullable Integer slots;

    @Option(
            names = "--ubatch",
            paramLabel = "N",
            description = "tokens computed at once (default: the runtime's)")
    private @Nullable Integer ubatch;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a setting of the runtime; may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--strip-audio",
            negatable = false,
            description = "leave an audio encoder out (default)")
    private boolean stripAudio;

    @Option(names = "--keep-audio", description = "count an audio encoder")
    private boolean keepAudio;

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
                    "wanted decode speed; accepted, without effect until speeds are predicted (default: ${DEFAULT-VALUE})")
    private double targetTps = 15;

    @Option(names = "--bytes", description = "exact bytes instead of MiB")
    private boolean exactBytes;

    @Option(
            names = "--json-out",
            paramLabel = "FILE|-",
            description = "write JSON to a file, or - for standard output alone")
    private @Nullable String jsonOut;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (jsonOut != null) {
            Output.check(jsonOut);
        }
        check();
        var footprint = workload().footprint();
        var verdicts = new ArrayList<Feasibility>();
        for (var device : chosen()) {
            verdicts.add(Feasibility.of(footprint, device));
        }
        var out = spec.commandLine().getOut();
        if (jsonOut != null) {
            Output.write(jsonOut, FootprintJson.text(footprint, verdicts), out);
        }
        if (!"-".equals(jsonOut)) {
            out.print(text(footprint, verdicts));
        }
        if (keepAudio && !hasAudio(footprint)) {
            var err = spec.commandLine().getErr();
            ("-".equals(jsonOut) ? err : out).print(withoutAudio(footprint));
            err.flush();
        }
        out.flush();
        return 0;
    }

    private static boolean hasAudio(Footprint footprint) {
        for (var encoder : footprint.model().facts().encoders()) {
            if (encoder.kind().equals("audio")) {
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
        if (stripAudio && keepAudio) {
            throw exclusive("--strip-audio", "--keep-audio");
        }
        if (quant != null && quantBits != null) {
            throw exclusive("--quant", "--quant-bits");
        }
        if (kvBits != null && (kv != null || kvK != null || kvV != null)) {
            throw exclusive("--kv-bits", "--kv, --kv-k, --kv-v");
        }
    }

    private static DhurandharException exclusive(String one, String other) {
        return DhurandharException.because("BadUsage", one + " and " + other + " are both given")
                .expected("one of them")
                .fix("leave one out");
    }

    private Workload workload() {
        var workload = Dhurandhar.model(model).runtime(runtime).set("backend", backend);
        if (contextTokens != null) {
            workload = workload.context(contextTokens);
        }
        if (quant != null) {
            workload = workload.quant(quant);
        } else if (quantBits != null) {
            workload = workload.quant(quantBits);
        }
        if (kvBits != null) {
            workload = workload.kv(kvBits);
        }
        var both = kv == null ? "f16" : kv;
        if (kv != null || kvK != null || kvV != null) {
            workload = workload.kv(kvK == null ? both : kvK, kvV == null ? both : kvV);
        }
        if (slots != null) {
            workload = workload.slots(slots);
        }
        if (ubatch != null) {
            workload = workload.set("ubatch", ubatch);
        }
        for (var assignment : set) {
            int at = assignment.indexOf('=');
            if (at <= 0) {
                throw DhurandharException.because("BadUsage", "--set " + assignment)
                        .expected("NAME=VALUE")
                        .fix("--set flash-attention=false");
            }
            workload = workload.set(assignment.substring(0, at), assignment.substring(at + 1));
        }
        return keepAudio ? workload.set("keep-audio", true) : workload;
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

    private String text(Footprint footprint, List<Feasibility> verdicts) {
        int width = Terminal.width();
        var grid = VerdictGrid.of(verdicts);
        var shown = exactBytes ? grid.exact() : grid;
        return footprint.text(width, exactBytes) + "\n" + shown.text(width);
    }
}
