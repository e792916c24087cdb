package org.dhurandhar.runtime;

/// How llama.cpp brings the weights into memory.
enum LoadMode {
    /// Maps the file; its pages are shared and count as file pages.
    MMAP(true),
    /// Maps the file and pins it.
    MMAP_MLOCK(true),
    /// Reads into the heap and pins it.
    MLOCK(false),
    /// Reads into the heap.
    NONE(false),
    /// Reads into the heap around the page cache.
    DIRECT(false);

    private final boolean mapped;

    LoadMode(boolean mapped) {
        this.mapped = mapped;
    }

    /// Whether the weights stay pages of the file.
    boolean mapped() {
        return mapped;
    }
}
