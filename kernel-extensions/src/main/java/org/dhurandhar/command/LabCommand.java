package org.dhurandhar.command;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.install.Lab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lab`: JupyterLab with the kernel.
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "Opens notebooks in JupyterLab, with the kernel.",
        customSynopsis = "dhurandhar lab [NOTEBOOK | FOLDER] [-- JUPYTER OPTION...]",
        footer = {
            "",
            "Takes the JupyterLab on the PATH, else makes one of its own in the cache folder (once;",
            "needs python3 and a network). The kernel comes with it: nothing need be installed.",
            "Without a notebook it opens the folder notebooks of this checkout.",
            "",
            "  ./dhurandhar lab",
            "  ./dhurandhar lab 01-will-it-fit",
            "  ./dhurandhar lab mine.ipynb -- --port 9999 --no-browser"
        })
final class LabCommand implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "a notebook or a folder")
    private List<String> words = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        Lab.start(words, spec.commandLine().getErr());
    }
}
