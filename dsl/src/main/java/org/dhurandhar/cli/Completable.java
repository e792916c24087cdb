package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// A command as a shell completes it.
///
/// @param positional what its arguments can be
/// @param last whether its first argument ends its options, as the name of a script does
record Completable(
        String name, String about, List<Option> options, Candidates positional, boolean last) {
    /// An option, its names and what its value can be.
    record Option(List<String> names, boolean takesValue, Candidates values, String about) {}

    /// The commands of a command line, in its order.
    static List<Completable> of(CommandLine main) {
        var commands = new ArrayList<Completable>();
        main.getSubcommands().forEach((name, command) -> commands.add(of(name, command, main)));
        return commands;
    }

    private static Completable of(String name, CommandLine command, CommandLine main) {
        var spec = command.getCommandSpec();
        var options = new ArrayList<Option>();
        for (var option : spec.options()) {
            if (!option.hidden()) {
                options.add(option(option));
            }
        }
        var positional = Candidates.NONE;
        for (var parameter : spec.positionalParameters()) {
            positional = positional.and(Candidates.of(parameter));
        }
        if (command.getCommand() instanceof CommandLine.HelpCommand) {
            positional = new Candidates(List.copyOf(main.getSubcommands().keySet()), false);
        }
        return new Completable(
                name,
                brief(spec.usageMessage().description()),
                options,
                positional,
                command.isStopAtPositional());
    }

    private static Option option(OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return new Option(
                List.of(option.names()),
                takesValue,
                takesValue ? Candidates.of(option) : Candidates.NONE,
                brief(option.description()));
    }

    /// What stands before the first bracket, semicolon or full stop.
    private static String brief(String[] description) {
        var text = String.join(" ", description).replace("%n", " ").strip();
        if (text.startsWith("default: ")) {
            return "";
        }
        int end = text.length();
        for (var stop : List.of(" (", "; ", ". ", ": ")) {
            int at = text.indexOf(stop);
            end = at < 0 ? end : Math.min(end, at);
        }
        var brief = text.substring(0, end).strip();
        return brief.endsWith(".") ? brief.substring(0, brief.length() - 1) : brief;
    }

    /// All names of its options, in order.
    List<String> optionNames() {
        var names = new ArrayList<String>();
        for (var option : options) {
            names.addAll(option.names());
        }
        return names;
    }
}
