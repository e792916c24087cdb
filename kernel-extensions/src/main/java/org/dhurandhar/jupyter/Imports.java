package org.dhurandhar.jupyter;

import java.util.List;

/// What a notebook imports of ours, so that cells begin with `model(...)`.
public final class Imports {
    /// One statement each.
    public static final List<String> LINES =
            List.of(
                    "import org.dhurandhar.*;",
                    "import org.dhurandhar.device.*;",
                    "import org.dhurandhar.memory.*;",
                    "import org.dhurandhar.model.*;",
                    "import org.dhurandhar.progress.*;",
                    "import org.dhurandhar.report.*;",
                    "import org.dhurandhar.runtime.*;",
                    "import org.dhurandhar.runtime.Runtime;",
                    "import static org.dhurandhar.Dhurandhar.*;");

    private Imports() {}
}
