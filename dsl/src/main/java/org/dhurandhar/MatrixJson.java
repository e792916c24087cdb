package org.dhurandhar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.Axes.Axis;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.memory.VerdictJson;
import org.dhurandhar.progress.InterruptedWork;
import org.jspecify.annotations.Nullable;

/// Matrices as JSON: bytes are integers, unknown is null with a reason beside it.
final class MatrixJson {
    private MatrixJson() {}

    static String text(String schema, String title, Matrix matrix, List<Cell> cells) {
        var axes = new Axes(matrix, cells);
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("schema", schema);
        root.put("finding", title);
        root.put("models", axes.values(Axis.MODEL));
        root.put("quants", axes.values(Axis.QUANT));
        root.put("contexts", cells.stream().map(Cell::context).distinct().toList());
        root.put("devices", matrix.devices().stream().map(d -> (Object) d.name()).toList());
        settings(matrix, root);
        var rows = new ArrayList<Object>();
        for (var cell : cells) {
            InterruptedWork.check();
            rows.add(row(cell));
        }
        root.put("cells", rows);
        return JsonText.pretty(root);
    }

    /// What all models share; where their settings differ, a line for each of them.
    private static void settings(Matrix matrix, Map<String, @Nullable Object> root) {
        var manners = new LinkedHashMap<String, Object>();
        var targets = new HashSet<Double>();
        for (var model : matrix.models()) {
            manners.put(model.model().name(), model.manner());
            targets.add(model.target());
        }
        if (targets.size() == 1) {
            VerdictJson.target(matrix.models().getFirst().target(), root);
        } else {
            root.put("target_tps", null);
            root.put("target_tps_reason", "models differ, see settings_by_model");
        }
        if (new HashSet<>(manners.values()).size() == 1) {
            root.put("settings", matrix.models().getFirst().manner());
        } else {
            root.put("settings", null);
            root.put("settings_reason", "models differ, see settings_by_model");
        }
        root.put("settings_by_model", manners);
    }

    private static Map<String, @Nullable Object> row(Cell cell) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("model", cell.model());
        row.put("quant", cell.quant());
        row.put("quant_asked", cell.asked());
        row.put("context_tokens", cell.context());
        var demand = cell.demand();
        row.put("anonymous_bytes", demand == null ? null : demand.anonymous());
        row.put("hot_bytes", demand == null ? null : demand.hot());
        row.put("warm_bytes", demand == null ? null : demand.warm());
        row.put("transient_bytes", demand == null ? null : demand.transientBytes());
        if (!cell.device().isEmpty()) {
            row.put("device", cell.device());
            row.put("fits", cell.fits());
            AnswerJson.verdict(cell.feasibility(), cell.refusal(), row);
        } else if (!cell.refusal().isEmpty()) {
            row.put("refusal", cell.refusal());
        }
        return row;
    }
}
