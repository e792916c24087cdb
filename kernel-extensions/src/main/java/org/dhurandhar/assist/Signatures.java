package org.dhurandhar.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/// Writes declarations as a reader of Java would: names without their packages, types as they are
/// for the receiver at hand.
final class Signatures {
    private static final Pattern ANNOTATION = Pattern.compile("@[\\w.]+(?:\\([^)]*\\))?\\s*");
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern CELL = Pattern.compile("\\$Cell\\$\\.");
    private static final Pattern NO_NAME = Pattern.compile("arg\\d+");

    private final Types types;

    Signatures(Types types) {
        this.types = types;
    }

    static String simple(TypeMirror type) {
        return simple(type.toString());
    }

    private static String simple(String type) {
        var bare = ANNOTATION.matcher(type).replaceAll("");
        bare = CELL.matcher(PACKAGE.matcher(bare).replaceAll("")).replaceAll("");
        return bare.replace("REPL.", "").replace(",", ", ").replace(",  ", ", ");
    }

    /// Type of a member for a receiver.
    TypeMirror of(Element member, @Nullable DeclaredType site) {
        if (site == null || member.getModifiers().contains(Modifier.STATIC)) {
            return member.asType();
        }
        try {
            return types.asMemberOf(site, member);
        } catch (IllegalArgumentException notAMember) {
            return member.asType();
        }
    }

    /// `(long tokens)`.
    String parameters(ExecutableElement method, @Nullable DeclaredType site) {
        var declared = method.getParameters();
        var actual =
                of(method, site) instanceof ExecutableType type
                        ? type.getParameterTypes()
                        : declared.stream().map(Element::asType).toList();
        var words = new ArrayList<String>();
        for (int i = 0; i < declared.size(); i++) {
            boolean rest = method.isVarArgs() && i == declared.size() - 1;
            var type =
                    rest && actual.get(i) instanceof ArrayType array
                            ? simple(array.getComponentType()) + "..."
                            : simple(actual.get(i));
            var name = declared.get(i).getSimpleName().toString();
            words.add(NO_NAME.matcher(name).matches() ? type : type + " " + name);
        }
        return "(" + String.join(", ", words) + ")";
    }

    /// What a use of it gives.
    String result(Element element, @Nullable DeclaredType site) {
        return of(element, site) instanceof ExecutableType type
                ? simple(type.getReturnType())
                : simple(of(element, site));
    }

    /// One line beside a completion: of several methods of a name, the first and how many more.
    String brief(List<? extends Element> sameName, @Nullable DeclaredType site) {
        var first = sameName.getFirst();
        return switch (first.getKind()) {
            case METHOD -> {
                var method = (ExecutableElement) first;
                var more = sameName.size() - 1;
                yield parameters(method, site)
                        + " "
                        + result(method, site)
                        + (more == 0 ? "" : ", " + more + " more");
            }
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> kind(first);
            case PACKAGE, MODULE -> "";
            default -> result(first, site);
        };
    }

    static String kind(Element type) {
        return switch (type.getKind()) {
            case ANNOTATION_TYPE -> "@interface";
            default -> type.getKind().name().toLowerCase(Locale.ROOT);
        };
    }

    /// The whole declaration.
    String full(Element element, @Nullable DeclaredType site) {
        return switch (element.getKind()) {
            case METHOD -> {
                var method = (ExecutableElement) element;
                yield modifiers(element)
                        + typeParameters(method.getTypeParameters())
                        + result(method, site)
                        + " "
                        + owner(element)
                        + element.getSimpleName()
                        + parameters(method, site)
                        + thrown(method);
            }
            case CONSTRUCTOR -> {
                var method = (ExecutableElement) element;
                yield modifiers(element)
                        + "new "
                        + simple(element.getEnclosingElement())
                        + parameters(method, site)
                        + thrown(method);
            }
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> type((TypeElement) element);
            case ENUM_CONSTANT -> owner(element) + element.getSimpleName();
            case FIELD ->
                    modifiers(element)
                            + result(element, site)
                            + " "
                            + owner(element)
                            + element.getSimpleName()
                            + constant(element);
            case PACKAGE, MODULE ->
                    element.getKind().name().toLowerCase(Locale.ROOT) + " " + element;
            default -> simple(element.asType()) + " " + element.getSimpleName();
        };
    }

    private static String constant(Element field) {
        var value =
                field instanceof javax.lang.model.element.VariableElement variable
                        ? variable.getConstantValue()
                        : null;
        return value == null ? "" : " = " + value;
    }

    private static String modifiers(Element element) {
        var words = new StringBuilder();
        if (element.getModifiers().contains(Modifier.STATIC) && !isCell(element)) {
            words.append("static ");
        }
        return words.toString();
    }

    private static boolean isCell(Element member) {
        var owner = member.getEnclosingElement();
        return owner != null && owner.getSimpleName().contentEquals(Surroundings.TYPE);
    }

    private static String owner(Element member) {
        var owner = member.getEnclosingElement();
        return owner == null || isCell(member) ? "" : owner.getSimpleName() + ".";
    }

    private static String simple(@Nullable Element element) {
        return element == null ? "" : element.getSimpleName().toString();
    }

    private static String typeParameters(List<? extends Element> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .map(p -> p.getSimpleName().toString())
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String thrown(ExecutableElement method) {
        return method.getThrownTypes().isEmpty()
                ? ""
                : method.getThrownTypes().stream()
                        .map(Signatures::simple)
                        .collect(Collectors.joining(", ", " throws ", ""));
    }

    private static String type(TypeElement type) {
        var out = new StringBuilder();
        if (type.getModifiers().contains(Modifier.ABSTRACT)
                && type.getKind() == ElementKind.CLASS) {
            out.append("abstract ");
        }
        if (type.getModifiers().contains(Modifier.FINAL) && type.getKind() == ElementKind.CLASS) {
            out.append("final ");
        }
        out.append(kind(type)).append(' ');
        out.append(
                CELL.matcher(type.getQualifiedName().toString().replace("REPL.", ""))
                        .replaceAll(""));
        if (!type.getTypeParameters().isEmpty()) {
            out.append(typeParameters(type.getTypeParameters()).strip());
        }
        if (type.getKind() == ElementKind.RECORD) {
            out.append(
                    type.getRecordComponents().stream()
                            .map(c -> simple(c.asType()) + " " + c.getSimpleName())
                            .collect(Collectors.joining(", ", "(", ")")));
        }
        var above = type.getSuperclass();
        if (type.getKind() == ElementKind.CLASS
                && above.getKind() == TypeKind.DECLARED
                && !above.toString().equals("java.lang.Object")) {
            out.append(" extends ").append(simple(above));
        }
        if (!type.getInterfaces().isEmpty()) {
            out.append(type.getKind() == ElementKind.INTERFACE ? " extends " : " implements ");
            out.append(
                    type.getInterfaces().stream()
                            .map(Signatures::simple)
                            .collect(Collectors.joining(", ")));
        }
        return out.toString();
    }
}
