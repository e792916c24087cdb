package org.dhurandhar.assist;

import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/// Says what stands at a cursor in a cell: a variable's type and value, a method's signatures, and
/// what their authors wrote about them.
public final class Inspector {
    private final JShell shell;
    private final MagicWords magics;
    private final Function<VarSnippet, String> values;
    private final Supplier<String> classPath;
    private final StandardJavaFileManager files = Analysis.files();
    private final ImportedNames imported = new ImportedNames(files);
    private final Documentation documentation;

    /// @param shell whose snippets the code may use; not closed here
    /// @param values a variable's value as short text
    /// @param classPath all that the shell's snippets may use, as of now
    /// @param sources jars and directories of sources beside those that the class path has
    public Inspector(
            JShell shell,
            MagicWords magics,
            Function<VarSnippet, String> values,
            Supplier<String> classPath,
            List<Path> sources) {
        this.shell = shell;
        this.magics = magics;
        this.values = values;
        this.classPath = classPath;
        documentation = new Documentation(new SourceFiles(classPath, sources));
    }

    /// What stands at an offset in a cell, in UTF-16 units; null where nothing is known.
    ///
    /// @param detail whether more is wanted than fits a tooltip
    public @Nullable DisplayData inspect(String code, int at, boolean detail) {
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        var cell = MagicLine.of(code, end, magics);
        if (cell.line() != null) {
            return magic(cell.line());
        }
        var java = cell.java();
        int start = start(java, end);
        var text = CellText.upTo(java, start);
        if (text.kind() == CellText.Kind.CODE && isWord(java, start, end)) {
            var found = word(java.substring(0, start), java.substring(start, end), detail);
            if (found != null) {
                return found;
            }
        }
        return call(java, CellText.upTo(java, Math.min(at, java.length())), detail);
    }

    private static int start(String java, int end) {
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(java.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isWord(String java, int start, int end) {
        return start < end && Character.isJavaIdentifierStart(java.charAt(start));
    }

    /// The innermost call whose arguments the cursor is in.
    private @Nullable DisplayData call(String java, CellText text, boolean detail) {
        if (text.kind() == CellText.Kind.COMMENT || text.kind() == CellText.Kind.LINE_COMMENT) {
            return null;
        }
        for (int i = text.open().size() - 1; i >= 0; i--) {
            int bracket = text.open().get(i);
            if (java.charAt(bracket) == '{') {
                return null;
            }
            int end = beforeTypeArguments(java, bracket);
            int start = start(java, end);
            if (java.charAt(bracket) == '(' && isWord(java, start, end)) {
                var name = java.substring(start, end);
                var found = word(java.substring(0, start), name, detail);
                if (found != null || !Keywords.ALL.contains(name)) {
                    return found;
                }
            }
        }
        return null;
    }

    /// The end of `ArrayList` in `new ArrayList<>(`.
    private static int beforeTypeArguments(String java, int bracket) {
        int end = java.substring(0, bracket).stripTrailing().length();
        if (end == 0 || java.charAt(end - 1) != '>') {
            return end;
        }
        int depth = 0;
        for (int i = end - 1; i >= 0; i--) {
            char c = java.charAt(i);
            depth += c == '>' ? 1 : c == '<' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return end;
    }

    private @Nullable DisplayData magic(String line) {
        var name = line.strip().replaceFirst("^%+", "").replaceFirst("\\s.*", "");
        var help = magics.help(name);
        if (help == null) {
            return null;
        }
        var data = new DisplayData(help.replace("`", ""));
        data.putMarkdown(help);
        return data;
    }

    private @Nullable DisplayData word(String head, String name, boolean detail) {
        for (var form : Completer.FORMS) {
            var text = Surroundings.of(shell, head, form).text();
            var analysis = Analysis.of(text, files, classPath.get());
            var word = analysis.word();
            if (word == null) {
                continue;
            }
            analysis.attribute();
            var reach = Reach.at(analysis, imported, word, name::equals, name);
            var elements = new ArrayList<>(reach.elements());
            if (reach.elements().isEmpty()) {
                elements.addAll(qualified(analysis, word, name));
            }
            return elements.isEmpty() ? null : describe(analysis, word, reach, elements, detail);
        }
        return null;
    }

    /// A class that is named with its package.
    private static List<Element> qualified(Analysis analysis, TreePath word, String name) {
        var full = word.getLeaf().toString().replace(Surroundings.WORD, name);
        var type = analysis.elements().getTypeElement(full);
        return type == null ? List.of() : List.of(type);
    }

    private DisplayData describe(
            Analysis analysis, TreePath word, Reach reach, List<Element> elements, boolean detail) {
        var all = new ArrayList<Element>();
        boolean made = word.getParentPath().getLeaf() instanceof NewClassTree;
        for (var element : elements) {
            all.add(element);
            if (made && element instanceof TypeElement type) {
                all.addAll(ElementFilter.constructorsIn(type.getEnclosedElements()));
            }
        }
        all.sort(Comparator.comparingInt(Inspector::order));
        var page = new Page(new Signatures(analysis.types()), documentation, analysis, detail);
        for (var element : all) {
            page.add(element, site(reach, element), value(element));
        }
        return page.data();
    }

    private static @Nullable DeclaredType site(Reach reach, Element element) {
        return element instanceof TypeElement ? null : reach.site();
    }

    /// Variables before methods before classes, as a reader of the name would take it.
    private static int order(Element element) {
        return switch (element.getKind()) {
            case METHOD -> 1 + ((ExecutableElement) element).getParameters().size();
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> 1_000;
            case CONSTRUCTOR -> 1_001 + ((ExecutableElement) element).getParameters().size();
            default -> 0;
        };
    }

    /// The value of a variable of the session; empty for all else.
    private String value(Element element) {
        var owner = element.getEnclosingElement();
        if (element.getKind() != ElementKind.FIELD
                || owner == null
                || !owner.getSimpleName().contentEquals(Surroundings.TYPE)) {
            return "";
        }
        return shell.variables()
                .filter(v -> element.getSimpleName().contentEquals(v.name()))
                .findFirst()
                .map(values)
                .orElse("");
    }
}
