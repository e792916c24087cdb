package org.dhurandhar.command;

import java.nio.file.Path;
import org.dhurandhar.install.KernelFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Where kernels lie: for a user, below a prefix, or in a Python environment.
final class WhereOptions {
    @ArgGroup(exclusive = true)
    private @Nullable Place place;

    /// One of the three.
    private static final class Place {
        @Option(names = "--user", description = "for this user (default)")
        private boolean user;

        @Option(
                names = "--prefix",
                paramLabel = "PATH",
                description = "below a prefix such as /usr/local")
        private @Nullable Path prefix;

        @Option(
                names = "--sys-prefix",
                description =
                        "in the active Python environment (VIRTUAL_ENV, CONDA_PREFIX, python3)")
        private boolean sysPrefix;
    }

    /// Whether one was named.
    boolean isGiven() {
        return place != null;
    }

    KernelFolder folder() {
        if (place != null && place.prefix != null) {
            return KernelFolder.below(place.prefix);
        }
        return place != null && !place.user && place.sysPrefix
                ? KernelFolder.ofPython()
                : KernelFolder.ofUser();
    }
}
