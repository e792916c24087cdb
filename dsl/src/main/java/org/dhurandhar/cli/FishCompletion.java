package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;

/// Completion for fish.
final class FishCompletion {
    private static final String COMPLETE = "complete -c dhurandhar";

    private FishCompletion() {}

    static String text(List<Completable> commands) {
        var out = new StringBuilder();
        out.append("# fish completion for dhurandhar; printed by: dhurandhar completion fish\n");
        out.append(COMPLETE).append(" -f\n");
        out.append(COMPLETE).append(" -n __fish_use_subcommand -l help -d 'show help'\n");
        out.append(COMPLETE).append(" -n __fish_use_subcommand -l version -d 'show the version'\n");
        for (var command : commands) {
            out.append(COMPLETE).append(" -n __fish_use_subcommand -a ").append(command.name());
            out.append(" -d ").append(quoted(command.about())).append('\n');
        }
        for (var command : commands) {
            var here = COMPLETE + " -n '__fish_seen_subcommand_from " + command.name() + "'";
            if (!command.positional().isEmpty()) {
                out.append(here).append(values(command.positional())).append('\n');
            }
            for (var option : command.options()) {
                out.append(here).append(names(option.names()));
                if (option.takesValue()) {
                    out.append(" -r").append(values(option.values()));
                }
                out.append(" -d ").append(quoted(option.about())).append('\n');
            }
        }
        return out.toString();
    }

    private static String names(List<String> names) {
        var out = new StringBuilder();
        for (var name : names) {
            out.append(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : " -s " + name.substring(1));
        }
        return out.toString();
    }

    private static String values(Candidates candidates) {
        var parts = new ArrayList<String>();
        parts.add(candidates.files() ? " -F" : " -f");
        if (!candidates.words().isEmpty()) {
            parts.add("-a " + quoted(String.join(" ", candidates.words())));
        }
        return String.join(" ", parts);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
