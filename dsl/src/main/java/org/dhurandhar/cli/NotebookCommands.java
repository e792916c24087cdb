package org.dhurandhar.cli;

import java.nio.file.Path;
import java.util.List;
import org.dhurandhar.DhurandharException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Commands of another module, as this one lists and completes them; the launcher starts that
/// module.
@SuppressWarnings("unused") // picocli describes and completes the fields
final class NotebookCommands {
    private NotebookCommands() {}

    private static DhurandharException misled(CommandSpec spec) {
        return DhurandharException.because(
                        "BadUsage", spec.name() + " was not started by the launcher")
                .expected("the launcher, which starts what notebooks need beside the command line")
                .fix("./" + spec.qualifiedName() + " --help");
    }

    @Command(
            name = "kernel",
            mixinStandardHelpOptions = true,
            description = "Installs, lists or removes the kernel for Jupyter.")
    static final class Kernel implements Runnable {
        @Parameters(
                arity = "0..1",
                paramLabel = "install|list|uninstall",
                description = "what to do")
        private String action = "";

        @Option(names = "--user", description = "for this user")
        private boolean user;

        @Option(
                names = "--prefix",
                paramLabel = "PATH",
                description = "below a prefix such as /usr/local")
        private Path prefix = Path.of("");

        @Option(names = "--sys-prefix", description = "in the active Python environment")
        private boolean sysPrefix;

        @Option(names = "--name", paramLabel = "NAME", description = "the name of the kernel")
        private String name = "";

        @Option(
                names = "--display-name",
                paramLabel = "TEXT",
                description = "what Jupyter's menus show")
        private String displayName = "";

        @Option(
                names = "--jvm-args",
                paramLabel = "ARGS",
                description = "more flags for the kernel's virtual machine")
        private List<String> jvmArgs = List.of();

        @Spec private CommandSpec spec;

        @Override
        public void run() {
            throw misled(spec);
        }
    }

    @Command(
            name = "lab",
            mixinStandardHelpOptions = true,
            description = "Opens notebooks in JupyterLab, with the kernel.")
    static final class Lab implements Runnable {
        @Parameters(arity = "0..*", paramLabel = "PATH", description = "a notebook or a folder")
        private List<String> paths = List.of();

        @Spec private CommandSpec spec;

        @Override
        public void run() {
            throw misled(spec);
        }
    }

    @Command(
            name = "notebook",
            mixinStandardHelpOptions = true,
            description = "Runs a notebook without Jupyter.")
    static final class Notebook implements Runnable {
        @Parameters(arity = "0..*", paramLabel = "run|PATH", description = "the notebook")
        private List<String> words = List.of();

        @Option(
                names = {"-o", "--output"},
                paramLabel = "PATH",
                description = "where the notebook goes with its outputs")
        private Path output = Path.of("");

        @Option(names = "--html", paramLabel = "PATH", description = "where a page of it goes")
        private Path html = Path.of("");

        @Option(
                names = {"-p", "--param"},
                paramLabel = "NAME=VALUE",
                description = "a value for the notebook's parameters")
        private List<String> parameters = List.of();

        @Option(
                names = "--timeout",
                paramLabel = "SECONDS",
                description = "the longest that one cell may take")
        private double timeout;

        @Spec private CommandSpec spec;

        @Override
        public void run() {
            throw misled(spec);
        }
    }
}
