package org.dhurandhar.command;

import org.dhurandhar.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kernel uninstall`.
@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        description = "Removes a kernel that was installed by kernel install, and nothing else.")
final class KernelUninstallCommand implements Runnable {
    @Mixin private WhereOptions where;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the name of the kernel (default: ${DEFAULT-VALUE})")
    private String name = Installation.NAME;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        var removed = Installation.uninstall(where.folder(), name);
        out.println("removed " + removed);
        out.flush();
    }
}
