package org.dhurandhar.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Reads a cell far enough to know which of its places are code, literals or comments, which
/// brackets are open there, where statements begin, and which lines are magics.
public final class CellText {
    /// What a place is part of.
    enum Kind {
        CODE,
        STRING,
        CHARACTER,
        TEXT_BLOCK,
        LINE_COMMENT,
        COMMENT
    }

    /// A stretch of the cell: a line that is a magic, or what lies between such lines.
    public record Part(int start, int end, boolean magic) {}

    private static final Pattern MAGIC = Pattern.compile("[ \\t]*%(\\w+)[^\\n]*");

    /// Characters after which, or before which, a statement goes on in the next line.
    private static final String GOES_ON_AFTER = ".,=+-*/&|^<?:!~%@(";

    private static final String GOES_ON_BEFORE = ".,=+-*/&|^<>?:;)]}{";

    private final String text;
    private final List<Integer> open = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> leads = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();
    private Kind kind = Kind.CODE;
    private int literal = -1;
    private int last = -1;
    private boolean begin = true;
    private int lead = -1;

    private CellText(String text) {
        this.text = text;
    }

    /// Reads a text up to an offset.
    static CellText upTo(String text, int end) {
        var cell = new CellText(text.substring(0, end));
        int at = 0;
        while (at < end) {
            at = cell.step(at);
        }
        return cell;
    }

    /// The cell's parts in order.
    ///
    /// @param known whether a word is the name of a magic: only then can it follow a line that may
    ///   go on
    public static List<Part> parts(String text, Predicate<String> known) {
        var cell = new CellText(text);
        var parts = new ArrayList<Part>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = cell.magicLine(at, known);
            if (end < 0) {
                at = cell.step(at);
                continue;
            }
            if (at > from) {
                parts.add(new Part(from, at, false));
            }
            parts.add(new Part(at, end, true));
            at = Math.min(text.length(), end + 1);
            from = at;
            cell.begin = true;
            cell.last = -1;
        }
        if (from < text.length()) {
            parts.add(new Part(from, text.length(), false));
        }
        return parts;
    }

    private int magicLine(int at, Predicate<String> known) {
        boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
        if (!lineStart || kind != Kind.CODE || !open.isEmpty()) {
            return -1;
        }
        var line = MAGIC.matcher(text).region(at, text.length());
        if (!line.lookingAt()) {
            return -1;
        }
        boolean ended = last < 0 || ";}".indexOf(text.charAt(last)) >= 0;
        return ended || known.test(line.group(1)) ? line.end() : -1;
    }

    Kind kind() {
        return kind;
    }

    /// Where the literal or comment at the end of what was read begins.
    int literal() {
        return literal;
    }

    /// Offsets of the brackets that are still open, outermost first.
    List<Integer> open() {
        return open;
    }

    /// Offsets at which statements begin.
    List<Integer> starts() {
        return starts;
    }

    /// Offsets of what stands before those: the comments in front of a statement, or itself.
    List<Integer> leads() {
        return leads;
    }

    /// Offsets of line feeds that end a statement without a semicolon.
    List<Integer> missing() {
        return missing;
    }

    /// What closes all open brackets.
    String closers() {
        var out = new StringBuilder();
        for (int i = open.size() - 1; i >= 0; i--) {
            switch (text.charAt(open.get(i))) {
                case '(' -> out.append(')');
                case '[' -> out.append(']');
                default -> out.append(";}");
            }
        }
        return out.toString();
    }

    private int step(int at) {
        return switch (kind) {
            case CODE -> code(at);
            case LINE_COMMENT -> {
                if (text.charAt(at) == '\n') {
                    kind = Kind.CODE;
                    yield code(at);
                }
                yield at + 1;
            }
            case COMMENT -> until(at, "*/");
            case TEXT_BLOCK -> escaped(at) ? at + 2 : until(at, "\"\"\"");
            case STRING -> literal(at, "\"");
            case CHARACTER -> literal(at, "'");
        };
    }

    private boolean escaped(int at) {
        return text.charAt(at) == '\\' && at + 1 < text.length();
    }

    private int literal(int at, String quote) {
        if (text.charAt(at) == '\n') {
            kind = Kind.CODE;
            return at;
        }
        return escaped(at) && text.charAt(at + 1) != '\n' ? at + 2 : until(at, quote);
    }

    private int until(int at, String end) {
        if (!text.startsWith(end, at)) {
            return at + 1;
        }
        if (kind != Kind.COMMENT) {
            last = at + end.length() - 1;
        }
        kind = Kind.CODE;
        return at + end.length();
    }

    private int code(int at) {
        char c = text.charAt(at);
        if (text.startsWith("//", at)) {
            return enter(Kind.LINE_COMMENT, at, 2);
        }
        if (text.startsWith("/*", at)) {
            return enter(Kind.COMMENT, at, 2);
        }
        if (c == '\n') {
            lineEnds(at);
            return at + 1;
        }
        if (Character.isWhitespace(c)) {
            return at + 1;
        }
        if (begin) {
            starts.add(at);
            leads.add(lead < 0 ? at : lead);
            begin = false;
            lead = -1;
        }
        last = at;
        if (text.startsWith("\"\"\"", at)) {
            return enter(Kind.TEXT_BLOCK, at, 3);
        }
        if (c == '"') {
            return enter(Kind.STRING, at, 1);
        }
        if (c == '\'') {
            return enter(Kind.CHARACTER, at, 1);
        }
        bracket(c, at);
        return at + 1;
    }

    private int enter(Kind entered, int at, int length) {
        boolean comment = entered == Kind.COMMENT || entered == Kind.LINE_COMMENT;
        if (comment && begin && lead < 0) {
            lead = at;
        }
        kind = entered;
        literal = at;
        return at + length;
    }

    private void bracket(char c, int at) {
        if ("([{".indexOf(c) >= 0) {
            open.add(at);
        } else if (")]}".indexOf(c) >= 0 && !open.isEmpty()) {
            open.removeLast();
            begin = c == '}' && open.isEmpty() && !continued(at + 1);
        } else if (c == ';' && open.isEmpty()) {
            begin = true;
        }
    }

    /// Whether what follows a block belongs to its statement.
    private boolean continued(int from) {
        int at = skipBlank(from);
        return at < text.length() && ".,;)".indexOf(text.charAt(at)) >= 0;
    }

    private void lineEnds(int at) {
        if (begin || last < 0 || !open.isEmpty()) {
            return;
        }
        char before = text.charAt(last);
        if (GOES_ON_AFTER.indexOf(before) >= 0 || before == '}' || before == ';') {
            return;
        }
        int next = skipBlank(at);
        if (next < text.length() && GOES_ON_BEFORE.indexOf(text.charAt(next)) < 0) {
            missing.add(at);
            begin = true;
        }
    }

    private int skipBlank(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
