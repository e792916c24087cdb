package org.dhurandhar.notebook;

/// Sees to it that a cell which ends the process is a cell that failed: it would pass in silence.
final class ExitWatch implements AutoCloseable {
    private final Thread hook;

    private ExitWatch(Thread hook) {
        this.hook = hook;
    }

    /// Watches until it is closed.
    ///
    /// @param telling tells of the running cell
    static ExitWatch over(Runnable telling) {
        var watch = new ExitWatch(Thread.ofPlatform().unstarted(() -> {
            if (isExit()) {
                telling.run();
                Runtime.getRuntime().halt(NotebookRun.FAILED);
            }
        }));
        Runtime.getRuntime().addShutdownHook(watch.hook);
        return watch;
    }

    /// Whether code asks for the end, rather than a signal from outside.
    private static boolean isExit() {
        for (var frames : Thread.getAllStackTraces().values()) {
            for (var frame : frames) {
                if (frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit")) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The end has begun; the hook has seen it.
        }
    }
}
