package org.dhurandhar.command;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kernel install`.
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = "Installs the kernel where Jupyter finds it, or renews it.",
        footer = {
            "",
            "What it needs is copied, so that the checkout may move or go. A kernel of that name"
                    + " that",
            "is not ours stays as it is.",
            "",
            "  ./dhurandhar kernel install",
            "  ./dhurandhar kernel install --sys-prefix --name dhurandhar-16g --jvm-args -Xmx16g"
        })
final class KernelInstallCommand implements Runnable {
    @Mixin private WhereOptions where;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the name of the kernel (default: ${DEFAULT-VALUE})")
    private String name = Installation.NAME;

    @Option(
            names = "--display-name",
            paramLabel = "TEXT",
            description = "what Jupyter's menus show (default: ${DEFAULT-VALUE})")
    private String displayName = Installation.DISPLAY_NAME;

    @Option(
            names = "--jvm-args",
            paramLabel = "ARGS",
            description = "more flags for the kernel's virtual machine, such as \"-Xmx16g -ea\"")
    private List<String> jvmArgs = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var line = spec.commandLine();
        Installation.in(where.folder())
                .named(name, displayName)
                .jvmArgs(jvmArgs)
                .install(line.getOut(), line.getErr());
    }
}
