package org.dhurandhar.script;

import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.LineNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.jspecify.annotations.Nullable;

/// Writes the name and the lines of the script into the classes that jshell makes of it, so that
/// every stack trace names them, whoever prints it.
///
/// jshell wraps a snippet, or a few that need each other, in the text of a class; the line numbers
/// that the compiler writes are those of that text.
public final class LineNumbers {
    private static final Pattern SEQUENCE = Pattern.compile("[A-Z]+$");

    private final JShell shell;
    private final Function<Snippet, Piece> pieces;

    /// @param pieces which piece of the script a snippet is
    public LineNumbers(JShell shell, Function<Snippet, Piece> pieces) {
        this.shell = shell;
        this.pieces = pieces;
    }

    /// One snippet in the text of a class.
    private record Part(Piece piece, SnippetWrapper wrapper) {
        /// How many characters from a place in the class on are the same in the snippet.
        int alike(int position) {
            var wrapped = wrapper.wrapped();
            int at = wrapper.wrappedToSourcePosition(position);
            int length = 0;
            while (position + length < wrapped.length()
                    && at + length < wrapper.source().length()
                    && wrapped.charAt(position + length) != '\n'
                    && wrapped.charAt(position + length) == wrapper.source().charAt(at + length)) {
                length++;
            }
            return length;
        }

        int line(int position) {
            int offset = inside() + wrapper.wrappedToSourcePosition(position);
            return piece.source().line(piece.start() + Math.max(0, offset));
        }

        /// Where in the piece the snippet begins; before it where the snippet is the piece with
        /// something around it.
        private int inside() {
            int inside = piece.code().indexOf(wrapper.source());
            return inside >= 0 ? inside : -Math.max(0, wrapper.source().indexOf(piece.code()));
        }
    }

    ClassBytecodes ofScript(ClassBytecodes compiled) {
        var named = naming(compiled.name());
        if (named == null) {
            return compiled;
        }
        var format = ClassFile.of();
        ClassModel model = format.parse(compiled.bytecodes());
        return new ClassBytecodes(compiled.name(), format.transformClass(model, named));
    }

    /// What writes the names and lines into a class; null where it is not of the script.
    public @Nullable ClassTransform naming(String className) {
        var parts = parts(className);
        if (parts.isEmpty()) {
            return null;
        }
        var first = parts.getFirst();
        var lines = lines(parts, first.wrapper().wrapped());
        CodeTransform code = (builder, element) -> builder.with(moved(element, lines));
        return ClassTransform.dropping(LineNumbers::isSourceFile)
                .andThen(ClassTransform.transformingMethodBodies(code))
                .andThen(
                        ClassTransform.endHandler(builder ->
                                builder.with(
                                        SourceFileAttribute.of(first.piece().source().name()))));
    }

    private static boolean isSourceFile(ClassElement element) {
        return element instanceof SourceFileAttribute;
    }

    private static CodeElement moved(CodeElement element, int[] lines) {
        return element instanceof LineNumber number && number.line() <= lines.length
                ? LineNumber.of(lines[number.line() - 1])
                : element;
    }

    /// The snippets in the text of a class, or of the class it is a member of.
    private List<Part> parts(String className) {
        var parts = new ArrayList<Part>();
        var ids = ids(className);
        var analysis = shell.sourceCodeAnalysis();
        for (var snippet : shell.snippets().toList()) {
            if (snippet.kind() == Snippet.Kind.IMPORT || !ids.contains(snippet.id())) {
                continue;
            }
            var wrapper = analysis.wrapper(snippet);
            var wrapping = wrapper.fullClassName();
            if (className.equals(wrapping) || className.startsWith(wrapping + "$")) {
                parts.add(new Part(pieces.apply(snippet), wrapper));
            }
        }
        return parts;
    }

    /// The numbers of the snippets in a class, which jshell makes its name of: 7 and 12 of
    /// `REPL.$JShell$7_12B$Inner`.
    private static Set<String> ids(String className) {
        var ids = new HashSet<String>();
        if (className.startsWith(Frames.PREFIX)) {
            var name = className.substring(Frames.PREFIX.length());
            int member = name.indexOf('$');
            for (var part : (member < 0 ? name : name.substring(0, member)).split("_", -1)) {
                ids.add(SEQUENCE.matcher(part).replaceAll(""));
            }
        }
        return ids;
    }

    /// For each line of a class, that of the script it comes from.
    private static int[] lines(List<Part> parts, String wrapped) {
        var lines = new ArrayList<Integer>();
        for (int start = 0; start < wrapped.length(); ) {
            int end = wrapped.indexOf('\n', start);
            int at = start;
            while (at < end && wrapped.charAt(at) == ' ') {
                at++;
            }
            var best = parts.getFirst();
            if (parts.size() > 1) {
                int position = at;
                best = Collections.max(parts, Comparator.comparingInt(p -> p.alike(position)));
            }
            lines.add(best.line(at));
            start = end < 0 ? wrapped.length() : end + 1;
        }
        return lines.stream().mapToInt(Integer::intValue).toArray();
    }
}
