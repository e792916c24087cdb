package org.dhurandhar;

import java.util.ArrayList;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.FootprintPlot;
import org.dhurandhar.report.Plot;
import org.jspecify.annotations.Nullable;

/// Answers as bars of memory against the budget.
final class AnswerPlot {
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

    private static String label(Answer.Kind kind, Workload settings, boolean fits) {
        var value =
                kind == Answer.Kind.QUANT ? settings.recipe() : Numbers.tokens(settings.context());
        return value + (fits ? ", fits" : ", does not fit");
    }
}
