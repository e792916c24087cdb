package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.Node;
import org.dhurandhar.report.Confidence;

/// Loads model profiles: our own schema (a `config` in Hugging Face's terms with a name and a
/// source), a bare configuration, or the flat schema of the Python package dhurandhar 0.1.
final class ModelYaml {
    private static final List<String> FIELDS =
            List.of("name", "aliases", "source", "confidence", "note", "encoders", "config");
    private static final List<String> ENCODER_FIELDS =
            List.of("kind", "parameters", "source", "confidence");
    static final String HELP = "rename it, or see configs/models/README.md";

    private ModelYaml() {}

    static Model model(MapNode yaml, Origin origin) {
        if (OriginalSchema.recognises(yaml)) {
            refuseMisspeltConfig(yaml);
            return OriginalSchema.model(yaml);
        }
        if (!yaml.mentions("config")) {
            return ConfigSource.model(yaml, label(yaml, yaml.place().file(), origin));
        }
        yaml.onlyKeys(FIELDS, HELP);
        var config = yaml.map("config");
        if (config == null) {
            throw yaml.wrong(
                    "config",
                    Objects.requireNonNullElse(yaml.get("config"), yaml),
                    "a mapping with model_type");
        }
        return ConfigSource.model(config, label(yaml, yaml.text("name"), origin));
    }

    private static ConfigSource.Label label(MapNode yaml, String name, Origin origin) {
        var notes = new ArrayList<String>();
        if (yaml.has("note")) {
            notes.add(yaml.text("note"));
        }
        return new ConfigSource.Label(
                name,
                origin,
                yaml.text("source", yaml.place().file()),
                confidence(yaml),
                encoders(yaml),
                notes);
    }

    private static List<EncoderFacts> encoders(MapNode yaml) {
        var list = yaml.list("encoders");
        var found = new ArrayList<EncoderFacts>();
        if (list != null) {
            for (var item : list.items()) {
                if (!(item instanceof MapNode encoder)) {
                    throw yaml.wrong("encoders", item, "mappings with kind and parameters");
                }
                encoder.onlyKeys(ENCODER_FIELDS, HELP);
                var kind = Encoder.ofWord(encoder.text("kind"));
                if (kind == null) {
                    throw encoder.wrong("kind", seen(encoder, "kind"), Encoder.KINDS);
                }
                long parameters = encoder.integer("parameters");
                if (!EncoderFacts.isSize(parameters)) {
                    throw encoder.wrong(
                            "parameters", seen(encoder, "parameters"), EncoderFacts.SIZES);
                }
                found.add(
                        new EncoderFacts(
                                kind,
                                parameters,
                                encoder.text("source", "stated in the profile"),
                                confidence(encoder)));
            }
        }
        return found;
    }

    static Confidence confidence(MapNode yaml) {
        var word = yaml.text("confidence", "medium").toUpperCase(Locale.ROOT);
        for (var value : Confidence.values()) {
            if (value.name().equals(word)) {
                return value;
            }
        }
        throw yaml.wrong("confidence", seen(yaml, "confidence"), "high, medium or low");
    }

    private static Node seen(MapNode yaml, String field) {
        return Objects.requireNonNull(yaml.get(field));
    }

    /// A misspelt `config`: no other field of the schemas that lack it is a mapping.
    private static void refuseMisspeltConfig(MapNode yaml) {
        for (var key : yaml.keys()) {
            if (yaml.get(key) instanceof MapNode
                    && DhurandharException.misspelt(key, List.of("config")) != null) {
                throw yaml.unknown(key, List.of("config"), HELP);
            }
        }
    }
}
