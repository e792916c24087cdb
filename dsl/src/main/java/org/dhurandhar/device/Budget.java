package org.dhurandhar.device;

import org.dhurandhar.document.MapNode;
import org.dhurandhar.report.Confidence;

/// How much memory one process may use on a device.
///
/// @param source where the figure comes from
/// @param ruled whether it is a share of memory that follows from the operating system, and not
///   stated
public record Budget(long bytes, String source, Confidence confidence, boolean ruled) {
    private static final long MIB = 1L << 20;
    private static final double GIB = 1L << 30;

    /// A budget that is stated.
    public Budget(long bytes, String source, Confidence confidence) {
        this(bytes, source, confidence, false);
    }

    /// The share of memory that one process may count on under an operating system.
    ///
    /// @param rules `configs/devices/budget.yaml`
    static Budget ruled(MapNode rules, String os, double ramBytes) {
        var rule = rules.map(os);
        if (rule == null) {
            throw new IllegalStateException("no budget rule for " + os);
        }
        double share = rule.real("share", 0);
        long bytes = (long) (ramBytes * share) / MIB * MIB;
        return new Budget(
                bytes,
                number(share * 100)
                        + " % of "
                        + number(ramBytes / GIB)
                        + " GiB RAM ("
                        + rule.text("source")
                        + ")",
                Confidence.LOW,
                true);
    }

    /// A number without a trailing `.0`, at most one decimal.
    private static String number(double value) {
        double tenths = Math.rint(value * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Double.toString(tenths);
    }
}
