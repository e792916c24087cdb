package org.dhurandhar.report;

/// How the values of an axis are shown: bytes in MiB, or in GiB where they are many.
record Scale(String unit, double divisor) {
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;
    private static final double MANY = 64 * GIB;

    static Scale of(Plot.Axis axis, double most) {
        if (!axis.unit().equals("bytes")) {
            return new Scale(axis.unit(), 1);
        }
        return most < MANY ? new Scale("MiB", MIB) : new Scale("GiB", GIB);
    }

    /// A value in words, without the unit.
    String text(double value) {
        double scaled = value / divisor;
        double size = Math.abs(scaled);
        return Figures.number(scaled, size >= 100 || size == 0 ? 0 : size >= 1 ? 1 : 2);
    }

    /// A round value for a tick of an axis, as it stands in the unit.
    static String tick(double scaled) {
        return Figures.number(
                scaled, scaled == Math.rint(scaled) ? 0 : Math.abs(scaled) < 1 ? 2 : 1);
    }

    /// The name of an axis with its unit.
    String label(Plot.Axis axis) {
        return unit.isEmpty() ? axis.name() : axis.name() + ", " + unit;
    }

    /// A value with its unit.
    String full(double value) {
        return unit.isEmpty() ? text(value) : text(value) + " " + unit;
    }
}
