package org.dhurandhar.engine;

import org.dhurandhar.script.Brackets;
import org.dhurandhar.script.Piece;

/// An expression as the variable of a known type that jshell compiles it quickest as.
///
/// Of a bare expression jshell makes a variable such as `$1`, too, but compiles the expression
/// twice more to name the type of that. Below a cast it keeps the type it has by itself: only in an
/// assignment or a call would it take on the one that is wanted (Java Language Specification,
/// 15.2).
final class Expression {
    private static final String HEAD = "java.lang.Object %s = ";

    private Expression() {}

    /// A piece without the semicolon at its end, if it has one.
    static Piece bare(Piece piece) {
        var code = piece.code();
        int end = code.lastIndexOf(';');
        return end >= 0 && Brackets.skipBlank(code, end + 1) == code.length()
                ? new Piece(piece.source(), piece.start(), code.substring(0, end), piece.kind())
                : piece;
    }

    /// What the variable is called.
    ///
    /// @param number another one each time
    static String name(int number) {
        return "value$of$the$cell$" + number;
    }

    /// The variable of an expression that has a value; what is no expression, or has none, does not
    /// compile in it.
    static String valued(String name, String code) {
        return HEAD.formatted(name) + "(java.lang.Object) (" + code + "\n);";
    }

    /// The same of a call that returns nothing.
    static String called(String name, String code) {
        return HEAD.formatted(name) + "switch (0) { default -> { " + code + "\n; yield null; } };";
    }

    /// Empties the variable, so that a value lives no longer than its user needs it.
    static void forget(Class<?> snippet, String name) throws ReflectiveOperationException {
        var field = snippet.getDeclaredField(name);
        field.setAccessible(true);
        field.set(null, null);
    }
}
