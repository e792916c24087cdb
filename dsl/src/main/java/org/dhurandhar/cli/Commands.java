package org.dhurandhar.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The commands by name, in the order of the help text.
final class Commands {
    static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("analyze-ple", AnalyzePle::new);
        ALL.put("solve", Solve::new);
        ALL.put("compare", Compare::new);
        ALL.put("sweep", SweepCommand::new);
        ALL.put("inspect", Inspect::new);
        ALL.put("models", ModelsCommand::new);
        ALL.put("devices", DevicesCommand::new);
        ALL.put("formats", FormatsCommand::new);
        ALL.put("runtimes", RuntimesCommand::new);
        ALL.put("run", RunCommand::new);
        ALL.put("shell", ShellCommand::new);
        ALL.put("lab", NotebookCommands.Lab::new);
        ALL.put("notebook", NotebookCommands.Notebook::new);
        ALL.put("kernel", NotebookCommands.Kernel::new);
        ALL.put("completion", CompletionCommand::new);
    }

    private Commands() {}
}
