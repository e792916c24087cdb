package org.dhurandhar.memory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a verdict, the same in every JSON: bytes are integers, rates `{"low", "high"}`,
/// what is not known is null beside its reason.
public final class VerdictJson {
    private static final String NO_TARGET = "no speed was asked for";
    private static final int FIGURES = 4;
    private static final List<String> OF_A_VERDICT =
            List.of("budget_bytes", "memory_limit_bytes", "needed_bytes", "headroom_bytes");
    private static final List<String> OF_A_SPEED =
            List.of(
                    "decode_tps",
                    "decode_full_context_tps",
                    "prefill_tps",
                    "first_token_seconds",
                    "limit");

    private VerdictJson() {}

    /// Adds the fields of a verdict. `memory_limit_bytes` is what `needed_bytes` was compared with:
    /// the budget, or the GPU's own memory where that is too small.
    public static void put(Feasibility verdict, Map<String, @Nullable Object> row) {
        row.put("budget_bytes", verdict.device().budget().bytes());
        row.put("memory_limit_bytes", verdict.limitBytes());
        row.put("needed_bytes", verdict.verdict().needed());
        row.put("headroom_bytes", verdict.headroomBytes());
        row.put("verdict", verdict.verdict().word());
        var speed = verdict.speed();
        rate(row, "decode_tps", speed.decode(), speed.reason());
        rate(row, "decode_full_context_tps", speed.decodeFull(), speed.fullReason());
        rate(row, "prefill_tps", speed.prefill(), speed.prefillReason());
        rate(row, "first_token_seconds", speed.firstTokenSeconds(), speed.prefillReason());
        row.put("prompt_tokens", verdict.demand().prompt());
        var limit = speed.limit();
        row.put("limit", limit == null ? null : limit.word());
        if (limit == null) {
            row.put("limit_reason", speed.reason());
        }
        target(verdict.target(), row);
        row.put("misses_target", verdict.target() > 0 ? verdict.missesTarget() : null);
        row.put("may_miss_target", verdict.target() > 0 ? verdict.mayMissTarget() : null);
        if (verdict.target() <= 0) {
            row.put("misses_target_reason", NO_TARGET);
            row.put("may_miss_target_reason", NO_TARGET);
        }
    }

    /// Adds the same fields for what the runtime refuses: all null.
    ///
    /// @param refusal why
    public static void refused(String refusal, Map<String, @Nullable Object> row) {
        for (var key : OF_A_VERDICT) {
            row.put(key, null);
            row.put(key + "_reason", refusal);
        }
        row.put("verdict", "REFUSED");
        for (var key : OF_A_SPEED) {
            row.put(key, null);
            row.put(key + "_reason", refusal);
        }
    }

    /// Adds the wanted speed, null beside its reason where there is none.
    ///
    /// @param target tokens a second, or 0
    public static void target(double target, Map<String, @Nullable Object> row) {
        row.put("target_tps", target > 0 ? target : null);
        if (target <= 0) {
            row.put("target_tps_reason", NO_TARGET);
        }
    }

    private static void rate(
            Map<String, @Nullable Object> row, String key, @Nullable Rate rate, String reason) {
        if (rate == null) {
            row.put(key, null);
            row.put(key + "_reason", reason);
            return;
        }
        var range = new LinkedHashMap<String, Object>();
        range.put("low", rounded(rate.low()));
        range.put("high", rounded(rate.high()));
        row.put(key, range);
    }

    /// Four figures: a range knows no more.
    private static double rounded(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(FIGURES)).doubleValue();
    }
}
