package org.dhurandhar.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line with the commands for notebooks; the launcher starts it for these alone.
@Command(
        name = "dhurandhar",
        description = "Notebooks in Java: a kernel for Jupyter, and what runs them without it.",
        mixinStandardHelpOptions = true,
        versionProvider = org.dhurandhar.cli.Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LabCommand.class, NotebookCommand.class, KernelCommand.class})
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    /// Runs a command and exits with its code: 0, 1 where a notebook fails, 2 for bad input.
    public static void main(String[] args) {
        org.dhurandhar.cli.Main.exit((out, err) -> run(out, err, args));
    }

    /// Runs a command.
    ///
    /// @return the exit code
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return org.dhurandhar.cli.Main.run(new CommandLine(new Main()), out, err, args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
