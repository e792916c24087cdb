package org.dhurandhar;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.VerdictJson;
import org.jspecify.annotations.Nullable;

/// Answers as JSON, schema `dhurandhar/solution/1`: bytes are integers, unknown is null with a
/// reason beside it.
final class AnswerJson {
    private AnswerJson() {}

    static String text(Answer.Kind kind, Solver.Found<?> found, String why) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("schema", "dhurandhar/solution/1");
        root.put("what", kind.name().toLowerCase(Locale.ROOT));
        root.put("model", found.settings().model().name());
        root.put("device", found.device().name());
        VerdictJson.target(found.settings().target(), root);
        root.put("value", found.value());
        if (found.value() == null) {
            root.put("value_reason", why);
        }
        root.put("unit", kind.unit);
        root.put("why", why);
        root.put("at", outcome(found.settings(), found.at()));
        var next = found.next();
        var beyond = found.beyond();
        root.put("beyond", next == null || beyond == null ? null : outcome(next, beyond));
        if (next == null) {
            root.put("beyond_reason", "nothing lies beyond");
        }
        return JsonText.pretty(root);
    }

    private static Map<String, @Nullable Object> outcome(Workload settings, Trial.Outcome outcome) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("context_tokens", settings.context());
        row.put("quant", settings.recipe());
        row.put("fits", outcome.fits());
        var refusal = outcome.refusal();
        verdict(outcome.feasibility(), refusal == null ? "" : refusal.what(), row);
        return row;
    }

    /// The fields of a verdict, all null where the runtime refuses.
    static void verdict(
            @Nullable Feasibility verdict, String refusal, Map<String, @Nullable Object> row) {
        if (verdict == null) {
            VerdictJson.refused(refusal, row);
            row.put("refusal", refusal);
        } else {
            VerdictJson.put(verdict, row);
        }
    }
}
