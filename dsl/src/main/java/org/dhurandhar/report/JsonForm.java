package org.dhurandhar.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.progress.InterruptedWork;
import org.jspecify.annotations.Nullable;

/// Reports as JSON, schema `dhurandhar/report/1`: byte counts are integers, unknown is null.
final class JsonForm {
    private JsonForm() {}

    static String of(Report report) {
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", "dhurandhar/report/1");
        root.put("title", report.title());
        root.put("summary", report.summary());
        var tables = new ArrayList<Object>();
        for (var grid : report.grids()) {
            var table = new LinkedHashMap<String, Object>();
            table.put("name", grid.name());
            table.put("rows", rows(grid));
            tables.add(table);
        }
        root.put("tables", tables);
        root.put("notes", report.notes());
        return JsonText.pretty(root);
    }

    private static List<Object> rows(Grid grid) {
        var rows = new ArrayList<Object>();
        for (var row : grid.rows()) {
            InterruptedWork.check();
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int c = 0; c < row.size(); c++) {
                object.put(grid.columns().get(c).key(), value(row.get(c)));
            }
            rows.add(object);
        }
        return rows;
    }

    private static @Nullable Object value(@Nullable Object cell) {
        if (cell instanceof Span span) {
            Map<String, @Nullable Object> ends = new LinkedHashMap<>();
            ends.put("low", value(span.low()));
            ends.put("high", value(span.high()));
            return ends;
        }
        return cell instanceof Double number && !Double.isFinite(number) ? null : cell;
    }
}
