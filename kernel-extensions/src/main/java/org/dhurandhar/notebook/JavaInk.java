package org.dhurandhar.notebook;

import java.util.Set;

/// Java as HTML, its words told apart by classes: `k` keyword, `t` type, `s` text, `n` number, `c`
/// comment, `m` magic.
final class JavaInk {
    private static final Set<String> KEYWORDS =
            Set.of(
                    ("abstract assert boolean break byte case catch char class const continue default"
                                    + " do double else enum extends final finally float for goto if"
                                    + " implements import instanceof int interface long native new"
                                    + " package private protected public return short static strictfp"
                                    + " super switch synchronized this throw throws transient try void"
                                    + " volatile while true false null var record sealed permits yield")
                            .split(" ", -1));

    private final String code;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private JavaInk(String code) {
        this.code = code;
    }

    static String html(String code) {
        var ink = new JavaInk(code);
        while (ink.at < code.length()) {
            ink.next();
        }
        return ink.out.toString();
    }

    private void next() {
        char c = code.charAt(at);
        if (code.startsWith("//", at)) {
            until("c", line(at));
        } else if (code.startsWith("/*", at)) {
            until("c", past("*/", at + 2));
        } else if (code.startsWith("\"\"\"", at)) {
            until("s", textBlock());
        } else if (c == '"' || c == '\'') {
            until("s", quoted(c));
        } else if (c == '%' && code.substring(lineStart(), at).isBlank()) {
            until("m", line(at));
        } else if (c == '@' && at + 1 < code.length() && isStart(at + 1)) {
            until("m", word(at + 1));
        } else if (Character.isDigit(c)) {
            until("n", number());
        } else if (isStart(at)) {
            word();
        } else {
            out.append(PageText.escaped(String.valueOf(c)));
            at++;
        }
    }

    private boolean isStart(int index) {
        return Character.isJavaIdentifierStart(code.codePointAt(index));
    }

    private int lineStart() {
        return at == 0 ? 0 : code.lastIndexOf('\n', at - 1) + 1;
    }

    private int line(int from) {
        int end = code.indexOf('\n', from);
        return end < 0 ? code.length() : end;
    }

    private int past(String end, int from) {
        int found = code.indexOf(end, from);
        return found < 0 ? code.length() : found + end.length();
    }

    private int textBlock() {
        int i = at + 3;
        while (i < code.length() && !code.startsWith("\"\"\"", i)) {
            i += code.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 3, code.length());
    }

    private int quoted(char quote) {
        int i = at + 1;
        while (i < code.length() && code.charAt(i) != quote && code.charAt(i) != '\n') {
            i += code.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i < code.length() && code.charAt(i) == quote ? i + 1 : i, code.length());
    }

    private int number() {
        int i = at;
        while (i < code.length()
                && (Character.isLetterOrDigit(code.charAt(i))
                        || "._".indexOf(code.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private int word(int from) {
        int i = from;
        while (i < code.length() && Character.isJavaIdentifierPart(code.codePointAt(i))) {
            i += Character.charCount(code.codePointAt(i));
        }
        return i;
    }

    private void word() {
        int end = word(at);
        var word = code.substring(at, end);
        if (KEYWORDS.contains(word)) {
            until("k", end);
        } else if (Character.isUpperCase(word.codePointAt(0))) {
            until("t", end);
        } else {
            out.append(PageText.escaped(word));
            at = end;
        }
    }

    private void until(String kind, int end) {
        out.append("<span class=\"").append(kind).append("\">");
        out.append(PageText.escaped(code.substring(at, end))).append("</span>");
        at = end;
    }
}
