package org.dhurandhar.command;

import org.dhurandhar.install.Kernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `kernel list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists our kernels wherever Jupyter looks for them, and whether what they name"
                        + " still stands.")
final class KernelListCommand implements Runnable {
    @Mixin private WhereOptions where;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var kernels = where.isGiven() ? Kernels.in(where.folder()) : Kernels.everywhere();
        var out = spec.commandLine().getOut();
        kernels.print(out);
        out.flush();
    }
}
