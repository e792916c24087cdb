package org.dhurandhar.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where code ends the process. Signals end it, too, but from no code.
final class Exit extends Throwable {
    private static final long serialVersionUID = 1;

    private Exit(StackTraceElement[] stack) {
        super("the cell ends the process that runs it", null, false, true);
        setStackTrace(stack);
    }

    /// The call of `System.exit` that goes on; null where there is none.
    static @Nullable Exit now() {
        for (var stack : Thread.getAllStackTraces().values()) {
            if (List.of(stack).stream().anyMatch(Exit::isExit)) {
                return new Exit(stack);
            }
        }
        return null;
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit");
    }
}
