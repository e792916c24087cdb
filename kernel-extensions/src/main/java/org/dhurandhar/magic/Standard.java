package org.dhurandhar.magic;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.engine.Settings;

/// What every notebook begins with, wherever it runs.
public final class Standard {
    private static final List<String> IMPORTS =
            List.of(
                    "import module java.base;",
                    "import org.dhurandhar.*;",
                    "import org.dhurandhar.device.*;",
                    "import org.dhurandhar.memory.*;",
                    "import org.dhurandhar.model.*;",
                    "import org.dhurandhar.report.*;",
                    "import org.dhurandhar.runtime.*;",
                    "import org.dhurandhar.runtime.Runtime;",
                    "import static org.dhurandhar.Dhurandhar.*;");

    private Standard() {}

    /// Standard imports, compiler options and magics.
    public static Settings settings() {
        return new Settings(new StandardMagics(), IMPORTS, compilerOptions());
    }

    private static List<String> compilerOptions() {
        var options = new ArrayList<String>();
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        return options;
    }
}
