package org.dhurandhar.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.report.Confidence;

/// What a runtime's figures stand on, in words.
///
/// @param rules what it maps, copies, holds and frees, one sentence each
/// @param points the measurements that its constants were fitted to, or compared with
/// @param source where rules and points come from
public record Basis(List<String> rules, List<String> points, String source, Confidence confidence) {
    static final List<String> FIELDS =
            List.of("kind", "name", "version", "rules", "points", "speed", "source", "confidence");

    public Basis {
        rules = List.copyOf(rules);
        points = List.copyOf(points);
    }

    static Basis of(MapNode yaml) {
        return new Basis(
                Objects.requireNonNullElse(yaml.texts("rules"), List.of()),
                Objects.requireNonNullElse(yaml.texts("points"), List.of()),
                yaml.text("source", "stated in " + yaml.place().file()),
                confidence(yaml));
    }

    private static Confidence confidence(MapNode yaml) {
        var word = yaml.text("confidence", "low").toUpperCase(Locale.ROOT);
        for (var value : Confidence.values()) {
            if (value.name().equals(word)) {
                return value;
            }
        }
        throw yaml.wrong(
                "confidence",
                Objects.requireNonNull(yaml.get("confidence")),
                "high, medium or low");
    }
}
