package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.report.Confidence;

/// Builds models from configurations in Hugging Face's terms.
final class ConfigSource {
    private ConfigSource() {}

    /// What a configuration does not say of itself.
    record Label(
            String name,
            Origin origin,
            String source,
            Confidence confidence,
            List<EncoderFacts> encoders,
            List<String> notes) {}

    static Model model(MapNode document, Label label) {
        var config = Families.configure(document);
        var inventory = Families.describe(config);
        if (label.origin() != Origin.CONFIG_JSON) {
            config.refuseMisspeltKeys();
        }
        var notes = new ArrayList<>(label.notes());
        var sizes = config.defaultedSizes();
        if (!sizes.isEmpty()) {
            notes.add("not given, the family's default is taken: " + String.join(", ", sizes));
        }
        var wrapped = Families.encoders(document);
        notes.addAll(wrapped.notes());
        var encoders = new ArrayList<>(label.encoders());
        if (encoders.isEmpty()) {
            encoders.addAll(wrapped.counted(label.source(), label.confidence()));
        }
        var facts =
                new Model.Facts(
                        label.name(),
                        document.text("model_type"),
                        label.origin(),
                        Layout.LIBRARY,
                        inventory.isTied(),
                        config.sizeOr(
                                0,
                                "max_position_embeddings",
                                "n_positions",
                                "model_max_length",
                                "max_sequence_length"),
                        inventory.unusedParameters(),
                        encoders,
                        label.source(),
                        sizes.isEmpty() ? label.confidence() : Confidence.LOW,
                        notes,
                        List.of());
        var tensors = inventory.tensors();
        return new Model(
                facts,
                tensors,
                inventory.layers(),
                GgufConverter.architectureOf(config.modelType()) == null
                        ? null
                        : () -> GgufConverter.convert(config, tensors));
    }
}
