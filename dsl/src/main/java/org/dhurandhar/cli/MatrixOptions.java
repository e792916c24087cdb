package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.Workload;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a matrix: several devices, contexts and recipes, and a wanted speed.
final class MatrixOptions {
    @Option(
            names = {"--on", "--device"},
            paramLabel = "NAME|PATH",
            description = "a device, or \"all\"; may be repeated")
    private List<String> devices = new ArrayList<>();

    @Option(
            names = "--contexts",
            paramLabel = "N,N...",
            description = "several context lengths, separated by commas")
    private @Nullable String contexts;

    @Option(
            names = "--quants",
            paramLabel = "Q,Q...",
            description = "several recipes by bits or name, separated by commas")
    private @Nullable String quants;

    @Option(
            names = {"--target-decode-tps", "--target-tps"},
            paramLabel = "TPS",
            description = "wanted decode speed: what misses it does not fit (default: none)")
    private @Nullable Double targetTps;

    private boolean all() {
        return devices.contains("all");
    }

    /// Refuses what contradicts the options for one value.
    void check(WorkloadOptions options) {
        options.check();
        if (all() && devices.size() > 1) {
            throw DhurandharException.because("BadUsage", "--on all stands beside another --on")
                    .expected("--on all alone: it means every device that can be named")
                    .fix("--on all");
        }
        if (contexts != null && options.givesContext()) {
            throw WorkloadOptions.exclusive("--contexts", "--context-tokens");
        }
        if (quants != null && options.givesQuant()) {
            throw WorkloadOptions.exclusive("--quants", "--quant, --quant-bits");
        }
    }

    boolean onAll() {
        return all();
    }

    /// The devices, each once; none where all are asked for.
    Device[] devices() {
        var found = new LinkedHashSet<Device>();
        for (var name : all() ? List.<String>of() : devices) {
            found.add(Devices.find(name));
        }
        return found.toArray(Device[]::new);
    }

    boolean givesContexts() {
        return contexts != null;
    }

    boolean givesQuants() {
        return quants != null;
    }

    Workload target(Workload workload) {
        return targetTps == null ? workload : workload.target(targetTps);
    }

    /// The context lengths.
    ///
    /// @throws DhurandharException where one is no whole number
    long[] contexts() {
        var words = words(contexts);
        var tokens = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                tokens[i] = Long.parseLong(words[i]);
            } catch (NumberFormatException e) {
                throw DhurandharException.because(
                                "BadUsage", "--contexts holds \"" + words[i] + "\"")
                        .expected("whole numbers separated by commas")
                        .fix("--contexts 4096,32768");
            }
        }
        return tokens;
    }

    /// The recipes.
    String[] quants() {
        return words(quants);
    }

    private static String[] words(@Nullable String list) {
        if (list == null || list.isBlank()) {
            return new String[0];
        }
        var words = list.split(",", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].strip();
        }
        return words;
    }
}
