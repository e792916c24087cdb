package org.dhurandhar.magic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A word that begins with a percent sign.
///
/// @param names without percent signs, the usual one first
/// @param usage such as `%env [NAME[=value]]`, one form a line
/// @param summary one line
/// @param line what a line of it does; null where there is none
/// @param cell what a cell of it does; null where there is none
record Magic(
        List<String> names,
        String usage,
        String summary,
        Takes takes,
        @Nullable Deed line,
        @Nullable Deed cell) {
    /// What its arguments are.
    enum Takes {
        NOTHING,
        JAVA,
        FILES,
        ARTIFACTS,
        MAGICS,
        VARIABLES
    }

    /// What a magic does.
    interface Deed {
        /// Does it.
        ///
        /// @return a value to show, or null
        @Nullable Object on(Call call) throws Exception;
    }

    String name() {
        return names.getFirst();
    }
}
