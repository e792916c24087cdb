package org.dhurandhar.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements.DocCommentKind;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Finds what authors wrote about their classes and methods, in the sources.
final class Documentation {
    /// @param text without its stars or slashes
    record Comment(String text, boolean markdown) {}

    private record Parsed(CompilationUnitTree unit, DocTrees trees) {}

    private static final int MOST_FILES = 16;

    private final SourceFiles sources;
    private final Map<String, Parsed> parsed = new HashMap<>();

    Documentation(SourceFiles sources) {
        this.sources = sources;
    }

    /// What is written about an element, or about what it overrides; null where nothing is.
    @Nullable Comment of(Element element, Analysis analysis) {
        var own = written(element, analysis);
        if (own != null || !(element instanceof ExecutableElement method)) {
            return own;
        }
        for (var above : overridden(method, analysis)) {
            var inherited = written(above, analysis);
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    private static List<ExecutableElement> overridden(ExecutableElement method, Analysis analysis) {
        var found = new ArrayList<ExecutableElement>();
        if (!(method.getEnclosingElement() instanceof TypeElement owner)) {
            return found;
        }
        var left = new ArrayList<TypeMirror>(analysis.types().directSupertypes(owner.asType()));
        while (!left.isEmpty()) {
            var type = left.removeFirst();
            left.addAll(analysis.types().directSupertypes(type));
            if (analysis.types().asElement(type) instanceof TypeElement above) {
                for (var other : ElementFilter.methodsIn(above.getEnclosedElements())) {
                    if (analysis.elements().overrides(method, other, owner)) {
                        found.add(other);
                    }
                }
            }
        }
        return found;
    }

    private @Nullable Comment written(Element element, Analysis analysis) {
        var type = outermost(element);
        if (type == null) {
            return null;
        }
        var module = analysis.elements().getModuleOf(type);
        if (type.getSimpleName().contentEquals(Surroundings.TYPE)) {
            var text = analysis.elements().getDocComment(element);
            var kind = analysis.elements().getDocCommentKind(element);
            return text == null ? null : new Comment(text, kind == DocCommentKind.END_OF_LINE);
        }
        var file = parse(module == null ? "" : module.getQualifiedName().toString(), type);
        if (file == null) {
            return null;
        }
        var path = find(file, element);
        var text = path == null ? null : file.trees().getDocComment(path);
        if (path == null || text == null) {
            return null;
        }
        var kind = file.trees().getDocCommentKind(path);
        return new Comment(text, kind == DocCommentKind.END_OF_LINE);
    }

    private static @Nullable TypeElement outermost(Element element) {
        var at = element;
        TypeElement type = null;
        while (at != null) {
            if (at instanceof TypeElement found) {
                type = found;
            }
            at = at.getEnclosingElement();
        }
        return type;
    }

    private @Nullable Parsed parse(String module, TypeElement type) {
        var path = type.getQualifiedName().toString().replace('.', '/') + ".java";
        var known = parsed.get(path);
        if (known != null) {
            return known;
        }
        var text = sources.text(module, path);
        if (text == null) {
            return null;
        }
        if (parsed.size() >= MOST_FILES) {
            parsed.clear();
        }
        try {
            var task =
                    (JavacTask)
                            ToolProvider.getSystemJavaCompiler()
                                    .getTask(
                                            new StringWriter(),
                                            null,
                                            problem -> {},
                                            List.of("-proc:none"),
                                            null,
                                            List.of(new Text(path, text)));
            var file = new Parsed(task.parse().iterator().next(), DocTrees.instance(task));
            parsed.put(path, file);
            return file;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable TreePath find(Parsed file, Element element) {
        if (element instanceof TypeElement type) {
            return type(file, type);
        }
        var owner = element.getEnclosingElement();
        var path = owner instanceof TypeElement type ? type(file, type) : null;
        if (path == null || !(path.getLeaf() instanceof ClassTree tree)) {
            return null;
        }
        for (var member : tree.getMembers()) {
            if (is(member, element)) {
                return new TreePath(path, member);
            }
        }
        return null;
    }

    private static @Nullable TreePath type(Parsed file, TypeElement type) {
        List<? extends Tree> among;
        TreePath above;
        if (type.getEnclosingElement() instanceof TypeElement outer) {
            above = type(file, outer);
            if (above == null || !(above.getLeaf() instanceof ClassTree tree)) {
                return null;
            }
            among = tree.getMembers();
        } else {
            above = new TreePath(file.unit());
            among = file.unit().getTypeDecls();
        }
        for (var tree : among) {
            if (tree instanceof ClassTree found
                    && found.getSimpleName().contentEquals(type.getSimpleName())) {
                return new TreePath(above, found);
            }
        }
        return null;
    }

    private static boolean is(Tree tree, Element element) {
        if (tree instanceof VariableTree variable) {
            return !(element instanceof ExecutableElement)
                    && variable.getName().contentEquals(element.getSimpleName());
        }
        return tree instanceof MethodTree method
                && element instanceof ExecutableElement wanted
                && method.getName().contentEquals(wanted.getSimpleName())
                && (method.getReturnType() == null) == (wanted.getKind() == ElementKind.CONSTRUCTOR)
                && parameters(method).equals(parameters(wanted));
    }

    private static List<String> parameters(MethodTree method) {
        return method.getParameters().stream().map(p -> bare(p.getType().toString())).toList();
    }

    private static List<String> parameters(ExecutableElement method) {
        return method.getParameters().stream().map(p -> bare(p.asType().toString())).toList();
    }

    /// `List` of `java.util.@Nullable List<? extends T>`; as much as tells overloads apart.
    private static String bare(String type) {
        var bare = type.replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "").replace("...", "[]");
        while (bare.indexOf('<') >= 0) {
            var next = bare.replaceAll("<[^<>]*>", "");
            if (next.equals(bare)) {
                break;
            }
            bare = next;
        }
        return bare.replaceAll("[\\w$]+\\.", "").strip();
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String path, String text) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
