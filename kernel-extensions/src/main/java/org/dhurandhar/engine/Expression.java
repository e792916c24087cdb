package org.dhurandhar.engine;

import java.lang.reflect.Field;

/// An expression as the variable of a known type that jshell compiles it quickest as.
///
/// Of a bare expression jshell makes a variable such as `$1`, too, but compiles the expression
/// twice more to name the type of that. In a `switch` it keeps the type it has by itself.
final class Expression {
    private static final String NAME = "value$of$the$cell$";
    private static final String HEAD =
            "java.lang.Object " + NAME + "%d = switch (0) { default -> { ";

    private Expression() {}

    /// The variable of an expression that has a value; what is no expression, or has none, does not
    /// compile in it.
    ///
    /// @param number another one each time
    /// @param code perhaps with a semicolon and comments
    static String valued(int number, String code) {
        return HEAD.formatted(number) + "var its$value = " + code + "\n; yield its$value; } };";
    }

    /// The same of a call that returns nothing.
    static String called(int number, String code) {
        return HEAD.formatted(number) + code + "\n; yield null; } };";
    }

    /// Empties the variable, so that a value lives no longer than its user needs it.
    static void forget(Class<?> snippet) throws IllegalAccessException {
        for (Field field : snippet.getDeclaredFields()) {
            if (field.getName().startsWith(NAME)) {
                field.setAccessible(true);
                field.set(null, null);
            }
        }
    }
}
