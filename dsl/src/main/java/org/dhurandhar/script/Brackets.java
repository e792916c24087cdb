package org.dhurandhar.script;

/// Reads Java text line by line, far enough to know whether a line can end a snippet.
public final class Brackets {
    private enum State {
        CODE,
        COMMENT,
        TEXT_BLOCK
    }

    private final String text;
    private int at;
    private int depth;
    private char last = ' ';
    private State state = State.CODE;

    Brackets(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /// Whether a bracket, a comment or a text block is still open.
    boolean open() {
        return depth > 0 || state != State.CODE;
    }

    /// The last character so far that is neither blank nor in a comment.
    char last() {
        return last;
    }

    /// Reads to the end of the line.
    ///
    /// @return the offset after its line feed, or the end of the text
    int line() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                return ++at;
            }
            switch (state) {
                case COMMENT -> skip("*/");
                case TEXT_BLOCK -> {
                    if (c == '\\') {
                        at += 2;
                    } else {
                        skip("\"\"\"");
                    }
                }
                case CODE -> code(c);
            }
        }
        at = text.length();
        return at;
    }

    private void skip(String end) {
        if (text.startsWith(end, at)) {
            state = State.CODE;
            at += end.length();
        } else {
            at++;
        }
    }

    private void code(char c) {
        if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (text.startsWith("/*", at)) {
            state = State.COMMENT;
            at += 2;
        } else if (text.startsWith("\"\"\"", at)) {
            state = State.TEXT_BLOCK;
            last = c;
            at += 3;
        } else if (c == '"' || c == '\'') {
            last = c;
            literal(c);
        } else {
            if (!Character.isWhitespace(c)) {
                last = c;
            }
            if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            }
            at++;
        }
    }

    /// A string or a character, which ends with its line at the latest.
    private void literal(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            at += c == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
            if (c == quote) {
                return;
            }
        }
    }

    /// The offset of the first character from `start` on that is neither blank nor in a comment.
    public static int skipBlank(String text, int start) {
        int at = start;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    return at;
                }
                at = end + 2;
            } else {
                return at;
            }
        }
        return at;
    }
}
