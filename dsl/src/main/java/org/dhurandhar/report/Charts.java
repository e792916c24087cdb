package org.dhurandhar.report;

/// Plots drawn.
final class Charts {
    private Charts() {}

    static String svg(Plot plot, int width, int height) {
        throw new UnsupportedOperationException(plot.title() + width + height);
    }

    static byte[] png(Plot plot, int width, int height) {
        throw new UnsupportedOperationException(plot.title() + width + height);
    }
}
