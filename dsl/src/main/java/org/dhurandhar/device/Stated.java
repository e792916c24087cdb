package org.dhurandhar.device;

import java.util.Locale;
import java.util.Objects;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.report.Confidence;

/// Where the figures of a profile, a section or a single field come from.
record Stated(String source, Confidence confidence) {
    /// The source of what was given to a wither.
    static final Stated IN_CODE = new Stated(Figure.IN_CODE, Confidence.MEDIUM);

    Figure figure(double value) {
        return new Figure(value, source, confidence);
    }

    /// What a nested mapping states, or else this.
    Stated within(MapNode yaml) {
        return new Stated(yaml.text("source", source), confidence(yaml, confidence));
    }

    static Confidence confidence(MapNode yaml, Confidence fallback) {
        if (!yaml.has("confidence")) {
            return fallback;
        }
        var text = yaml.text("confidence").toLowerCase(Locale.ROOT);
        for (var confidence : Confidence.values()) {
            if (confidence.word().equals(text)) {
                return confidence;
            }
        }
        throw yaml.wrong(
                "confidence",
                Objects.requireNonNull(yaml.get("confidence")),
                "high, medium or low");
    }
}
