package org.dhurandhar.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A folder of kernels that Jupyter looks into: one folder for each kernel.
public record KernelFolder(Path path) {
    /// This user's, as Jupyter itself finds it.
    public static KernelFolder ofUser() {
        return ofUser(Host.here());
    }

    static KernelFolder ofUser(Host host) {
        return new KernelFolder(userData(host).resolve("kernels"));
    }

    /// Below a prefix such as `/usr/local`.
    public static KernelFolder below(Path prefix) {
        return inData(prefix.toAbsolutePath().normalize().resolve("share/jupyter"));
    }

    /// The prefix it lies below, or null where its path does not show one.
    @Nullable Path prefix() {
        var tail = Path.of("share/jupyter/kernels");
        return path.endsWith(tail)
                ? path.getRoot().resolve(path.subpath(0, Math.max(1, path.getNameCount() - 3)))
                : null;
    }

    /// Of the Python environment that is active.
    ///
    /// @throws org.dhurandhar.DhurandharException where there is none
    public static KernelFolder ofPython() {
        return below(PythonPrefix.active(Host.here()));
    }

    /// Below one of Jupyter's data folders.
    static KernelFolder inData(Path data) {
        return new KernelFolder(data.resolve("kernels"));
    }

    /// All that Jupyter looks into, in its order.
    static List<KernelFolder> all(Host host) {
        var data = new LinkedHashSet<>(host.folders("JUPYTER_PATH"));
        var own = new ArrayList<Path>();
        var python = PythonPrefix.ifActive(host);
        if (python != null) {
            own.add(python.resolve("share/jupyter"));
        }
        // Inside an environment that was activated, its own kernels come first.
        own.add(PythonPrefix.isActivated(host) ? own.size() : 0, userData(host));
        data.addAll(own);
        if (!host.isWindows()) {
            data.add(Path.of("/usr/local/share/jupyter"));
            data.add(Path.of("/usr/share/jupyter"));
        }
        return data.stream().map(KernelFolder::inData).toList();
    }

    private static Path userData(Host host) {
        var set = host.folder("JUPYTER_DATA_DIR");
        if (set != null) {
            return set;
        }
        boolean platform = isSet(host.variable("JUPYTER_PLATFORM_DIRS"));
        if (host.isMac()) {
            var library = host.home().resolve("Library");
            return platform
                    ? library.resolve("Application Support/Jupyter")
                    : library.resolve("Jupyter");
        }
        if (host.isWindows()) {
            var data = host.folder(platform ? "LOCALAPPDATA" : "APPDATA");
            if (data != null) {
                return data.resolve(platform ? "Jupyter" : "jupyter");
            }
            return host.home().resolve(".jupyter/data");
        }
        var data = host.folder("XDG_DATA_HOME");
        return (data == null ? host.home().resolve(".local/share") : data).resolve("jupyter");
    }

    /// As Jupyter reads such a variable.
    private static boolean isSet(@Nullable String value) {
        return value != null
                && !List.of("no", "n", "false", "off", "0", "0.0")
                        .contains(value.toLowerCase(Locale.ROOT));
    }
}
