package org.dhurandhar.install;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a process finds around it: variables, the home folder and the kind of system.
///
/// @param user their name
public record Host(Map<String, String> variables, Path home, String system, String user) {
    public Host {
        variables = Map.copyOf(variables);
    }

    /// That of this process.
    public static Host here() {
        return new Host(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name"),
                System.getProperty("user.name"));
    }

    boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    boolean isMac() {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    boolean isRoot() {
        return !isWindows() && user.equals("root");
    }

    /// Whether a browser can open.
    boolean hasScreen() {
        return isWindows()
                || isMac()
                || variable("DISPLAY") != null
                || variable("WAYLAND_DISPLAY") != null
                || variable("WSL_DISTRO_NAME") != null
                || variable("BROWSER") != null;
    }

    /// A variable's value, or null where it is not set or empty.
    @Nullable String variable(String name) {
        var value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// A variable that names a folder, or null.
    @Nullable Path folder(String name) {
        var value = variable(name);
        return value == null ? null : Path.of(value).toAbsolutePath();
    }

    /// The folders of a variable such as `PATH`.
    List<Path> folders(String name) {
        var folders = new ArrayList<Path>();
        var value = variable(name);
        if (value != null) {
            for (var folder : value.split(File.pathSeparator, -1)) {
                if (!folder.isEmpty()) {
                    folders.add(Path.of(folder).toAbsolutePath());
                }
            }
        }
        return folders;
    }

    /// The first program of that name on the `PATH`, or null.
    @Nullable Path program(String name) {
        var file = isWindows() ? name + ".exe" : name;
        for (var folder : folders("PATH")) {
            var program = folder.resolve(file);
            if (Files.isRegularFile(program) && Files.isExecutable(program)) {
                return program;
            }
        }
        return null;
    }

    /// Where the launcher keeps what can be made again.
    Path cache() {
        var set = folder("XDG_CACHE_HOME");
        return (set == null ? home.resolve(".cache") : set).resolve("dhurandhar");
    }
}
