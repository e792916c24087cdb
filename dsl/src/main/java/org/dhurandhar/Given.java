package org.dhurandhar;

import org.jspecify.annotations.Nullable;

/// Refuses arguments that are null.
final class Given {
    private Given() {}

    /// @param name of the argument, as the sentence calls it
    /// @throws DhurandharException where the value is null
    static <T> T value(@Nullable T value, String name) {
        if (value == null) {
            throw DhurandharException.because("InvalidSetting", name + " of null")
                    .expected("a value")
                    .fix("leave " + name + " out, or name one");
        }
        return value;
    }
}
