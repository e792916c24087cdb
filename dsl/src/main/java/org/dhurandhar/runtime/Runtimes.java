package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;

/// Finds runtimes by name.
public final class Runtimes {
    private static final Catalogue CATALOGUE = new Catalogue("runtimes");

    private Runtimes() {}

    /// The names, in order.
    public static List<String> names() {
        return CATALOGUE.names();
    }

    /// A runtime by name; case, `-`, `_` and `.` do not matter.
    ///
    /// @throws DhurandharException where no runtime has the name
    public static Runtime named(String name) {
        return LlamaRuntime.of(
                CATALOGUE.find(
                        name, "runtime", "runtime(\"llama.cpp\")   or   --runtime llama.cpp"));
    }
}
