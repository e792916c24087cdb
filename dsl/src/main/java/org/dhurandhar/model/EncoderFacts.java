package org.dhurandhar.model;

import org.dhurandhar.DhurandharException;
import org.dhurandhar.report.Confidence;

/// What is known of an encoder beside the text model.
///
/// @param parameters its weights, projector included, at most 10^12
/// @param source where the count comes from
public record EncoderFacts(Encoder kind, long parameters, String source, Confidence confidence) {
    private static final long MOST = 1_000_000_000_000L;
    private static final int BYTES_PER_PARAMETER = 2;
    static final String SIZES = "0 to " + MOST + " parameters";

    /// @throws DhurandharException where the parameters are out of range
    public EncoderFacts {
        if (!isSize(parameters)) {
            throw DhurandharException.because(
                            "InvalidProfile", "an encoder of " + parameters + " parameters")
                    .expected(SIZES)
                    .fix("correct it in the profile, or see configs/models/README.md");
        }
    }

    static boolean isSize(long parameters) {
        return parameters >= 0 && parameters <= MOST;
    }

    /// Bytes at 16 bits a parameter, as encoders are usually stored.
    public long bytes() {
        return Math.multiplyExact(parameters, BYTES_PER_PARAMETER);
    }
}
