package org.dhurandhar.magic;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.Session;
import org.jspecify.annotations.Nullable;

/// One use of a magic.
///
/// @param text what follows the name on its line
/// @param body of a cell magic; null for a line
/// @param line of the cell
record Call(String name, String text, @Nullable String body, int line, Session session) {
    /// The words of the line; quotes keep blanks, a backslash keeps a quote.
    List<String> words() {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped =
                    c == '\\' && i + 1 < text.length() && "\"'\\ ".indexOf(text.charAt(i + 1)) >= 0;
            if (escaped && quote != '\'') {
                word.append(text.charAt(++i));
                begun = true;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (c == quote && quote != 0) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /// Words, of which there must be some.
    List<String> someWords(String usage) {
        var words = words();
        if (words.isEmpty()) {
            throw DhurandharException.because("MissingArgument", "%" + name + " needs something")
                    .expected(usage)
                    .fix("%help " + name);
        }
        return words;
    }
}
