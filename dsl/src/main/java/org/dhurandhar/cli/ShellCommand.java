package org.dhurandhar.cli;

import org.dhurandhar.DhurandharException;
import picocli.CommandLine.Command;

/// `shell`: opens jshell; the launcher answers it before Java starts.
@Command(
        name = "shell",
        mixinStandardHelpOptions = true,
        description = "Opens jshell with everything imported.")
final class ShellCommand implements Runnable {
    @Override
    public void run() {
        throw DhurandharException.because("BadUsage", "shell was not started by the launcher")
                .expected("the launcher, which opens jshell with the library on its class path")
                .fix("./dhurandhar shell");
    }
}
