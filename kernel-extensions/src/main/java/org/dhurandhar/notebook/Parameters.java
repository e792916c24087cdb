package org.dhurandhar.notebook;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// Puts values into a notebook the way papermill does: the cell tagged `parameters` gives defaults,
/// a cell after it, tagged `injected-parameters`, declares what is given.
final class Parameters {
    private static final Pattern INT = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern LONG = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DOUBLE =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Parameters() {}

    /// Adds the cell, or replaces the one that an earlier run has left; no values change nothing.
    ///
    /// @throws DhurandharException for a name that is not declared or a value that is not of its
    ///   type
    static void inject(Map<String, String> values, Notebook notebook) {
        if (values.isEmpty()) {
            return;
        }
        var cells = notebook.cells();
        int defaults = indexOf(Cell.PARAMETERS, cells);
        var types = defaults < 0 ? null : Declarations.of(cells.get(defaults).source());
        var source = new StringBuilder("// Parameters");
        values.forEach((name, value) -> {
            var type = types == null ? guessed(name, value) : declared(name, types);
            source.append('\n').append(type).append(' ').append(name).append(" = ");
            source.append(JavaValue.of(value, type, name)).append(';');
        });
        int injected = indexOf(Cell.INJECTED, cells);
        if (injected >= 0) {
            var cell = cells.get(injected);
            cell.clear();
            cell.json().addProperty("source", source.toString());
        } else {
            var id = notebook.freshId(defaults + 1, source.toString());
            notebook.insert(defaults + 1, Cell.code(id, source.toString(), Cell.INJECTED));
        }
    }

    private static int indexOf(String tag, List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).isCode() && cells.get(i).hasTag(tag)) {
                return i;
            }
        }
        return -1;
    }

    private static String declared(String name, Map<String, String> types) {
        @Nullable String type = types.get(name);
        if (type != null) {
            return type;
        }
        if (types.isEmpty()) {
            throw DhurandharException.because("UnknownName", "no parameter named \"" + name + "\"")
                    .facts("known", "none: the cell tagged parameters declares no variable")
                    .fix("declare it there, such as: String " + name + " = \"\";");
        }
        throw DhurandharException.unknownName(
                "parameter", name, List.copyOf(types.keySet()), "--param {}=VALUE");
    }

    /// Without defaults the value itself says what it is.
    private static String guessed(String name, String value) {
        if (!SourceVersion.isName(name) || name.contains(".")) {
            throw DhurandharException.because(
                            "InvalidParameter", "\"" + name + "\" cannot be the name of a variable")
                    .expected("a Java name")
                    .fix("--param " + name.replaceAll("[^A-Za-z0-9_]", "_") + "=" + value);
        }
        if (INT.matcher(value).matches()) {
            return "int";
        }
        if (LONG.matcher(value).matches()) {
            return "long";
        }
        if (DOUBLE.matcher(value).matches()) {
            return "double";
        }
        return value.equals("true") || value.equals("false") ? "boolean" : "String";
    }
}
