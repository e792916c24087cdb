package org.dhurandhar.report;

import org.dhurandhar.progress.InterruptedWork;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/// Grids as tables of Tablesaw: counts are longs, numbers doubles, all else strings; unknown is
/// missing.
final class TableForm {
    private TableForm() {}

    static Table of(Grid grid) {
        var table = Table.create(grid.name());
        for (var field : Fields.of(grid)) {
            switch (field.kind()) {
                case BYTES, COUNT -> {
                    var column = LongColumn.create(field.key());
                    for (var row : grid.rows()) {
                        InterruptedWork.check();
                        if (field.value(row) instanceof Long count) {
                            column.append(count.longValue());
                        } else {
                            column.appendMissing();
                        }
                    }
                    table.addColumns(column);
                }
                case NUMBER, SPAN -> {
                    var column = DoubleColumn.create(field.key());
                    for (var row : grid.rows()) {
                        InterruptedWork.check();
                        if (field.value(row) instanceof Double number) {
                            column.append(number.doubleValue());
                        } else {
                            column.appendMissing();
                        }
                    }
                    table.addColumns(column);
                }
                case TEXT, FIGURE, WORD -> {
                    var column = StringColumn.create(field.key());
                    for (var row : grid.rows()) {
                        InterruptedWork.check();
                        if (field.value(row) instanceof String text) {
                            column.append(text);
                        } else {
                            column.appendMissing();
                        }
                    }
                    table.addColumns(column);
                }
            }
        }
        return table;
    }
}
