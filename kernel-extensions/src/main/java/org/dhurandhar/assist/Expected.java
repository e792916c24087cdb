package org.dhurandhar.assist;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// Types that an expression may have at a place; none where any will do.
record Expected(Analysis analysis, List<TypeMirror> types) {
    static Expected at(Analysis analysis, ImportedNames imported, TreePath word) {
        var path = word;
        // The word may stand as the call of a method of its name.
        if (path.getParentPath().getLeaf() instanceof MethodInvocationTree call
                && call.getMethodSelect() == path.getLeaf()) {
            path = path.getParentPath();
        }
        var leaf = path.getLeaf();
        var above = path.getParentPath();
        var types = new ArrayList<TypeMirror>();
        switch (above.getLeaf()) {
            case VariableTree variable when variable.getInitializer() == leaf ->
                    add(
                            types,
                            variable.getType() == null
                                    ? null
                                    : analysis.trees()
                                            .getTypeMirror(
                                                    new TreePath(above, variable.getType())));
            case AssignmentTree assignment when assignment.getExpression() == leaf ->
                    add(
                            types,
                            analysis.trees()
                                    .getTypeMirror(new TreePath(above, assignment.getVariable())));
            case MethodInvocationTree call when call.getArguments().contains(leaf) -> {
                int index = call.getArguments().indexOf(leaf);
                var select = new TreePath(above, call.getMethodSelect());
                for (var method : called(analysis, imported, select).elements()) {
                    add(types, parameter((ExecutableElement) method, index));
                }
            }
            default -> {}
        }
        return new Expected(analysis, types);
    }

    /// The methods that a call may mean.
    static Reach called(Analysis analysis, ImportedNames imported, TreePath select) {
        var name = name(select);
        var reach = Reach.at(analysis, imported, select, name::equals, "");
        var methods = new java.util.LinkedHashSet<Element>(reach.elements());
        methods.removeIf(e -> e.getKind() != ElementKind.METHOD);
        return new Reach(methods, reach.site(), reach.known(), false);
    }

    static String name(TreePath select) {
        var text = select.getLeaf().toString();
        return text.substring(text.lastIndexOf('.') + 1);
    }

    private static @Nullable TypeMirror parameter(ExecutableElement method, int index) {
        var declared = method.getParameters();
        if (index < declared.size() - 1 || (index < declared.size() && !method.isVarArgs())) {
            return declared.get(index).asType();
        }
        return method.isVarArgs() && declared.getLast().asType() instanceof ArrayType rest
                ? rest.getComponentType()
                : null;
    }

    private static void add(List<TypeMirror> types, @Nullable TypeMirror type) {
        if (type != null
                && (type.getKind().isPrimitive()
                        || type.getKind() == TypeKind.DECLARED
                        || type.getKind() == TypeKind.ARRAY)) {
            types.add(type);
        }
    }

    boolean matches(Element element, @Nullable DeclaredType site) {
        if (types.isEmpty() || element.getKind().isDeclaredType()) {
            return false;
        }
        var type = new Signatures(analysis.types()).of(element, site);
        var result = type instanceof ExecutableType method ? method.getReturnType() : type;
        if (result.getKind() == TypeKind.VOID
                || result.getKind() == TypeKind.ERROR
                || result.getKind() == TypeKind.TYPEVAR) {
            return false;
        }
        var all = analysis.types();
        return types.stream().anyMatch(t -> all.isAssignable(all.erasure(result), all.erasure(t)));
    }
}
