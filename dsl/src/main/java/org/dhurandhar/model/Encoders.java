package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.report.Confidence;
import org.jspecify.annotations.Nullable;

/// Vision and audio encoders beside a text model.
///
/// @param tensors their tensors and those of their projectors, as the reference library stores them
/// @param notes which encoders are there but not counted
record Encoders(List<Tensor> tensors, List<String> notes) {
    static final Encoders NONE = new Encoders(List.of(), List.of());

    private static final String DEFAULTS = "org/dhurandhar/model/encoders/";

    Encoders {
        tensors = List.copyOf(tensors);
        notes = List.copyOf(notes);
    }

    /// The encoders of a multimodal configuration.
    ///
    /// @param text the configuration of its text model
    static Encoders of(MapNode config, Config text) {
        var into = new Inventory();
        var notes = new ArrayList<String>();
        long hidden = text.size("hidden_size");
        try {
            if (!vision(config, hidden, into)) {
                note("vision", config.map("vision_config"), notes);
            }
        } catch (ArithmeticException e) {
            throw text.wrong(
                    "vision_config",
                    "sizes that overflow or divide by zero",
                    "sizes of a real encoder");
        }
        note("audio", config.map("audio_config"), notes);
        return new Encoders(into.tensors(), notes);
    }

    private static boolean vision(MapNode config, long hidden, Inventory into) {
        var written = config.map("vision_config");
        var given = written == null ? MapNode.empty(config.place()) : written;
        var type = given.text("model_type", "");
        switch (config.text("model_type")) {
            case "gemma3" -> {
                if (!type.isEmpty() && !type.equals("siglip_vision_model")) {
                    return false;
                }
                var vision = Families.over(DEFAULTS + "siglip_vision_model", given);
                VisionTowers.siglip(vision, into, "model.vision_tower.");
                VisionTowers.gemmaProjector(vision, hidden, into);
            }
            case "qwen3_5", "qwen3_5_moe" ->
                    VisionTowers.qwen(Families.over(DEFAULTS + "qwen3_5_vision", given), into);
            case "mistral3" -> {
                if (written == null || (!type.isEmpty() && !type.equals("pixtral"))) {
                    return false;
                }
                var vision = Families.over(DEFAULTS + "pixtral", given);
                VisionTowers.pixtral(vision, into);
                VisionTowers.mistralProjector(config, vision, hidden, into);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void note(String kind, @Nullable MapNode config, List<String> notes) {
        if (config != null) {
            notes.add(
                    kind
                            + " encoder not counted: "
                            + config.text("model_type", "its type")
                            + " is not among the known encoders");
        }
    }

    /// Parameters by kind, from a source.
    List<EncoderFacts> counted(String source, Confidence confidence) {
        long vision = 0;
        for (var tensor : tensors) {
            vision = Math.addExact(vision, tensor.elements());
        }
        return vision == 0
                ? List.of()
                : List.of(new EncoderFacts(Encoder.VISION, vision, source, confidence));
    }
}
