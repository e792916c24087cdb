package org.dhurandhar.progress;

/// How far a job is.
///
/// @param what the job, such as `Reading shards`
/// @param done units that are finished
/// @param total units in all, or -1 where that is not known
/// @param unit one of them, such as `shard`; `byte` is shown in MiB
/// @param nanos since it began
public record Standing(String what, long done, long total, String unit, long nanos, State state) {
    /// What has become of a job.
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        INTERRUPTED
    }

    /// Whether it is over.
    public boolean ended() {
        return state != State.RUNNING;
    }

    /// The share that is finished, 0 to 1, or NaN where the total is not known.
    public double fraction() {
        return total < 0
                ? Double.NaN
                : total == 0 ? 1 : Math.clamp((double) done / total, 0.0, 1.0);
    }

    /// Units a second since it began, or 0 before the first.
    public double rate() {
        return nanos <= 0 ? 0 : done * 1e9 / nanos;
    }

    /// Nanoseconds that the rest will take at the rate so far, or -1 where nothing is known.
    public long nanosLeft() {
        return total < 0 || done <= 0
                ? -1
                : (long) ((double) Math.max(0, total - done) * nanos / done);
    }

    /// One line, such as `Reading shards: 12 of 40 shards, 30%, 4.1 shards/s, 7 s left`.
    public String text() {
        return what + ": " + StandingText.of(this);
    }
}
