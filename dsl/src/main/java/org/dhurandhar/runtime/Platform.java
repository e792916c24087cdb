package org.dhurandhar.runtime;

import org.jspecify.annotations.Nullable;

/// What of a device changes the rules of a runtime.
///
/// @param os `android`, `ios`, `linux`, `macos`, `windows`, `other`, or `any` where none is stated
/// @param arch `arm64`, `x86-64` or `unknown`
/// @param ownGpuMemory whether the GPU has memory of its own and takes no RAM
public record Platform(String os, String arch, boolean ownGpuMemory) {
    /// What is not stated: some system on some processor, whose GPU shares the RAM.
    public static final Platform ANY = new Platform("any", "unknown", false);

    /// Whether the system is one of Apple's, which do not count clean file pages.
    boolean apple() {
        return os.equals("ios") || os.equals("macos");
    }

    /// Whether the system is Windows, which counts what is committed.
    boolean windows() {
        return os.equals("windows");
    }

    // Written out: a record's own are generated when first called, at every start of the command
    // line.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Platform p
                && os.equals(p.os)
                && arch.equals(p.arch)
                && ownGpuMemory == p.ownGpuMemory;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * os.hashCode() + arch.hashCode()) + Boolean.hashCode(ownGpuMemory);
    }
}
