package org.dhurandhar.memory;

/// What decides how fast tokens come.
public enum Limit {
    /// Reading weights and caches from memory.
    DRAM("DRAM"),
    /// Arithmetic.
    COMPUTE("compute"),
    /// Reading the file again from storage.
    FLASH("flash"),
    /// Experts that are not in memory.
    EXPERT_MISSES("expert misses");

    private final String word;

    Limit(String word) {
        this.word = word;
    }

    /// The word used in reports.
    public String word() {
        return word;
    }
}
