package org.dhurandhar.assist;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;

/// Says what may stand at a cursor in a cell.
public final class Completer {
    /// Ways in which a word may stand: as a call, as a type, alone.
    static final List<String> FORMS =
            List.of(
                    Surroundings.WORD + "()",
                    Surroundings.WORD,
                    Surroundings.WORD + " $name$",
                    Surroundings.WORD + ";");

    /// A number's point: no member follows.
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.$])[0-9][0-9_]*\\.$");

    /// What every object has, whether it says so itself or not.
    private static final Set<String> COMMON =
            Set.of("equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private final JShell shell;
    private final MagicWords magics;
    private final Supplier<String> classPath;
    private final StandardJavaFileManager files = Analysis.files();
    private final ImportedNames imported = new ImportedNames(files);

    private record Ranked(Item item, int rank) {}

    /// @param shell whose snippets the code may use; not closed here
    /// @param classPath all that the shell's snippets may use, as of now
    public Completer(JShell shell, MagicWords magics, Supplier<String> classPath) {
        this.shell = shell;
        this.magics = magics;
        this.classPath = classPath;
    }

    /// What may stand at an offset in a cell, in UTF-16 units.
    public Completions complete(String code, int at) {
        var cell = MagicLine.of(code, at, magics);
        if (cell.line() != null) {
            return MagicLine.complete(cell.line(), cell.start(), magics);
        }
        var before = cell.java().substring(0, at);
        var text = CellText.upTo(before, at);
        return switch (text.kind()) {
            case STRING -> string(before, text.literal());
            case CODE -> word(before, code.startsWith("(", at));
            default -> Completions.none(at);
        };
    }

    private Completions word(String before, boolean called) {
        int start = before.length();
        while (start > 0 && Character.isJavaIdentifierPart(before.charAt(start - 1))) {
            start--;
        }
        var prefix = before.substring(start);
        if (!prefix.isEmpty() && !Character.isJavaIdentifierStart(prefix.charAt(0))) {
            return Completions.none(before.length());
        }
        var head = before.substring(0, start);
        if (NUMBER.matcher(head).find()) {
            return Completions.none(before.length());
        }
        var surroundings = Surroundings.of(shell, head, FORMS.getFirst());
        if (surroundings.statement().stripLeading().startsWith("import ")) {
            return byShell(surroundings.statement() + prefix, before.length());
        }
        var items = items(head, prefix, called);
        if (items == null) {
            return byShell(surroundings.statement() + prefix, before.length());
        }
        return new Completions(items, start, before.length());
    }

    private @Nullable List<Item> items(String head, String prefix, boolean called) {
        var analysis = analysis(head);
        var word = analysis == null ? null : analysis.word();
        if (analysis == null || word == null) {
            return null;
        }
        var reach = Reach.at(analysis, imported, word, n -> n.startsWith(prefix), prefix);
        if (!reach.known()) {
            return null;
        }
        var found = ranked(analysis, word, reach, called);
        var alone =
                !(word.getLeaf() instanceof MemberSelectTree
                        || word.getLeaf() instanceof MemberReferenceTree);
        if (alone && !Reach.isNew(word)) {
            found.addAll(words(prefix));
        }
        special(word, reach, prefix, found);
        if (found.isEmpty() && !prefix.isEmpty()) {
            var lower = prefix.toLowerCase(Locale.ROOT);
            Predicate<String> fits = n -> n.toLowerCase(Locale.ROOT).startsWith(lower);
            found.addAll(
                    ranked(analysis, word, Reach.at(analysis, imported, word, fits, ""), called));
        }
        found.sort(
                Comparator.comparingInt(Ranked::rank)
                        .thenComparing(r -> r.item().text(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(r -> r.item().text()));
        return found.stream().map(Ranked::item).distinct().toList();
    }

    /// Tries the ways in which a word may stand until one of them is not lost by the parser.
    private @Nullable Analysis analysis(String head) {
        for (var form : FORMS) {
            var text = Surroundings.of(shell, head, form).text();
            var analysis = Analysis.of(text, files, classPath.get());
            if (analysis.word() != null) {
                return analysis.attribute();
            }
        }
        return null;
    }

    private List<Ranked> ranked(Analysis analysis, TreePath word, Reach reach, boolean called) {
        var expected = Expected.at(analysis, imported, word);
        var signatures = new Signatures(analysis.types());
        boolean reference = word.getLeaf() instanceof MemberReferenceTree;
        var byName = new LinkedHashMap<String, List<Element>>();
        for (var element : reach.elements()) {
            var name = element.getSimpleName().toString();
            boolean method = element.getKind() == ElementKind.METHOD;
            if (!name.startsWith("$")) {
                byName.computeIfAbsent(method ? name + "(" : name, n -> new ArrayList<>())
                        .add(element);
            }
        }
        var found = new ArrayList<Ranked>();
        for (var same : byName.values()) {
            var first = same.getFirst();
            var text = first.getSimpleName() + (reference || called ? "" : end(same));
            var item = new Item(text, type(first), signatures.brief(same, reach.site()));
            found.add(
                    new Ranked(
                            item,
                            same.stream().anyMatch(e -> expected.matches(e, reach.site()))
                                    ? 0
                                    : rank(first)));
        }
        return found;
    }

    private static String end(List<Element> same) {
        if (same.getFirst().getKind() != ElementKind.METHOD) {
            return "";
        }
        boolean takes =
                same.stream().anyMatch(e -> !((ExecutableElement) e).getParameters().isEmpty());
        return takes ? "(" : "()";
    }

    private static int rank(Element element) {
        if (element.getKind().isDeclaredType()) {
            return 2;
        }
        boolean common = COMMON.contains(element.getSimpleName().toString());
        return common && element.getKind() == ElementKind.METHOD ? 3 : 1;
    }

    private static String type(Element element) {
        return switch (element.getKind()) {
            case METHOD, CONSTRUCTOR -> "function";
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, TYPE_PARAMETER -> "class";
            case PACKAGE, MODULE -> "module";
            case PARAMETER -> "param";
            default -> "instance";
        };
    }

    private static List<Ranked> words(String prefix) {
        var found = new ArrayList<Ranked>();
        for (var root : List.of("java", "javax", "org")) {
            if (!prefix.isEmpty() && root.startsWith(prefix)) {
                found.add(new Ranked(new Item(root, "module", ""), 2));
            }
        }
        for (var keyword : Keywords.ALL) {
            if (!prefix.isEmpty() && keyword.startsWith(prefix)) {
                found.add(new Ranked(new Item(keyword, "keyword", ""), 2));
            }
        }
        return found;
    }

    private static void special(TreePath word, Reach reach, String prefix, List<Ranked> found) {
        if (reach.array() && "length".startsWith(prefix)) {
            found.add(new Ranked(new Item("length", "instance", "int"), 1));
        }
        if (word.getLeaf() instanceof MemberReferenceTree && "new".startsWith(prefix)) {
            found.add(new Ranked(new Item("new", "keyword", ""), 1));
        }
    }

    /// Packages and imports, which the shell has an index of.
    private Completions byShell(String statement, int at) {
        var anchor = new int[1];
        var analysis = shell.sourceCodeAnalysis();
        var items =
                analysis.completionSuggestions(statement, statement.length(), anchor).stream()
                        .sorted(
                                Comparator.comparing((jdk.jshell.SourceCodeAnalysis.Suggestion s) ->
                                        !s.matchesType()))
                        .map(s -> s.continuation())
                        .distinct()
                        .map(t -> new Item(t, typeOf(t), ""))
                        .collect(Collectors.toCollection(ArrayList::new));
        var packages = Packages.after(statement);
        int start = items.isEmpty() ? statement.length() - packages.typed() : anchor[0];
        if (start == statement.length() - packages.typed()) {
            packages.items().stream().filter(i -> !items.contains(i)).forEach(items::add);
        }
        return items.isEmpty()
                ? Completions.none(at)
                : new Completions(items, at - (statement.length() - start), at);
    }

    private static String typeOf(String continuation) {
        if (continuation.endsWith(".")) {
            return "module";
        }
        if (continuation.endsWith("(") || continuation.endsWith(")")) {
            return "function";
        }
        return Character.isUpperCase(continuation.charAt(0)) ? "class" : "module";
    }

    private Completions string(String before, int quote) {
        var typed = before.substring(quote + 1);
        var head = before.substring(0, quote);
        var text = Surroundings.of(shell, head, "\"" + Surroundings.WORD + "\"").text();
        var analysis = Analysis.of(text, files, classPath.get());
        var word = analysis.word();
        if (word == null) {
            return Completions.none(before.length());
        }
        analysis.attribute();
        var above = word.getParentPath();
        var items = new ArrayList<Item>();
        switch (above.getLeaf()) {
            case MethodInvocationTree call when call.getArguments().contains(word.getLeaf()) -> {
                var select = new TreePath(above, call.getMethodSelect());
                var index = call.getArguments().indexOf(word.getLeaf());
                Expected.called(analysis, imported, select).elements().stream()
                        .map(m -> String.valueOf(m.getEnclosingElement()))
                        .distinct()
                        .forEach(o ->
                                items.addAll(Slugs.of(o, Expected.name(select), index, typed)));
            }
            case NewClassTree made -> {
                var type = analysis.trees().getElement(new TreePath(above, made.getIdentifier()));
                items.addAll(Slugs.of(String.valueOf(type), "new", 0, typed));
            }
            default -> {}
        }
        return new Completions(items.stream().distinct().toList(), quote + 1, before.length());
    }
}
