package org.dhurandhar.model;

import org.dhurandhar.DhurandharException;
import org.dhurandhar.report.Confidence;

/// A vision or audio encoder beside the text model.
///
/// @param kind `vision` or `audio`
/// @param parameters its weights, projector included, at most 10^12
/// @param source where the count comes from
public record Encoder(String kind, long parameters, String source, Confidence confidence) {
    private static final long MOST = 1_000_000_000_000L;
    static final String KINDS = "vision or audio";
    static final String SIZES = "0 to " + MOST + " parameters";

    /// @throws DhurandharException where the kind is another or the parameters are out of range
    public Encoder {
        if (!isKind(kind)) {
            throw wrong("an encoder of kind \"" + kind + "\"", KINDS);
        }
        if (!isSize(parameters)) {
            throw wrong("an encoder of " + parameters + " parameters", SIZES);
        }
    }

    static boolean isKind(String kind) {
        return kind.equals("vision") || kind.equals("audio");
    }

    static boolean isSize(long parameters) {
        return parameters >= 0 && parameters <= MOST;
    }

    private static DhurandharException wrong(String what, String expected) {
        return DhurandharException.because("InvalidProfile", what)
                .expected(expected)
                .fix("correct it in the profile, or see configs/models/README.md");
    }
}
