package org.dhurandhar.progress;

/// Where progress can be seen, such as a notebook. Found by `ServiceLoader`, once a job of the
/// process has lasted long enough to be shown; a terminal is known without.
public interface ProgressScreen {
    /// Whether what the calling thread does is watched here.
    boolean isHere();

    /// A new line for the job of the calling thread. Nothing is shown yet.
    Line open();

    /// The line of one job.
    interface Line {
        /// Shows how far the job is, instead of what the line showed before. The last call is the
        /// one whose state is an end. May be called from any thread, but not from two at a time.
        void show(Standing standing);
    }
}
