package org.dhurandhar.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ends a kernel when the Jupyter server that started it is gone, so that none stays behind.
final class ParentWatch {
    private static final long FIRST_PROCESS = 1;

    private ParentWatch() {}

    /// Watches the process that Jupyter names in `JPY_PARENT_PID`.
    static void start(@Nullable String named, Runnable exit) {
        if (named == null || !named.matches("[1-9]\\d{0,17}")) {
            return;
        }
        Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(named));
        if (server.isPresent()) {
            var _ = server.get().onExit().thenRun(exit);
        } else if (orphaned()) {
            exit.run();
        }
    }

    /// A server that is not to be seen has died, or numbers its processes in another namespace, as
    /// with kernels in containers; only in the first case has the first process adopted this one.
    private static boolean orphaned() {
        return ProcessHandle.current().parent().map(p -> p.pid() == FIRST_PROCESS).orElse(false);
    }
}
