package org.dhurandhar.engine;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import jdk.jshell.SourceCodeAnalysis;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dhurandhar.script.Piece;
import org.dhurandhar.script.Source;
import org.dhurandhar.script.Splitter;

/// Whether a cell can be run as it stands, or its author is still typing.
final class Completeness implements AutoCloseable {
    private static final String INDENT = "    ";
    private static final Pattern ANNOTATION = Pattern.compile("\\s*@(?!interface\\b)[\\w.]+\\s*");

    /// What a snippet may be: import or type, member, statement, expression.
    private static final List<String[]> PLACES =
            List.of(
                    new String[] {"", ""},
                    new String[] {"class $ { ", "\n}"},
                    new String[] {"class $ { void $() { ", "\n} }"},
                    new String[] {"class $ { Object $ = ", "\n; }"});

    private final SourceCodeAnalysis analysis;
    private final JavaCompiler compiler;
    private final StandardJavaFileManager files;

    Completeness(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
        this.compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        this.files = compiler.getStandardFileManager(null, Locale.ROOT, null);
    }

    /// Whether code may run: complete, invalid, or what to begin the next line with.
    String of(String code) {
        for (var piece : Splitter.split(analysis, new Source("cell", code))) {
            switch (piece.kind()) {
                case COMMAND -> {
                    return BaseKernel.IS_COMPLETE_BAD;
                }
                case BROKEN -> {
                    return switch (analysis.analyzeCompletion(piece.code()).completeness()) {
                        case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> indent(code);
                        case COMPLETE, COMPLETE_WITH_SEMI, EMPTY, UNKNOWN ->
                                BaseKernel.IS_COMPLETE_BAD;
                    };
                }
                case SNIPPET -> {
                    if (ANNOTATION.matcher(piece.code().replace(";", "")).matches()) {
                        return "";
                    }
                    long wrong = firstError(piece);
                    if (wrong >= 0) {
                        boolean atEnd = wrong >= piece.code().replaceAll("[;\\s]+$", "").length();
                        return atEnd ? indent(code) : BaseKernel.IS_COMPLETE_BAD;
                    }
                }
            }
        }
        return BaseKernel.IS_COMPLETE_YES;
    }

    /// Where a snippet stops being Java, whatever it may be; negative where it is Java.
    private long firstError(Piece piece) {
        var problems = new DiagnosticCollector<JavaFileObject>();
        var texts = new ArrayList<Text>();
        for (var place : PLACES) {
            texts.add(new Text(texts.size(), place[0] + piece.code() + place[1]));
        }
        var options = List.of("-proc:none");
        var task = compiler.getTask(null, files, problems, options, null, texts);
        try {
            ((JavacTask) task).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long furthest = -1;
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var first =
                    problems.getDiagnostics().stream()
                            .filter(p -> p.getKind() == Diagnostic.Kind.ERROR)
                            .filter(p -> text.equals(p.getSource()))
                            .mapToLong(Diagnostic::getPosition)
                            .findFirst();
            if (first.isEmpty()) {
                return -1;
            }
            furthest = Math.max(furthest, first.getAsLong() - PLACES.get(i)[0].length());
        }
        return furthest;
    }

    /// The last line's own indent, and one more where it opens something.
    private static String indent(String code) {
        var lines = code.split("\n", -1);
        var last = lines[lines.length - 1];
        var own = last.substring(0, last.length() - last.stripLeading().length());
        var stripped = last.strip();
        return stripped.isEmpty()
                        || "{([,=+-*/?:&|>".indexOf(stripped.charAt(stripped.length() - 1)) < 0
                ? own
                : own + INDENT;
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(int number, String text) {
            super(URI.create("string:///Cell" + number + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
