package org.dhurandhar.cli;

import java.util.List;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.runtime.LlamaProfile;
import org.dhurandhar.runtime.Runtimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `runtimes`: the programs whose memory rules are known.
@Command(
        name = "runtimes",
        mixinStandardHelpOptions = true,
        description =
                "The runtimes whose memory rules are known, with their defaults and settings.")
final class RuntimesCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        for (var name : Runtimes.names()) {
            for (var line : describe(name)) {
                out.print(Terminal.wrap(line, 4, Terminal.width()));
            }
        }
        out.flush();
    }

    private static List<String> describe(String name) {
        var profile = LlamaProfile.named(name);
        int slots = profile.slots();
        return List.of(
                name,
                "  measured on: " + profile.version(),
                "  defaults: %d %s, ubatch %d, batch %d"
                        .formatted(
                                slots,
                                slots == 1 ? "slot" : "slots",
                                profile.microBatch(),
                                profile.batch()),
                "  settings: " + String.join(", ", Dhurandhar.settings(name)));
    }
}
