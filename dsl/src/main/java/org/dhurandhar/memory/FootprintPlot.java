package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.report.Plot;
import org.dhurandhar.runtime.Residence;

/// Footprints as stacked bars. The classes stand in the order in which a budget must hold them, so
/// that where it cuts the bar tells the verdict: within `warm` STREAMED, within `hot` THRASH. Where
/// a GPU's own memory is too small, the bar is what the GPU holds and the limit its memory.
public final class FootprintPlot {
    private static final List<Residence> ORDER =
            List.of(Residence.ANONYMOUS, Residence.TRANSIENT, Residence.HOT, Residence.WARM);

    private FootprintPlot() {}

    static Plot of(Footprint footprint) {
        var values = new ArrayList<Double>();
        for (var residence : ORDER) {
            values.add((double) footprint.total(residence));
        }
        var name = footprint.model().facts().name();
        return stacked(
                footprint.title(), ORDER, "budget", List.of(new Plot.Bar(name, values, null)));
    }

    /// One bar a demand, against nothing.
    ///
    /// @param labels of the bars
    public static Plot ofDemands(String title, List<String> labels, List<Demand> demands) {
        var bars = new ArrayList<Plot.Bar>();
        for (int i = 0; i < demands.size(); i++) {
            var values = new ArrayList<Double>();
            for (var residence : ORDER) {
                values.add((double) bytes(demands.get(i), residence));
            }
            bars.add(new Plot.Bar(labels.get(i), values, null));
        }
        return stacked(title, ORDER, "budget", bars);
    }

    static Plot of(String title, List<Feasibility> verdicts) {
        var labels = new ArrayList<String>();
        for (var verdict : verdicts) {
            labels.add(verdict.device().name());
        }
        return of(title, labels, verdicts);
    }

    /// One bar a verdict, against what decides it.
    ///
    /// @param labels of the bars
    public static Plot of(String title, List<String> labels, List<Feasibility> verdicts) {
        boolean gpu = false;
        for (var verdict : verdicts) {
            gpu = gpu || verdict.overGpu();
        }
        var parts = new ArrayList<>(ORDER);
        if (gpu) {
            parts.add(Residence.GPU);
        }
        var bars = new ArrayList<Plot.Bar>();
        for (int i = 0; i < verdicts.size(); i++) {
            var verdict = verdicts.get(i);
            var values = new ArrayList<Double>();
            for (var residence : parts) {
                boolean decides = (residence == Residence.GPU) == verdict.overGpu();
                values.add(decides ? (double) bytes(verdict.demand(), residence) : 0);
            }
            bars.add(
                    new Plot.Bar(
                            labels.get(i) + (verdict.overGpu() ? ", GPU" : ""),
                            values,
                            (double) verdict.limitBytes()));
        }
        return stacked(title, parts, gpu ? "budget or GPU memory" : "budget", bars);
    }

    private static Plot stacked(
            String title, List<Residence> parts, String limit, List<Plot.Bar> bars) {
        return new Plot.StackedBars(title, Plot.Axis.bytes("memory"), words(parts), limit, bars);
    }

    private static long bytes(Demand demand, Residence residence) {
        return switch (residence) {
            case ANONYMOUS -> demand.anonymous();
            case TRANSIENT -> demand.transientBytes();
            case HOT -> demand.hot();
            case WARM -> demand.warm();
            case GPU -> demand.gpu();
        };
    }

    private static List<String> words(List<Residence> parts) {
        var words = new ArrayList<String>();
        for (var residence : parts) {
            words.add(residence.word());
        }
        return words;
    }
}
