package org.dhurandhar.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;

/// Cuts a script into pieces as jshell would if it were typed, line by line; a line that begins
/// with what can begin no snippet, such as `.` or `else`, belongs to the one before it.
public final class Splitter {
    private static final List<String> CONTINUE_A_BLOCK = List.of("else", "catch", "finally");
    private static final String CONTINUE_AN_EXPRESSION = "?:=*%&|^>,";

    /// Nothing but annotations, which belong to what the next lines declare.
    private static final Pattern ANNOTATIONS =
            Pattern.compile("(@(?!interface\\b)[\\w.]+\\s*(\\([^()]*\\))?\\s*)+");

    private final SourceCodeAnalysis analysis;
    private final Source source;
    private final String text;

    private Splitter(SourceCodeAnalysis analysis, Source source) {
        this.analysis = analysis;
        this.source = source;
        this.text = source.text();
    }

    /// The pieces of a text, in order.
    public static List<Piece> split(SourceCodeAnalysis analysis, Source source) {
        return new Splitter(analysis, source).pieces();
    }

    private List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        int at = text.startsWith("#!") ? lineEnd(0) : 0;
        while (true) {
            at = Brackets.skipBlank(text, at);
            if (at >= text.length()) {
                return pieces;
            }
            if (isCommand(at)) {
                int end = lineEnd(at);
                var line = text.substring(at, end).strip();
                pieces.add(new Piece(source, at, line, Piece.Kind.COMMAND));
                at = end;
            } else {
                at = snippet(at, pieces);
            }
        }
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private boolean isCommand(int at) {
        return text.charAt(at) == '/'
                && text.substring(source.lineStart(at), at).isBlank()
                && at + 1 < text.length()
                && (Character.isLetter(text.charAt(at + 1))
                        || "!?-".indexOf(text.charAt(at + 1)) >= 0);
    }

    /// Adds the snippet that begins at an offset.
    ///
    /// @return where it ends
    private int snippet(int start, List<Piece> pieces) {
        var brackets = new Brackets(text, start);
        while (true) {
            int end = brackets.line();
            boolean last = end == text.length();
            if (brackets.open() && !last) {
                continue;
            }
            var code = text.substring(start, end);
            if (!last && code.startsWith("@") && ANNOTATIONS.matcher(code).matches()) {
                continue;
            }
            var found = analysis.analyzeCompletion(code);
            switch (found.completeness()) {
                case COMPLETE, COMPLETE_WITH_SEMI -> {
                    int length = code.length() - found.remaining().length();
                    if (last
                            || !found.remaining().isBlank()
                            || !goesOn(brackets.last(), start + length)) {
                        pieces.add(new Piece(source, start, found.source(), Piece.Kind.SNIPPET));
                        return start + length;
                    }
                }
                case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> {
                    if (last) {
                        pieces.add(new Piece(source, start, code, Piece.Kind.BROKEN));
                        return end;
                    }
                }
                case EMPTY -> {
                    return end;
                }
                case UNKNOWN -> {
                    pieces.add(new Piece(source, start, code, Piece.Kind.BROKEN));
                    return end;
                }
            }
        }
    }

    /// Whether what follows a snippet that could end here belongs to it.
    ///
    /// @param last the last character of the snippet
    private boolean goesOn(char last, int end) {
        int next = Brackets.skipBlank(text, end);
        if (next >= text.length() || isCommand(next)) {
            return false;
        }
        for (var word : CONTINUE_A_BLOCK) {
            if (text.startsWith(word, next) && !partOfName(next + word.length())) {
                return true;
            }
        }
        if (last == ';' || last == '}') {
            return false;
        }
        char first = text.charAt(next);
        char second = next + 1 < text.length() ? text.charAt(next + 1) : ' ';
        return switch (first) {
            case '.' -> !Character.isDigit(second);
            case '+', '-' -> second != first;
            case '/' -> true;
            case '!' -> second == '=';
            case '<' -> !Character.isJavaIdentifierStart(second);
            case 'i' -> text.startsWith("instanceof", next) && !partOfName(next + 10);
            default -> CONTINUE_AN_EXPRESSION.indexOf(first) >= 0;
        };
    }

    private boolean partOfName(int at) {
        return at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
    }
}
