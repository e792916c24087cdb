package org.dhurandhar;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.memory.Demand;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.FootprintPlot;
import org.dhurandhar.report.Plot;
import org.dhurandhar.runtime.Residence;
import org.jspecify.annotations.Nullable;

/// Answers as bars of memory against the budget.
final class AnswerPlot {
    private static final List<Residence> ORDER =
            List.of(Residence.ANONYMOUS, Residence.TRANSIENT, Residence.HOT, Residence.WARM);

    private AnswerPlot() {}

    /// What is drawn, or null where the runtime refuses.
    static @Nullable Plot of(String title, Answer.Kind kind, Solver.Found<?> found) {
        var labels = new ArrayList<String>();
        var verdicts = new ArrayList<Feasibility>();
        var at = found.at().feasibility();
        if (at != null) {
            labels.add(label(kind, found.settings(), found.value() != null));
            verdicts.add(at);
        }
        var next = found.next();
        var outcome = found.beyond();
        var beyond = outcome == null ? null : outcome.feasibility();
        if (next != null && beyond != null && kind != Answer.Kind.BUDGET) {
            labels.add(label(kind, next, false));
            verdicts.add(beyond);
        }
        return verdicts.isEmpty() ? null : FootprintPlot.of(title, labels, verdicts);
    }

    static Plot stacked(String title, List<Plot.Bar> bars) {
        var parts = new ArrayList<String>();
        for (var residence : ORDER) {
            parts.add(residence.word());
        }
        return new Plot.StackedBars(title, Plot.Axis.bytes("memory"), parts, "budget", bars);
    }

    private static String label(Answer.Kind kind, Workload settings, boolean fits) {
        var value =
                kind == Answer.Kind.QUANT ? settings.recipe() : Numbers.tokens(settings.context());
        return value + (fits ? ", fits" : ", does not fit");
    }

    /// Lengths of the parts of a bar.
    static List<Double> values(Demand demand) {
        return List.of(
                (double) demand.anonymous(),
                (double) demand.transientBytes(),
                (double) demand.hot(),
                (double) demand.warm());
    }
}
