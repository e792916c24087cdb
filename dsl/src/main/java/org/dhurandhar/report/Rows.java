package org.dhurandhar.report;

import org.dhurandhar.progress.Progress;

/// The rows of a grid as a job: there may be very many.
final class Rows {
    private Rows() {}

    static Progress of(Grid grid) {
        return Progress.of("Writing rows", grid.rows().size(), "row");
    }
}
