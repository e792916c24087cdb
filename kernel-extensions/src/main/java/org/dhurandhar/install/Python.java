package org.dhurandhar.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dhurandhar.DhurandharException;

/// A Python that can run JupyterLab.
final class Python {
    private static final int OLDEST_MINOR = 10;
    private static final int NEWEST_MINOR = 19;
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("3\\.([0-9]{1,3})\\..*");
    private static final Path SYSTEM = Path.of("/etc/os-release");

    private Python() {}

    /// The first on the `PATH` that is new enough; one with its version in its name is better than
    /// none.
    static Path on(Host host) {
        var names = new ArrayList<>(List.of("python3", "python"));
        for (int minor = NEWEST_MINOR; minor >= OLDEST_MINOR; minor--) {
            names.add("python3." + minor);
        }
        var seen = new ArrayList<String>();
        for (var name : names) {
            var python = host.program(name);
            if (python != null) {
                var version = version(python);
                if (isEnough(version)) {
                    return python;
                }
                seen.add(python + (version.isEmpty() ? " does not start" : " is " + version));
            }
        }
        throw DhurandharException.because(
                        "MissingPython",
                        "no python3 on the PATH can run JupyterLab"
                                + (seen.isEmpty() ? "" : ": " + String.join(", ", seen)))
                .expected("Python 3." + OLDEST_MINOR + " or newer with venv and pip")
                .fix(fix());
    }

    private static boolean isEnough(String version) {
        var number = VERSION.matcher(version);
        return number.matches() && Integer.parseInt(number.group(1)) >= OLDEST_MINOR;
    }

    /// Such as `3.11.7`, or empty where it does not tell.
    static String version(Path python) {
        var answer =
                Command.of(python, "-c", "import platform; print(platform.python_version())")
                        .run(ANSWER);
        return answer.succeeded() ? answer.output().strip() : "";
    }

    static DhurandharException noVenv(Path python, String said) {
        return DhurandharException.because(
                        "MissingVenv", python + " makes no environment with pip: " + said)
                .expected("Python with the modules venv and ensurepip")
                .fix(fix());
    }

    private static String fix() {
        try {
            var system =
                    Files.isReadable(SYSTEM)
                            ? Files.readString(SYSTEM, StandardCharsets.UTF_8)
                            : "";
            if (system.contains("debian") || system.contains("ubuntu")) {
                return "sudo apt install python3 python3-venv python3-pip";
            }
            if (system.contains("fedora") || system.contains("rhel")) {
                return "sudo dnf install python3 python3-pip";
            }
            if (system.contains("alpine")) {
                return "apk add python3 py3-pip";
            }
        } catch (IOException e) {
            return "install python3 with venv and pip";
        }
        return "install python3 with venv and pip, or a jupyter-lab, and put it on the PATH";
    }
}
