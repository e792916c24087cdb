package org.dhurandhar.assist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of the words that begin with a percent sign.
public interface MagicWords {
    /// Every magic, with its `%` or `%%`, and its arguments as the signature.
    default List<Item> names() {
        return List.of();
    }

    /// Whether a word, without its percent signs, is the name of one.
    default boolean isMagic(String name) {
        return names().stream().anyMatch(n -> n.text().replaceFirst("^%+", "").equals(name));
    }

    /// Whether what follows the name is Java.
    default boolean takesJava(String name) {
        return false;
    }

    /// What may stand in the arguments of a magic.
    ///
    /// @param name without its percent signs
    /// @param arguments up to the cursor
    /// @return with a range in the arguments
    default Completions arguments(String name, String arguments) {
        return Completions.none(arguments.length());
    }

    /// How a magic is used, in Markdown; null where there is none of that name.
    default @Nullable String help(String name) {
        return null;
    }
}
