package org.dhurandhar.cli;

/// What the terminal can show.
final class Terminal {
    private static final int DEFAULT_WIDTH = 100;
    private static final int MIN_WIDTH = 60;
    private static final int MAX_WIDTH = 200;

    private Terminal() {}

    /// Columns: `COLUMNS` where it is set, else 100.
    static int width() {
        var columns = System.getenv("COLUMNS");
        if (columns == null || !columns.matches("[0-9]{1,5}")) {
            return DEFAULT_WIDTH;
        }
        return Math.clamp(Integer.parseInt(columns), MIN_WIDTH, MAX_WIDTH);
    }
}
