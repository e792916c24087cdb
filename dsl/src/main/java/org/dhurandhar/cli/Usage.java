package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhurandhar.DhurandharException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line.
final class Usage {
    private Usage() {}

    static DhurandharException error(ParameterException e) {
        if (e.getCause() instanceof DhurandharException known) {
            return known;
        }
        var command = e.getCommandLine();
        var help = "./" + command.getCommandSpec().qualifiedName() + " --help";
        return switch (e) {
            case UnmatchedArgumentException u ->
                    unmatched(u.getUnmatched().getFirst(), command, help);
            case MissingParameterException m -> missing(m, command, help);
            case OverwrittenOptionException o ->
                    DhurandharException.because(
                                    "BadUsage", name(o.getOverwritten()) + " is given twice")
                            .expected(once(command))
                            .fix(help);
            default -> value(e, command, help);
        };
    }

    /// Which of a command's options may be repeated.
    private static String once(CommandLine command) {
        var names = new ArrayList<String>();
        for (var option : command.getCommandSpec().options()) {
            if (option.isMultiValue()) {
                names.addAll(List.of(option.names()));
            }
        }
        return "each option once" + (names.isEmpty() ? "" : ", but for " + listed(names));
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0
                ? names.getFirst()
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static DhurandharException unmatched(String seen, CommandLine command, String help) {
        var known = new ArrayList<String>();
        if (seen.startsWith("-")) {
            command.getCommandSpec().options().forEach(o -> known.addAll(List.of(o.names())));
            return unknown("option", seen, known, help);
        }
        if (!command.getSubcommands().isEmpty()) {
            known.addAll(command.getSubcommands().keySet());
            return unknown("command", seen, known, help);
        }
        var positional = command.getCommandSpec().positionalParameters();
        if (!positional.isEmpty()) {
            var label = positional.getFirst().paramLabel();
            return DhurandharException.because(
                            "BadUsage", "argument \"" + seen + "\" is one too many")
                    .expected("one " + label)
                    .fix(
                            "./%s %s   or   %s"
                                    .formatted(
                                            command.getCommandSpec().qualifiedName(), label, help));
        }
        var model =
                command.getCommandSpec().findOption("--model") == null
                        ? ""
                        : "--model " + seen + "   or   ";
        return DhurandharException.because(
                        "BadUsage", "argument \"" + seen + "\" belongs to no option")
                .expected("options only")
                .fix(model + help);
    }

    private static DhurandharException missing(
            MissingParameterException e, CommandLine command, String help) {
        var first = e.getMissing().getFirst();
        if (first.isOption()) {
            boolean given = !String.valueOf(e.getMessage()).startsWith("Missing required option");
            return DhurandharException.because(
                            "BadUsage", name(first) + (given ? " has no value" : " is missing"))
                    .expected(name(first) + " " + first.paramLabel())
                    .fix(help);
        }
        return DhurandharException.because("BadUsage", "no " + first.paramLabel() + " is given")
                .expected("one or more paths, or names of models")
                .fix(
                        "./"
                                + command.getCommandSpec().qualifiedName()
                                + " gemma4-e2b   or   "
                                + help);
    }

    private static DhurandharException value(
            ParameterException e, CommandLine command, String help) {
        var text = String.valueOf(e.getMessage()).lines().findFirst().orElse("bad usage");
        var argument = e.getArgSpec();
        if (argument == null || e.getValue() == null) {
            var word = Pattern.compile("Unknown subcommand '(.*)'").matcher(text);
            if (word.find()) {
                var root = command.getParent() == null ? command : command.getParent();
                return unknown(
                        "command",
                        word.group(1),
                        List.copyOf(root.getSubcommands().keySet()),
                        "./dhurandhar --help");
            }
            return DhurandharException.because("BadUsage", text)
                    .expected("the values that --help shows")
                    .fix(help);
        }
        return DhurandharException.because("BadUsage", name(argument) + " \"" + e.getValue() + "\"")
                .expected(kind(argument))
                .fix(thousands(argument, e.getValue(), help));
    }

    /// `--context-tokens 32768` for `32k`.
    private static String thousands(ArgSpec argument, String seen, String help) {
        int end = seen.length() - 1;
        if (end < 1 || end > 6 || "kK".indexOf(seen.charAt(end)) < 0) {
            return help;
        }
        long number = 0;
        for (int i = 0; i < end; i++) {
            char digit = seen.charAt(i);
            if (digit < '0' || digit > '9') {
                return help;
            }
            number = number * 10 + digit - '0';
        }
        return name(argument) + " " + number * 1024;
    }

    private static String kind(ArgSpec argument) {
        return switch (argument.type().getSimpleName().toLowerCase(Locale.ROOT)) {
            case "double" -> "a number";
            case "int", "integer" -> "a whole number of at most " + Integer.MAX_VALUE;
            case "long" -> "a whole number of at most " + Long.MAX_VALUE;
            default -> argument.paramLabel();
        };
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static DhurandharException unknown(
            String noun, String seen, List<String> known, String help) {
        var close = DhurandharException.closest(seen, known);
        return DhurandharException.because("UnknownName", "no " + noun + " named \"" + seen + "\"")
                .facts(
                        close.isEmpty() ? "known" : "close",
                        String.join(", ", close.isEmpty() ? known : close))
                .fix(help);
    }
}
