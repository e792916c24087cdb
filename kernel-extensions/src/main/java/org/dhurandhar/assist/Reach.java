package org.dhurandhar.assist;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.TreePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/// What can be named at a place.
///
/// @param site whose members they are; null where they stand alone
/// @param known whether the place was understood; where it was not, nothing follows from no
///   elements
/// @param array whether it is an array, whose length is no element
record Reach(Set<Element> elements, @Nullable DeclaredType site, boolean known, boolean array) {
    private static final Reach UNKNOWN = new Reach(Set.of(), null, false, false);

    /// @param word of [Analysis#word]
    /// @param name which names are wanted
    /// @param prefix with which they begin; no class is looked for under an empty one
    static Reach at(
            Analysis analysis,
            ImportedNames imported,
            TreePath word,
            Predicate<String> name,
            String prefix) {
        return switch (word.getLeaf()) {
            case MemberSelectTree select ->
                    members(analysis, imported, word, select.getExpression(), name);
            case MemberReferenceTree reference ->
                    members(analysis, imported, word, reference.getQualifierExpression(), name);
            default -> alone(analysis, imported, word, name, prefix);
        };
    }

    private static Reach members(
            Analysis analysis,
            ImportedNames imported,
            TreePath word,
            ExpressionTree expression,
            Predicate<String> name) {
        var path = new TreePath(word, expression);
        var type = type(analysis, imported, path);
        var element = analysis.trees().getElement(path);
        if (type == null) {
            return UNKNOWN;
        }
        boolean isStatic =
                element instanceof TypeElement && element.asType().getKind() != TypeKind.ERROR;
        var site = declared(analysis, type);
        if (site == null) {
            return UNKNOWN;
        }
        var found = new LinkedHashSet<Element>();
        boolean reference = word.getLeaf() instanceof MemberReferenceTree;
        for (var member : analysis.elements().getAllMembers((TypeElement) site.asElement())) {
            if (fits(member, name)
                    && open(member)
                    && (reference || isStatic == statically(member))) {
                found.add(member);
            }
        }
        return new Reach(found, site, true, type.getKind() == TypeKind.ARRAY);
    }

    /// The type of an expression; where its arguments are wrong, what it gives with right ones.
    private static @Nullable TypeMirror type(
            Analysis analysis, ImportedNames imported, TreePath path) {
        var type = analysis.trees().getTypeMirror(path);
        if (type != null && type.getKind() != TypeKind.ERROR) {
            return type;
        }
        if (path.getLeaf() instanceof NewClassTree made) {
            return analysis.trees().getTypeMirror(new TreePath(path, made.getIdentifier()));
        }
        if (path.getLeaf() instanceof MethodInvocationTree call) {
            var select = new TreePath(path, call.getMethodSelect());
            var called = Expected.called(analysis, imported, select);
            var signatures = new Signatures(analysis.types());
            for (var method : called.elements()) {
                if (signatures.of(method, called.site()) instanceof ExecutableType executable) {
                    return executable.getReturnType();
                }
            }
        }
        return type;
    }

    /// Constants and static methods can be reached through a value, but should not.
    private static boolean statically(Element member) {
        return member.getModifiers().contains(Modifier.STATIC) || member.getKind().isDeclaredType();
    }

    private static boolean fits(Element member, Predicate<String> name) {
        return switch (member.getKind()) {
            case CONSTRUCTOR, STATIC_INIT, INSTANCE_INIT -> false;
            default -> name.test(member.getSimpleName().toString());
        };
    }

    /// Whether a cell may use it: all of what cells declare, what is public elsewhere.
    private static boolean open(Element member) {
        if (member.getModifiers().contains(Modifier.PUBLIC)) {
            return true;
        }
        var owner = member.getEnclosingElement();
        while (owner != null && !owner.getSimpleName().contentEquals(Surroundings.TYPE)) {
            owner = owner.getEnclosingElement();
        }
        return owner != null;
    }

    private static @Nullable DeclaredType declared(Analysis analysis, TypeMirror type) {
        return switch (type) {
            case DeclaredType declared when declared.getKind() == TypeKind.DECLARED -> declared;
            case TypeVariable variable -> declared(analysis, variable.getUpperBound());
            case IntersectionType both -> declared(analysis, both.getBounds().getFirst());
            case ArrayType array -> object(analysis);
            default -> null;
        };
    }

    private static DeclaredType object(Analysis analysis) {
        return (DeclaredType) analysis.elements().getTypeElement("java.lang.Object").asType();
    }

    private static Reach alone(
            Analysis analysis,
            ImportedNames imported,
            TreePath word,
            Predicate<String> name,
            String prefix) {
        var found = new LinkedHashSet<Element>();
        boolean made = isNew(word);
        if (!made) {
            var scope = analysis.trees().getScope(word);
            while (scope != null && scope.getEnclosingClass() != null) {
                locals(analysis, scope, name, found);
                scope = scope.getEnclosingScope();
            }
        } else {
            cellTypes(analysis, word, name, found);
        }
        for (var line : analysis.unit().getImports()) {
            imports(analysis, imported, line, name, prefix, found);
        }
        classes(
                analysis,
                prefix.isEmpty()
                        ? List.of()
                        : imported.ofPackage("java.lang", prefix, analysis.elements()),
                name,
                found);
        found.removeIf(made ? e -> !isMakeable(e) : e -> false);
        return new Reach(found, null, true, false);
    }

    static boolean isNew(TreePath word) {
        return word.getParentPath().getLeaf() instanceof NewClassTree made
                && made.getIdentifier() == word.getLeaf();
    }

    private static boolean isMakeable(Element element) {
        return element.getKind().isDeclaredType()
                && element.getKind() != ElementKind.ENUM
                && element.getKind() != ElementKind.ANNOTATION_TYPE;
    }

    private static void cellTypes(
            Analysis analysis, TreePath word, Predicate<String> name, Set<Element> found) {
        var cell = analysis.elements().getTypeElement("REPL." + Surroundings.TYPE);
        if (cell != null) {
            cell.getEnclosedElements().stream().filter(e -> fits(e, name)).forEach(found::add);
        }
        var scope = analysis.trees().getScope(word);
        for (var local : scope.getLocalElements()) {
            if (fits(local, name)) {
                found.add(local);
            }
        }
    }

    private static void locals(
            Analysis analysis, Scope scope, Predicate<String> name, Set<Element> found) {
        for (var local : scope.getLocalElements()) {
            if (fits(local, name)) {
                found.add(local);
            }
        }
        var owner = scope.getEnclosingClass();
        boolean cell = owner.getSimpleName().contentEquals(Surroundings.TYPE);
        for (var member : analysis.elements().getAllMembers(owner)) {
            boolean foreign =
                    cell && String.valueOf(member.getEnclosingElement()).equals("java.lang.Object");
            if (!foreign && fits(member, name)) {
                found.add(member);
            }
        }
    }

    private static void imports(
            Analysis analysis,
            ImportedNames imported,
            ImportTree line,
            Predicate<String> name,
            String prefix,
            Set<Element> found) {
        var elements = analysis.elements();
        if (line.isModule()) {
            if (!prefix.isEmpty()) {
                var module = line.getQualifiedIdentifier().toString();
                classes(analysis, imported.ofModule(module, prefix, elements), name, found);
            }
            return;
        }
        if (!(line.getQualifiedIdentifier() instanceof MemberSelectTree select)) {
            return;
        }
        var owner = select.getExpression().toString();
        var last = select.getIdentifier().toString();
        boolean all = last.equals("*");
        if (line.isStatic()) {
            var type = elements.getTypeElement(owner);
            if (type != null) {
                elements.getAllMembers(type).stream()
                        .filter(m -> m.getModifiers().contains(Modifier.STATIC) && open(m))
                        .filter(m -> all || m.getSimpleName().contentEquals(last))
                        .filter(m -> fits(m, name))
                        .forEach(found::add);
            }
        } else if (!all) {
            classes(analysis, List.of(owner + "." + last), name, found);
        } else if (!prefix.isEmpty()) {
            var outer = elements.getTypeElement(owner);
            if (outer == null) {
                classes(analysis, imported.ofPackage(owner, prefix, elements), name, found);
            } else {
                outer.getEnclosedElements().stream()
                        .filter(e -> e.getKind().isDeclaredType() && open(e) && fits(e, name))
                        .forEach(found::add);
            }
        }
    }

    private static void classes(
            Analysis analysis, List<String> full, Predicate<String> name, Set<Element> found) {
        for (var each : full) {
            if (!name.test(each.substring(each.lastIndexOf('.') + 1))) {
                continue;
            }
            var type = analysis.elements().getTypeElement(each);
            if (type != null && type.getModifiers().contains(Modifier.PUBLIC)) {
                found.add(type);
            }
        }
    }
}
