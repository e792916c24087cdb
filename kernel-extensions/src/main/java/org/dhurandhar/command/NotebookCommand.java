package org.dhurandhar.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `notebook`: notebooks without Jupyter.
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        description = "Runs a notebook without Jupyter.",
        synopsisSubcommandLabel = "run",
        subcommands = NotebookRunCommand.class)
final class NotebookCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
