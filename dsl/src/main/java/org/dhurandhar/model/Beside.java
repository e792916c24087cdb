package org.dhurandhar.model;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// The `config.json` beside a file of weights: a model, or why there is none.
///
/// @param model the model it describes, or null
/// @param note why there is none, or an empty text
record Beside(@Nullable Model model, String note) {
    /// Reads it. A family that is not known is no fault here: the header alone is exact.
    static Beside of(Path config) {
        if (!Files.isRegularFile(config)) {
            return new Beside(null, "no config.json beside it");
        }
        try {
            return new Beside(Models.config(config), "");
        } catch (DhurandharException e) {
            if (e.kind().equals("UnknownName")) {
                return new Beside(null, e.what());
            }
            throw e;
        }
    }
}
