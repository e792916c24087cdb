package org.dhurandhar.report;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.AxesChart;

/// What is drawn: data only. Residence classes and verdicts have the same colours in every plot.
public sealed interface Plot {
    /// Pixels of width in which texts are read easily.
    int WIDTH = 800;

    /// A sentence that states the finding.
    String title();

    /// The plot as a chart of XChart, to be changed further.
    ///
    /// @throws org.dhurandhar.DhurandharException where the machine has no fonts
    default AxesChart<?, ?> chart(int width, int height) {
        return Charts.chart(this, width, height);
    }

    /// The plot as SVG.
    default String svg(int width, int height) {
        return Charts.svg(this, width, height);
    }

    /// The plot as the bytes of a PNG file.
    default byte[] png(int width, int height) {
        return Charts.png(this, width, height);
    }

    /// Writes the plot as SVG or PNG, by the file's extension, in a size that suits it.
    ///
    /// @throws org.dhurandhar.DhurandharException where the extension is another, the machine has
    ///   no fonts or the file cannot be written
    default Path save(Path file) {
        return FileForm.save(this, file);
    }

    /// Pixels of height that suit what is drawn: rows are as high as they are read easily.
    default int naturalHeight() {
        return switch (this) {
            case StackedBars bars ->
                    Charts.height(bars.bars().size(), bars.bars().size() == 1 ? 132 : 70);
            case HeatMap map -> Charts.height(map.rows().size(), 40);
            case Lines lines -> Charts.LINES_HEIGHT;
        };
    }

    /// Bars of stacked parts, each against a limit of its own.
    ///
    /// @param axis what the lengths measure
    /// @param parts names of the parts, such as residence classes
    /// @param limit what the limits are, such as `budget`
    record StackedBars(String title, Axis axis, List<String> parts, String limit, List<Bar> bars)
            implements Plot {
        public StackedBars {
            parts = List.copyOf(parts);
            bars = List.copyOf(bars);
        }

        @Override
        public String toString() {
            return "%s\nstacked bars of %d; look at it: .svg(800, 450)"
                    .formatted(title, bars.size());
        }
    }

    /// One bar.
    ///
    /// @param values one for each part
    /// @param limit what the bar is compared with, or null
    record Bar(String label, List<Double> values, @Nullable Double limit) {
        public Bar {
            values = List.copyOf(values);
        }
    }

    /// Rows by columns of words, each with a short text.
    ///
    /// @param rowName what the rows are, such as `model`
    /// @param columnName what the columns are, such as `device`
    /// @param cells by row, then by column
    record HeatMap(
            String title,
            String rowName,
            List<String> rows,
            String columnName,
            List<String> columns,
            List<List<Cell>> cells)
            implements Plot {
        public HeatMap {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
            cells = cells.stream().map(List::copyOf).toList();
        }

        @Override
        public String toString() {
            return "%s\nheat map of %d x %d; look at it: .svg(800, 450)"
                    .formatted(title, rows.size(), columns.size());
        }
    }

    /// A cell of a heat map.
    ///
    /// @param word decides the colour: a verdict, such as `RESIDENT`
    /// @param text written in the cell, such as `+3.5 GiB`
    /// @param target whether what is wanted is reached
    record Cell(String word, String text, Target target) {
        /// A cell of which nothing more is wanted.
        public Cell(String word, String text) {
            this(word, text, Target.REACHED);
        }
    }

    /// Whether a cell reaches what is wanted, such as a speed; marked in its corner where not.
    enum Target {
        /// It does, or nothing is wanted.
        REACHED(""),
        /// A full corner.
        MISSED("misses target"),
        /// A hollow corner.
        AT_RISK("may miss target");

        final String text;

        Target(String text) {
            this.text = text;
        }
    }

    /// Lines over a common axis, against limits.
    record Lines(String title, Axis x, Axis y, List<Line> lines, List<Limit> limits)
            implements Plot {
        public Lines {
            lines = List.copyOf(lines);
            limits = List.copyOf(limits);
        }

        @Override
        public String toString() {
            return "%s\n%d lines; look at it: .svg(800, 450)".formatted(title, lines.size());
        }
    }

    /// A line through points.
    record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// A point of a line.
    record Point(double x, double y) {}

    /// A level that lines are compared with, such as a device's budget.
    record Limit(String name, double value) {}

    /// What an axis measures.
    ///
    /// @param unit of the values; bytes are shown in MiB or GiB
    /// @param doubling whether each step of the axis doubles, as for context lengths
    record Axis(String name, String unit, boolean doubling) {
        /// An axis of byte counts.
        public static Axis bytes(String name) {
            return new Axis(name, "bytes", false);
        }

        /// An axis of another unit.
        public static Axis of(String name, String unit) {
            return new Axis(name, unit, false);
        }

        /// An axis whose values double from step to step.
        public static Axis doubling(String name, String unit) {
            return new Axis(name, unit, true);
        }
    }
}
