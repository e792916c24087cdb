package org.dhurandhar;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one error of this library: three lines that say what is wrong, what was expected or is
/// known, and what to type next.
public final class DhurandharException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private static final int LABEL_WIDTH = 8;
    private static final int MOST_NAMES = 12;

    private final String kind;
    private final String what;

    private DhurandharException(String kind, String what, String message) {
        super(message);
        this.kind = kind;
        this.what = what;
    }

    /// The class of fault in one word, such as `UnknownName` or `MalformedFile`.
    public String kind() {
        return kind;
    }

    /// The first line without its kind: what is wrong, with the value seen.
    public String what() {
        return what;
    }

    /// Starts an error that reads `kind: what`.
    public static Draft because(String kind, String what) {
        return new Draft(kind, what);
    }

    /// An unknown name: lists the closest known ones (all of them where there are at most twelve).
    ///
    /// @param noun what was looked for, such as `model`
    /// @param known the names, at least one
    /// @param fix what to type next; `{}` stands for the closest name, or the first known one
    public static DhurandharException unknownName(
            String noun, String seen, List<String> known, String fix) {
        var close = Closeness.closest(seen, known, 3);
        int most = Math.min(known.size(), MOST_NAMES);
        var all = String.join(", ", known.subList(0, most));
        if (most < known.size()) {
            all += " ... %d in all".formatted(known.size());
        }
        var draft = because("UnknownName", "no " + noun + " named \"" + seen + "\"");
        var help = fix.replace("{}", close.isEmpty() ? known.getFirst() : close.getFirst());
        if (close.isEmpty() || known.size() <= MOST_NAMES) {
            return draft.facts("known", all).fix(help);
        }
        return draft.facts("close", String.join(", ", close) + "        known: " + known.size())
                .fix(help);
    }

    /// The known name that a word all but spells: within two edits, or null.
    public static @Nullable String misspelt(String seen, List<String> known) {
        return Closeness.misspelt(seen, known);
    }

    /// The known names nearest to a misspelt one, best first, at most three.
    public static List<String> closest(String seen, List<String> known) {
        return Closeness.closest(seen, known, 3);
    }

    /// An error whose first line is known.
    public record Draft(String kind, String what) {
        /// Adds the second line: what was expected.
        public Facts expected(String text) {
            return facts("expected", text);
        }

        /// Adds the second line under a label of its own, such as `close` or `known`.
        public Facts facts(String label, String text) {
            return new Facts(this, label, text);
        }
    }

    /// An error whose first two lines are known.
    public record Facts(Draft draft, String label, String text) {
        /// Adds the third line, what to type next, and makes the exception.
        public DhurandharException fix(String fix) {
            var message =
                    "%s: %s%n%s%n%s"
                            .formatted(draft.kind, draft.what, line(label, text), line("try", fix))
                            .replace(System.lineSeparator(), "\n");
            return new DhurandharException(draft.kind, draft.what, message);
        }

        private static String line(String label, String text) {
            return "  "
                    + (label + ":" + " ".repeat(LABEL_WIDTH))
                            .substring(0, Math.max(LABEL_WIDTH, label.length() + 2))
                    + text;
        }
    }
}
