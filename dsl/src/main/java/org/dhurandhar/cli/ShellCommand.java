package org.dhurandhar.cli;

import java.util.List;
import org.dhurandhar.DhurandharException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `shell`: opens jshell; the launcher answers it before Java starts.
@Command(
        name = "shell",
        mixinStandardHelpOptions = true,
        description = "Opens jshell with everything imported.",
        customSynopsis = "dhurandhar shell [JSHELL OPTION | FILE]...",
        footer = {
            "",
            "Values print themselves:",
            "  model(\"gemma4-e2b\").context(32768).quant(4).on(\"pixel-10-pro\")",
            "Tab shows what can come next; models(), devices(), runtimes() and formats() list names;",
            "/exit leaves. Imported: java.base and the packages of the library, and what is static in",
            "Dhurandhar. A file of snippets runs as a program with ./dhurandhar run FILE.",
            "",
            "All options of jshell follow the word shell, such as",
            "  ./dhurandhar shell -R-Xmx16g          memory for what is typed",
            "  ./dhurandhar shell --feedback concise",
            "  ./dhurandhar shell -?                 lists them: the help of jshell itself"
        })
final class ShellCommand implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "FILE", hidden = true)
    private List<String> files = List.of();

    @Override
    public void run() {
        throw DhurandharException.because("BadUsage", "shell was not started by the launcher")
                .expected("the launcher, which opens jshell with the library on its class path")
                .fix(("./dhurandhar shell " + String.join(" ", files)).strip());
    }
}
