package org.dhurandhar.install;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the JupyterLab to start: the one on the `PATH`, else one of our own.
final class Jupyter {
    private static final int OLDEST = 4;
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Pattern VERSION = Pattern.compile("(?m)^([0-9]+)\\.[0-9][0-9a-z.]*$");

    private Jupyter() {}

    /// The words that start it, without arguments.
    static List<String> of(Host host, PrintWriter err) {
        var program = host.program("jupyter-lab");
        if (program != null) {
            var reason = unfit(program);
            if (reason == null) {
                return List.of(program.toString());
            }
            err.println("dhurandhar: " + program + " " + reason + "; one of our own is used");
            err.flush();
        }
        return PrivateLab.in(host).ready(err);
    }

    /// Why it cannot be used, or null.
    private static @Nullable String unfit(Path program) {
        var answer = Command.of(program, "--version").run(ANSWER);
        if (!answer.succeeded()) {
            return "does not start: " + answer.lastLine();
        }
        var version = VERSION.matcher(answer.output());
        if (!version.find()) {
            return "does not tell its version: " + answer.lastLine();
        }
        return Integer.parseInt(version.group(1)) < OLDEST
                ? "is of version " + version.group() + ", older than " + OLDEST
                : null;
    }
}
