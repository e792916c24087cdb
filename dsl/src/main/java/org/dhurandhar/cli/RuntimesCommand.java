package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.runtime.Runtime;
import org.dhurandhar.runtime.Runtimes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `runtimes`: the programs whose memory rules are known; with a name, the rules in words.
@Command(
        name = "runtimes",
        mixinStandardHelpOptions = true,
        description =
                "The runtimes whose memory rules are known, with their defaults and settings; with a name, its rules and what they stand on.")
final class RuntimesCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "a runtime whose rules are to be explained")
    private @Nullable String name;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        var lines = new ArrayList<String>();
        if (name != null) {
            lines.addAll(explain(find(name)));
        } else {
            for (var known : Runtimes.names()) {
                lines.addAll(describe(Runtimes.named(known)));
            }
            lines.add("rules in words: ./dhurandhar runtimes NAME");
        }
        for (var line : lines) {
            out.print(Terminal.wrap(line, 4, Terminal.width()));
        }
        out.flush();
    }

    private static Runtime find(String name) {
        try {
            return Runtimes.named(name);
        } catch (DhurandharException e) {
            throw e.kind().equals("UnknownName")
                    ? DhurandharException.unknownName(
                            "runtime", name, Runtimes.names(), "./dhurandhar runtimes {}")
                    : e;
        }
    }

    private static List<String> describe(Runtime runtime) {
        return List.of(
                runtime.name(),
                "  version: " + runtime.version(),
                "  backends: " + String.join(", ", runtime.backends()),
                "  defaults: " + runtime.defaults(),
                "  recipes: " + String.join(", ", runtime.recipes()),
                "  settings: " + String.join(", ", Dhurandhar.settings(runtime.name())),
                "  stands on: " + source(runtime));
    }

    private static List<String> explain(Runtime runtime) {
        var lines = new ArrayList<>(describe(runtime));
        lines.add("");
        lines.add("rules");
        for (var rule : runtime.basis().rules()) {
            lines.add("  - " + rule);
        }
        lines.add("measured points");
        for (var point : runtime.basis().points()) {
            lines.add("  - " + point);
        }
        return lines;
    }

    private static String source(Runtime runtime) {
        var basis = runtime.basis();
        return "%s (%s confidence)".formatted(basis.source(), basis.confidence().word());
    }
}
