package org.dhurandhar.model;

import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// What a model may have beside its text model.
public enum Encoder {
    /// Turns images into tokens.
    VISION,
    /// Turns sound into tokens.
    AUDIO;

    static final String KINDS = "vision or audio";

    /// The word used in profiles and reports: `vision`, `audio`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The encoder of that word.
    ///
    /// @throws DhurandharException where it is neither
    public static Encoder named(String word) {
        var encoder = ofWord(word.strip().toLowerCase(Locale.ROOT));
        if (encoder == null) {
            throw DhurandharException.unknownName(
                    "encoder",
                    word,
                    List.of("vision", "audio"),
                    "without(Encoder.VISION)   or   --without vision");
        }
        return encoder;
    }

    static @Nullable Encoder ofWord(String word) {
        for (var encoder : values()) {
            if (encoder.word().equals(word)) {
                return encoder;
            }
        }
        return null;
    }
}
