package org.dhurandhar;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.memory.Demand;
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
        var bars = new ArrayList<Plot.Bar>();
        bar(label(kind, found.settings(), found.value() != null), found.at(), bars);
        var next = found.next();
        var beyond = found.beyond();
        if (next != null && beyond != null && kind != Answer.Kind.BUDGET) {
            bar(label(kind, next, false), beyond, bars);
        }
        return bars.isEmpty() ? null : stacked(title, bars);
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

    private static void bar(String label, Trial.Outcome outcome, List<Plot.Bar> bars) {
        var at = outcome.feasibility();
        if (at == null) {
            return;
        }
        bars.add(
                new Plot.Bar(
                        label, values(at.demand()), (double) at.device().budget().bytes()));
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
