package org.dhurandhar.assist;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A cell whose magics are told from its Java.
///
/// @param java the cell, with blanks where magics stand, so that offsets stay
/// @param line the magic that the cursor stands in, up to the cursor; null where it is in Java
/// @param start where that line begins
record MagicLine(String java, @Nullable String line, int start) {
    private static final Pattern CELL = Pattern.compile("\\s*%%[^\\n]*");
    private static final Pattern BEGUN = Pattern.compile("[ \\t]*%%?");
    private static final Pattern WORD = Pattern.compile("([ \\t]*%%?(\\w+)[ \\t]+)");

    static MagicLine of(String code, int at, MagicWords magics) {
        var blank = new StringBuilder(code);
        var first = CELL.matcher(code);
        if (first.lookingAt()) {
            if (at <= first.end()) {
                int start = code.indexOf("%%");
                return new MagicLine("", code.substring(start, Math.max(start, at)), start);
            }
            blank(blank, 0, first.end());
        }
        var java = blank.toString();
        for (var part : CellText.parts(java, magics::isMagic)) {
            if (!part.magic()) {
                continue;
            }
            var word = WORD.matcher(java).region(part.start(), part.end());
            if (word.lookingAt() && magics.takesJava(word.group(2)) && at >= word.end()) {
                blank(blank, part.start(), word.end());
            } else if (at > part.start() && at <= part.end()) {
                return new MagicLine("", code.substring(part.start(), at), part.start());
            } else {
                blank(blank, part.start(), part.end());
            }
        }
        int line = code.lastIndexOf('\n', at - 1) + 1;
        var begun = code.substring(line, Math.max(line, at));
        if (BEGUN.matcher(begun).matches() && free(blank.toString(), line)) {
            return new MagicLine("", begun, line);
        }
        return new MagicLine(blank.toString(), null, 0);
    }

    private static boolean free(String code, int line) {
        var before = CellText.upTo(code, line);
        return before.open().isEmpty()
                && (before.kind() == CellText.Kind.CODE
                        || before.kind() == CellText.Kind.LINE_COMMENT);
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }

    /// What may follow in the line.
    static Completions complete(String line, int start, MagicWords magics) {
        var word = WORD.matcher(line);
        if (word.lookingAt()) {
            var arguments = line.substring(word.end());
            var found = magics.arguments(word.group(2), arguments);
            int from = start + word.end();
            return new Completions(found.items(), from + found.start(), from + found.end());
        }
        int percent = line.indexOf('%');
        var typed = line.substring(percent);
        var items = new ArrayList<Item>();
        for (var magic : magics.names()) {
            boolean doubled = magic.text().startsWith("%%");
            var bare = typed.replaceFirst("^%+", "");
            boolean wanted = typed.startsWith("%%") ? doubled : true;
            if (wanted && magic.text().replaceFirst("^%+", "").startsWith(bare)) {
                items.add(magic);
            }
        }
        return new Completions(items, start + percent, start + line.length());
    }
}
