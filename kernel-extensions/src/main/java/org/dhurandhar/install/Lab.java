package org.dhurandhar.install;

import java.io.PrintWriter;
import java.util.List;

/// JupyterLab with the kernel.
public final class Lab {
    private Lab() {}

    /// Prepares it and tells the launcher what to start.
    public static void start(List<String> words, PrintWriter err) {
        throw new UnsupportedOperationException("skeleton");
    }
}
