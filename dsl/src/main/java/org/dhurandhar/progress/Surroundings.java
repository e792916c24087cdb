package org.dhurandhar.progress;

import org.jspecify.annotations.Nullable;

/// What a job needs of the world: the time, and a line where somebody looks.
interface Surroundings {
    /// Nanoseconds since some moment.
    long nanoTime();

    /// A line for the job of the calling thread, or null where nobody looks.
    ProgressScreen.@Nullable Line openLine();
}
