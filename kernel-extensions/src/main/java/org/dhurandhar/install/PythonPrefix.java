package org.dhurandhar.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// The Python environment that is active: the one that was activated, else that of the first Python
/// on the `PATH`.
final class PythonPrefix {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private PythonPrefix() {}

    static Path active(Host host) {
        var prefix = ifActive(host);
        if (prefix == null) {
            throw DhurandharException.because(
                            "MissingPython", "no Python environment is active, none is on the PATH")
                    .expected("VIRTUAL_ENV, CONDA_PREFIX, or python3 on the PATH")
                    .fix("activate one first   or   --prefix PATH   or   --user");
        }
        return prefix;
    }

    static boolean isActivated(Host host) {
        return activated(host) != null;
    }

    private static @Nullable Path activated(Host host) {
        for (var name : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            var folder = host.folder(name);
            if (folder != null && Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }

    static @Nullable Path ifActive(Host host) {
        var activated = activated(host);
        if (activated != null) {
            return activated;
        }
        for (var name : List.of("python3", "python")) {
            var python = host.program(name);
            if (python != null) {
                var answer =
                        Command.of(python, "-c", "import sys; print(sys.prefix)")
                                .environment(host.variables())
                                .run(ANSWER);
                var prefix = answer.output().strip();
                if (answer.succeeded() && Files.isDirectory(Path.of(prefix))) {
                    return Path.of(prefix);
                }
            }
        }
        return null;
    }
}
