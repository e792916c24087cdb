package org.dhurandhar.engine;

import java.util.List;
import java.util.Objects;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// What every cell can call without a prefix.
public final class Cells {
    private Cells() {}

    /// Shows a value now, as a result would be shown.
    ///
    /// @return its id, for [#updateDisplay]
    public static String display(@Nullable Object value) {
        return session().show(session().render(value));
    }

    /// Shows a value now, in the named MIME types; text in one of them is shown as it stands.
    ///
    /// @return its id, for [#updateDisplay]
    public static String display(@Nullable Object value, String... mimeTypes) {
        return session().show(session().render(value, mimeTypes));
    }

    /// Replaces what was shown under an id.
    public static void updateDisplay(String id, @Nullable Object value) {
        update(id, session().render(value));
    }

    /// Replaces what was shown under an id, in the named MIME types.
    public static void updateDisplay(String id, @Nullable Object value, String... mimeTypes) {
        update(id, session().render(value, mimeTypes));
    }

    /// Empties the cell's output.
    public static void clearOutput() {
        clearOutput(false);
    }

    /// Empties the cell's output, or does so when the next output comes.
    public static void clearOutput(boolean wait) {
        cell().clearOutput(wait);
    }

    /// What a value is shown as.
    public static DisplayData render(@Nullable Object value) {
        return session().render(value);
    }

    /// What a value is shown as, in the named MIME types.
    public static DisplayData render(@Nullable Object value, String... mimeTypes) {
        return session().render(value, mimeTypes);
    }

    /// Shows a value beside the notebook, as help is shown.
    public static void page(@Nullable Object value) {
        cell().page(session().render(value));
    }

    /// Asks for a line.
    ///
    /// @throws DhurandharException where nobody can be asked
    public static String input(String prompt) {
        return cell().ask(prompt, false);
    }

    /// Asks for a line that is not shown while it is typed.
    ///
    /// @throws DhurandharException where nobody can be asked
    public static String password(String prompt) {
        return cell().ask(prompt, true);
    }

    /// Prints text by a format.
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
    public static void printf(String format, @Nullable Object... values) {
        System.out.printf(format, values);
    }

    /// Evaluates Java.
    ///
    /// @return the value of its last expression
    public static @Nullable Object eval(String code) {
        return session().evalRaw(code);
    }

    /// Carries out a line magic by its name.
    ///
    /// @throws Exception whatever it threw
    public static @Nullable Object lineMagic(String name, List<String> arguments) throws Exception {
        return session().magic(name, String.join(" ", arguments), null);
    }

    /// Carries out a cell magic by its name.
    ///
    /// @throws Exception whatever it threw
    public static @Nullable Object cellMagic(String name, List<String> arguments, String body)
            throws Exception {
        return session().magic(name, String.join(" ", arguments), body);
    }

    private static void update(String id, DisplayData data) {
        data.setDisplayId(id);
        cell().update(data);
    }

    private static Cell cell() {
        return Objects.requireNonNull(Cell.ofThread(), "no cell runs");
    }

    private static Session session() {
        return (Session) BaseKernel.notebookKernel();
    }
}
