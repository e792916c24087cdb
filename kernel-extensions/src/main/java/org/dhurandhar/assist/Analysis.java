package org.dhurandhar.assist;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What the compiler knows of a session's surroundings: types and declarations, errors or not.
final class Analysis {
    private final JavacTask task;
    private final CompilationUnitTree unit;

    private Analysis(JavacTask task, CompilationUnitTree unit) {
        this.task = task;
        this.unit = unit;
    }

    /// Keeps files open between two analyses; class paths differ, files do not.
    static StandardJavaFileManager files() {
        return ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
    }

    /// Parses a text.
    static Analysis of(String text, StandardJavaFileManager files, String classPath) {
        var options = List.of("-proc:none", "-Xlint:none", "-parameters", "-cp", classPath);
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        new StringWriter(),
                                        files,
                                        problem -> {},
                                        options,
                                        null,
                                        List.of(new Source(text)));
        try {
            return new Analysis(task, task.parse().iterator().next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Finds the types; before that there are only trees.
    Analysis attribute() {
        try {
            task.analyze();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompilationUnitTree unit() {
        return unit;
    }

    Trees trees() {
        return Trees.instance(task);
    }

    Types types() {
        return task.getTypes();
    }

    Elements elements() {
        return task.getElements();
    }

    /// The tree of [Surroundings#WORD], as a name or as a string; null where it was lost.
    @Nullable TreePath word() {
        var found = new TreePath[1];
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            private void see(boolean is) {
                if (is && found[0] == null) {
                    found[0] = getCurrentPath();
                }
            }

            @Override
            public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
                see(tree.getName().contentEquals(Surroundings.WORD));
                return super.visitIdentifier(tree, null);
            }

            @Override
            public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
                see(tree.getIdentifier().contentEquals(Surroundings.WORD));
                return super.visitMemberSelect(tree, null);
            }

            @Override
            public @Nullable Void visitMemberReference(
                    MemberReferenceTree tree, @Nullable Void none) {
                see(tree.getName().contentEquals(Surroundings.WORD));
                return super.visitMemberReference(tree, null);
            }

            @Override
            public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void none) {
                see(Surroundings.WORD.equals(tree.getValue()));
                return super.visitLiteral(tree, null);
            }

            @Override
            public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void none) {
                return scan(tree.getErrorTrees(), null);
            }
        }.scan(unit, null);
        return found[0];
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///REPL/" + Surroundings.TYPE + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
