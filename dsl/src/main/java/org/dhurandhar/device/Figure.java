package org.dhurandhar.device;

import org.dhurandhar.DhurandharException;
import org.dhurandhar.report.Confidence;

/// One figure of a device, with where it comes from.
///
/// @param value in bytes, bytes a second or operations a second
/// @param source where it comes from, in words
public record Figure(double value, String source, Confidence confidence) {
    /// The source of figures that were given to a wither.
    static final String IN_CODE = "stated in code";

    public Figure {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw DhurandharException.because("InvalidDevice", "a figure of " + value)
                    .expected("a number from 0 up")
                    .fix("leave out what is not known");
        }
    }

    /// A figure that is stated in code.
    public static Figure of(double value) {
        return new Figure(value, IN_CODE, Confidence.MEDIUM);
    }
}
