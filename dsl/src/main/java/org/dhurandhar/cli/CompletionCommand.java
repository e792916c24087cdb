package org.dhurandhar.cli;

import java.util.List;
import org.dhurandhar.DhurandharException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `completion`: what a shell needs to complete the commands.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description =
                "Prints what a shell needs to complete commands, options and names of models, devices, runtimes and formats.",
        footer = {
            "",
            "bash:   source <(./dhurandhar completion bash)",
            "        or once, for all shells to come:",
            "        ./dhurandhar completion bash >~/.local/share/bash-completion/completions/dhurandhar",
            "zsh:    source <(./dhurandhar completion zsh)",
            "        or into a file _dhurandhar in a folder of $fpath",
            "fish:   ./dhurandhar completion fish | source",
            "        or into ~/.config/fish/completions/dhurandhar.fish",
            "",
            "Profiles of your own in ~/.dhurandhar are known as they are when it is printed."
        })
final class CompletionCommand implements Runnable {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Parameters(
            arity = "0..1",
            paramLabel = "bash|zsh|fish",
            description = "the shell that will read it")
    private String shell = "";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var commands = Completable.of(Main.commandLine());
        var text =
                switch (shell) {
                    case "bash" -> BashCompletion.text(commands);
                    case "zsh" -> ZshCompletion.text(commands);
                    case "fish" -> FishCompletion.text(commands);
                    case "" ->
                            throw DhurandharException.because("BadUsage", "no shell is given")
                                    .expected(String.join(", ", SHELLS))
                                    .fix("./dhurandhar completion bash");
                    default ->
                            throw DhurandharException.unknownName(
                                    "shell", shell, SHELLS, "./dhurandhar completion {}");
                };
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
