package org.dhurandhar.notebook;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The variables that a cell declares, with their types as written; nothing is compiled or run.
final class Declarations {
    /// Lines that may stand in a cell but not in a method.
    private static final Pattern OUTSIDE = Pattern.compile("(?m)^\\s*(import\\s[^;]*;|%.*)");

    private Declarations() {}

    /// Types by name, in order; of `var` the type of its literal, or `var` where it has none.
    static Map<String, String> of(String cell) {
        var types = new LinkedHashMap<String, String>();
        for (var unit : parsed(cell)) {
            for (var type : unit.getTypeDecls()) {
                for (var member : ((ClassTree) type).getMembers()) {
                    if (member instanceof MethodTree method && method.getBody() != null) {
                        variables(method.getBody(), types);
                    }
                }
            }
        }
        return types;
    }

    private static Iterable<? extends CompilationUnitTree> parsed(String cell) {
        var code = OUTSIDE.matcher(cell).replaceAll("");
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///Cell.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return "class Cell { void cell() {\n" + code + "\n}}";
                    }
                };
        var compiler = ToolProvider.getSystemJavaCompiler();
        try {
            // Faults of the cell are for the run to tell.
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null, null, fault -> {}, List.of(), null, List.of(source));
            return task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void variables(BlockTree block, Map<String, String> types) {
        for (var statement : block.getStatements()) {
            if (statement instanceof VariableTree variable) {
                types.put(variable.getName().toString(), type(variable));
            }
        }
    }

    private static String type(VariableTree variable) {
        @Nullable Tree type = variable.getType();
        boolean inferred = type == null || type.toString().equals("var");
        return inferred ? literal(variable.getInitializer()) : type.toString();
    }

    private static String literal(@Nullable ExpressionTree value) {
        return switch (value) {
            case UnaryTree signed -> literal(signed.getExpression());
            case NewArrayTree array when array.getType() != null -> array.getType() + "[]";
            case LiteralTree literal ->
                    switch (literal.getKind()) {
                        case INT_LITERAL -> "int";
                        case LONG_LITERAL -> "long";
                        case FLOAT_LITERAL -> "float";
                        case DOUBLE_LITERAL -> "double";
                        case BOOLEAN_LITERAL -> "boolean";
                        case CHAR_LITERAL -> "char";
                        case STRING_LITERAL -> "String";
                        default -> "var";
                    };
            case null, default -> "var";
        };
    }
}
