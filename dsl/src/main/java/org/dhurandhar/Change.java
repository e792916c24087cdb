package org.dhurandhar;

import org.dhurandhar.memory.Feasibility;

/// One change of a setting that makes a model fit.
///
/// @param word what to add to the sentence, such as `context(8192)`
/// @param option what to add to the command, such as `--context-tokens 8192`
/// @param kept the share that is left of what the setting stands for: tokens, bits, slots; 1 where
///   only speed is given up
/// @param feasibility the verdict after the change
public record Change(String word, String option, double kept, Feasibility feasibility) {
    /// What was compared after the change, such as `needs 1,833 of 2,048 MiB`.
    public String compared() {
        return Numbers.needs(feasibility);
    }

    /// One line, such as `fits with context(8192): needs 1,833 of 2,048 MiB`.
    @Override
    public String toString() {
        return "fits with " + word + ": " + compared();
    }
}
