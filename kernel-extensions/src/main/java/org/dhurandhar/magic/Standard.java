package org.dhurandhar.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dhurandhar.engine.Session;
import org.dhurandhar.engine.Settings;
import org.dhurandhar.engine.Step;
import org.dhurandhar.jupyter.Imports;
import org.jspecify.annotations.Nullable;

/// What every notebook begins with, wherever it runs.
public final class Standard {
    static final StandardMagics MAGICS = new StandardMagics();

    private static final List<String> IMPORTS =
            Stream.of(
                            // Of packages, not of the module: every snippet pays for what it
                            // imports.
                            List.of(
                                    "import java.io.*;",
                                    "import java.math.*;",
                                    "import java.net.*;",
                                    "import java.nio.charset.*;",
                                    "import java.nio.file.*;",
                                    "import java.text.*;",
                                    "import java.time.*;",
                                    "import java.util.*;",
                                    "import java.util.concurrent.*;",
                                    "import java.util.concurrent.atomic.*;",
                                    "import java.util.function.*;",
                                    "import java.util.regex.*;",
                                    "import java.util.stream.*;"),
                            Imports.LINES,
                            List.of("import static org.dhurandhar.engine.Cells.*;"))
                    .flatMap(List::stream)
                    .toList();

    private Standard() {}

    /// Standard imports, compiler options and magics.
    public static Settings settings() {
        return new Settings(MAGICS, IMPORTS, compilerOptions());
    }

    private static List<String> compilerOptions() {
        var options = new ArrayList<String>();
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        return options;
    }

    /// What a line magic gives, for code that keeps it: `var jars = %jars lib`.
    ///
    /// @param arguments as they would be typed
    /// @throws Exception whatever the magic threw
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <T> @Nullable T lineMagic(String name, String arguments) throws Exception {
        return (T) MAGICS.run(new Step.Magic(name, arguments, null, 1), session());
    }

    /// What a line magic gives, its arguments in words.
    ///
    /// @throws Exception whatever the magic threw
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T> @Nullable T lineMagic(String name, List<String> arguments) throws Exception {
        return lineMagic(name, quoted(arguments));
    }

    /// What a cell magic gives.
    ///
    /// @throws Exception whatever the magic threw
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <T> @Nullable T cellMagic(String name, List<String> arguments, String body)
            throws Exception {
        return (T) MAGICS.run(new Step.Magic(name, quoted(arguments), body, 1), session());
    }

    private static String quoted(List<String> arguments) {
        var quoted = new ArrayList<String>();
        for (var argument : arguments) {
            quoted.add(
                    argument.matches("[\\w./:=-]+")
                            ? argument
                            : "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return String.join(" ", quoted);
    }

    private static Session session() {
        return (Session) BaseKernel.notebookKernel();
    }
}
