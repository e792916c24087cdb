package org.dhurandhar.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `kernel`: the kernel for Jupyter, installed without it.
@Command(
        name = "kernel",
        mixinStandardHelpOptions = true,
        description = "Installs, lists or removes the kernel for Jupyter.",
        synopsisSubcommandLabel = "install|list|uninstall",
        subcommands = {
            KernelInstallCommand.class,
            KernelListCommand.class,
            KernelUninstallCommand.class
        },
        footer = {
            "",
            "Jupyter itself is not needed to install. Where kernels go:",
            "  --user         this user's data folder of Jupyter (default)",
            "  --prefix P     P/share/jupyter/kernels",
            "  --sys-prefix   the Python environment that is active, or whose python3 comes first"
                    + " on",
            "                 the PATH",
            "./dhurandhar lab needs no kernel installed: it brings its own."
        })
final class KernelCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
