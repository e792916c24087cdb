package org.dhurandhar.command;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
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
            "Takes the JupyterLab on the PATH, else makes one of its own in the cache folder"
                    + " (once;",
            "needs python3 and a network). The kernel comes with it: nothing need be installed.",
            "Without a notebook it opens the folder notebooks of this checkout.",
            "",
            "  ./dhurandhar lab",
            "  ./dhurandhar lab 01-will-it-fit",
            "  ./dhurandhar lab mine.ipynb -- --port 9999 --no-browser"
        })
final class LabCommand implements Runnable {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "a notebook, a folder, or the name of one of our notebooks")
    private List<String> words = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var typed = spec.commandLine().getParseResult().originalArgs();
        int end = typed.indexOf("--");
        int after = end < 0 ? 0 : typed.size() - end - 1;
        var named = words.subList(0, words.size() - after);
        if (named.size() > 1) {
            throw DhurandharException.because(
                            "BadUsage", "argument \"" + named.get(1) + "\" is one too many")
                    .expected("one notebook or folder; options of JupyterLab after --")
                    .fix("./dhurandhar lab " + named.getFirst() + " -- " + named.get(1));
        }
        var notebook = named.isEmpty() ? "" : named.getFirst();
        Lab.start(
                notebook,
                words.subList(words.size() - after, words.size()),
                spec.commandLine().getErr());
    }
}
