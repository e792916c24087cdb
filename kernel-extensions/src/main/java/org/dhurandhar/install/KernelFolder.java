package org.dhurandhar.install;

import java.nio.file.Path;

/// A folder of kernels that Jupyter looks into: one folder for each kernel.
public record KernelFolder(Path path) {
    /// This user's.
    public static KernelFolder ofUser() {
        throw new UnsupportedOperationException("skeleton");
    }

    /// Below a prefix such as `/usr/local`.
    public static KernelFolder below(Path prefix) {
        return new KernelFolder(prefix.toAbsolutePath().resolve("share/jupyter/kernels"));
    }

    /// Of the Python environment that is active.
    public static KernelFolder ofPython() {
        throw new UnsupportedOperationException("skeleton");
    }
}
