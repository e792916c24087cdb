package org.dhurandhar.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Grids as comma-separated values after RFC 4180, with raw figures.
final class CsvForm {
    private static final String END = "\r\n";

    private CsvForm() {}

    static String of(Grid grid) {
        var out = new StringBuilder();
        var separator = "";
        for (var field : Fields.of(grid)) {
            out.append(separator).append(quoted(field.key()));
            separator = ",";
        }
        out.append(END);
        var fields = Fields.of(grid);
        try (var progress = Rows.of(grid)) {
            for (var row : grid.rows()) {
                row(out, fields, row);
                progress.step();
            }
        }
        return out.toString();
    }

    private static void row(StringBuilder out, List<Fields> fields, List<@Nullable Object> row) {
        var separator = "";
        for (var field : fields) {
            var value = field.value(row);
            out.append(separator).append(value == null ? "" : quoted(value.toString()));
            separator = ",";
        }
        out.append(END);
    }

    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (",\"\r\n".indexOf(text.charAt(i)) >= 0) {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }
}
