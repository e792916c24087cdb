package org.dhurandhar.model;

import java.util.Locale;

/// Whose names, shapes and splits an inventory follows.
public enum Layout {
    /// As the reference library (transformers) holds the model.
    LIBRARY,
    /// As a published safetensors checkpoint stores it.
    CHECKPOINT,
    /// As a GGUF file stores it.
    GGUF;

    /// The word used in reports: `library`, `checkpoint`, `gguf`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
