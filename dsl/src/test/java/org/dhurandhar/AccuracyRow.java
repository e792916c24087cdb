package org.dhurandhar;

import java.util.List;
import java.util.Locale;

/// One line of the accuracy table: a group of reference values and how the worked-out ones compare.
///
/// @param exact values equal to the unit, or at the rounding of the print
/// @param within values inside the group's tolerance; the exact ones are
/// @param worst largest relative error of a value that is not exact, as a share
/// @param note what the group is, in a few words
/// @param misses names of values outside the tolerance
public record AccuracyRow(
        String group,
        int n,
        int exact,
        int within,
        double worst,
        String note,
        List<String> misses) {
    public AccuracyRow {
        misses = List.copyOf(misses);
    }

    /// The largest error in words.
    public String error() {
        return worst == 0 ? "0" : String.format(Locale.ROOT, "%.2g %%", 100 * worst);
    }

    /// A row of a Markdown table.
    public String markdown() {
        var text = String.format(Locale.ROOT, "| %s | %,d | %,d | ", group, n, exact);
        return text + error() + " | " + note + " |";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-46s n %,7d  exact %,7d  worst %-9s %s%s",
                group,
                n,
                exact,
                error(),
                note,
                misses.isEmpty() ? "" : "  " + misses.stream().limit(8).toList());
    }
}
