package org.dhurandhar.install;

import java.io.PrintWriter;

/// Our kernels.
public final class Kernels {
    private Kernels() {}

    /// Those in a folder.
    public static Kernels in(KernelFolder folder) {
        throw new UnsupportedOperationException("skeleton " + folder);
    }

    /// Those in every folder that Jupyter looks into.
    public static Kernels everywhere() {
        throw new UnsupportedOperationException("skeleton");
    }

    /// Prints them, one paragraph each.
    public void print(PrintWriter out) {
        throw new UnsupportedOperationException("skeleton");
    }
}
