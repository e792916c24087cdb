package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Plot;
import org.dhurandhar.runtime.Residence;

/// Footprints as stacked bars. The classes stand in the order in which a budget must hold them, so
/// that where it cuts the bar tells the verdict: within `warm` STREAMED, within `hot` THRASH.
final class FootprintPlot {
    private static final List<Residence> ORDER =
            List.of(Residence.ANONYMOUS, Residence.TRANSIENT, Residence.HOT, Residence.WARM);

    private FootprintPlot() {}

    static Plot of(Footprint footprint) {
        var values = new ArrayList<Double>();
        for (var residence : ORDER) {
            values.add((double) footprint.total(residence));
        }
        var name = footprint.model().facts().name();
        return bars(footprint.title(), List.of(new Plot.Bar(name, values, null)));
    }

    static Plot of(String title, List<Feasibility> verdicts) {
        var bars = new ArrayList<Plot.Bar>();
        for (var verdict : verdicts) {
            var demand = verdict.demand();
            var values = new ArrayList<Double>();
            for (var residence : ORDER) {
                values.add(
                        (double)
                                switch (residence) {
                                    case ANONYMOUS -> demand.anonymous();
                                    case TRANSIENT -> demand.transientBytes();
                                    case HOT -> demand.hot();
                                    case WARM -> demand.warm();
                                    case GPU -> demand.gpu();
                                });
            }
            var device = verdict.device();
            bars.add(new Plot.Bar(device.name(), values, (double) device.budget().bytes()));
        }
        return bars(title, bars);
    }

    private static Plot bars(String title, List<Plot.Bar> bars) {
        var parts = new ArrayList<String>();
        for (var residence : ORDER) {
            parts.add(residence.word());
        }
        return new Plot.StackedBars(title, Plot.Axis.bytes("memory"), parts, "budget", bars);
    }
}
