package org.dhurandhar;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Rate;
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
        var target = found.settings().target();
        root.put("target_decode_tps", target > 0 ? target : null);
        if (target == 0) {
            root.put("target_decode_tps_reason", "no speed is asked for");
        }
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
        verdict(outcome.feasibility(), row);
        var refusal = outcome.refusal();
        if (refusal != null) {
            row.put("refusal", refusal.what());
        }
        return row;
    }

    /// The fields of a verdict, all null where the runtime refuses.
    static void verdict(@Nullable Feasibility verdict, Map<String, @Nullable Object> row) {
        row.put("budget_bytes", verdict == null ? null : verdict.device().budget().bytes());
        row.put("needed_bytes", verdict == null ? null : verdict.verdict().needed());
        row.put("headroom_bytes", verdict == null ? null : verdict.headroomBytes());
        row.put("verdict", verdict == null ? "REFUSED" : verdict.verdict().word());
        var speed = verdict == null ? null : verdict.speed();
        row.put("decode_tps", speed == null ? null : range(speed.decode()));
        row.put("decode_tps_at_full_context", speed == null ? null : range(speed.decodeFull()));
        var limit = speed == null ? null : speed.limit();
        row.put("limit", limit == null ? null : limit.word());
        if (speed == null || speed.decode() == null) {
            var reason = speed == null ? "it does not run" : speed.reason();
            row.put("decode_tps_reason", reason);
            row.put("decode_tps_at_full_context_reason", reason);
            row.put("limit_reason", reason);
        }
    }

    private static @Nullable Map<String, Object> range(@Nullable Rate rate) {
        if (rate == null) {
            return null;
        }
        var map = new LinkedHashMap<String, Object>();
        map.put("low", rate.low());
        map.put("high", rate.high());
        return map;
    }
}
