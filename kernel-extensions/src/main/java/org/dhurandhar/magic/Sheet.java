package org.dhurandhar.magic;

import java.util.List;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Report;

/// One table that shows itself.
record Sheet(String title, Grid grid) implements Report {
    @Override
    public List<Grid> grids() {
        return List.of(grid);
    }

    @Override
    public String toString() {
        return text(100);
    }
}
