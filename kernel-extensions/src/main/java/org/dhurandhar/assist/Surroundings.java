package org.dhurandhar.assist;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/// One class of Java that stands for a session and the cell that is being written: what the session
/// has declared are its members, and the cell up to the cursor is the body of a method, so that
/// what the cell itself has declared so far is known, too, before it has run.
///
/// @param text of the class
/// @param statement the part of the cell that the cursor stands in
record Surroundings(String text, String statement) {
    /// Stands for the word at the cursor.
    static final String WORD = "$word$";

    static final String TYPE = "$Cell$";

    private static final Pattern IMPORT = Pattern.compile("import\\s.*", Pattern.DOTALL);
    private static final Pattern HEADER =
            Pattern.compile(
                    "(?:@\\w+(?:\\([^)]*\\))?\\s+|(?:public|protected|private|static|final|synchronized|strictfp)\\s+)*"
                            + "(?:<[^{}();=]+>\\s*)?[\\w.]+(?:<[^{}();=]*>)?(?:\\[\\])*\\s+(\\w+)\\s*"
                            + "\\([^(){}=]*\\)\\s*(?:throws\\s+[\\w., ]+)?\\{.*",
                    Pattern.DOTALL);
    private static final Pattern STATEMENT =
            Pattern.compile(
                    "(?:return|new|else|throw|if|for|while|switch|try|do|synchronized|yield|case|assert)\\b.*",
                    Pattern.DOTALL);

    /// @param code of the cell up to the cursor, without the word that is being typed there; magics
    ///   are blank
    /// @param word what stands at the cursor: [#WORD], perhaps with what makes it a call
    static Surroundings of(JShell shell, String code, String word) {
        // A letter in place of the word tells whether a statement begins with it.
        var cell = CellText.upTo(code + "w", code.length() + 1);
        var starts = cell.starts();
        int statement = starts.isEmpty() ? code.length() : starts.getLast();
        var imports = new StringBuilder();
        var members = new StringBuilder();
        var body = new StringBuilder();
        shell.imports().map(ImportSnippet::source).forEach(s -> line(imports, s));
        for (int i = 0; i + 1 < starts.size(); i++) {
            int start = starts.get(i);
            int end = cell.leads().get(i + 1);
            var piece = code.substring(start, end);
            var comments = code.substring(cell.leads().get(i), start);
            if (IMPORT.matcher(piece).matches()) {
                line(imports, piece);
            } else if (isMethod(piece)) {
                members.append(comments).append(headOnly(piece));
            } else {
                boolean open = cell.missing().stream().anyMatch(at -> at >= start && at < end);
                body.append(comments).append(piece).append(open ? "\n;\n" : "\n");
            }
        }
        var current = code.substring(statement);
        var typed = current + word + cell.closers();
        body.append(isMethod(current) ? "class $Here$ {" + typed + "}" : typed);
        session(shell, members);
        var text =
                "package REPL;\n%s\nclass %s {\n%s\nObject $do$() throws Throwable {\n%s\n;return null;}}"
                        .formatted(imports, TYPE, members, body);
        return new Surroundings(text, current);
    }

    private static void line(StringBuilder out, String source) {
        var stripped = source.strip();
        out.append(stripped).append(stripped.endsWith(";") ? "\n" : ";\n");
    }

    private static boolean isMethod(String piece) {
        return HEADER.matcher(piece).matches() && !STATEMENT.matcher(piece).matches();
    }

    private static String headOnly(String method) {
        return method.substring(0, method.indexOf('{', method.indexOf(')'))) + "{ throw null; }\n";
    }

    /// What has been run. Bodies of methods are left out: they cost time and say nothing here.
    private static void session(JShell shell, StringBuilder members) {
        active(shell, shell.variables())
                .map(VarSnippet.class::cast)
                .forEach(v ->
                        members.append("static ")
                                .append(v.typeName())
                                .append(' ')
                                .append(v.name())
                                .append(";\n"));
        active(shell, shell.methods())
                .map(MethodSnippet.class::cast)
                .filter(m -> m.source().indexOf('{') > 0)
                .forEach(m -> members.append(headOnly(m.source())));
        active(shell, shell.types())
                .map(TypeDeclSnippet.class::cast)
                .forEach(t -> members.append(nested(t.source())).append('\n'));
    }

    private static String nested(String type) {
        return type.stripLeading().startsWith("class ") ? "static " + type.stripLeading() : type;
    }

    private static Stream<Snippet> active(JShell shell, Stream<? extends Snippet> snippets) {
        return snippets.map(Snippet.class::cast).filter(s -> shell.status(s).isDefined());
    }
}
