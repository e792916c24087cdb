package org.dhurandhar.model;

import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.ScalarNode;
import org.jspecify.annotations.Nullable;

/// Multimodal configurations that hold a text model's configuration in `text_config`.
final class Wrappers {
    private static final String TIED = "tie_word_embeddings";

    private Wrappers() {}

    /// The text model's configuration, with its `model_type` and the tying that the wrapper asks
    /// for; null where there is none of a known family.
    static @Nullable MapNode text(MapNode config) {
        var wrapper = config.text("model_type");
        var written = config.map("text_config");
        var type = type(wrapper, written);
        if (type == null) {
            return null;
        }
        var text = written == null ? MapNode.empty(config.place()) : written;
        text =
                text.with(
                        "model_type",
                        new ScalarNode(config.placeOf("model_type"), ScalarNode.Kind.TEXT, type));
        var tied = config.get(TIED);
        if (tied == null && wrapper.equals("mistral3") && !text.has(TIED)) {
            tied = new ScalarNode(config.place(), ScalarNode.Kind.BOOLEAN, "true");
        }
        boolean ownHead = wrapper.equals("llama4");
        return tied == null || ownHead ? text : text.with(TIED, tied);
    }

    private static @Nullable String type(String wrapper, @Nullable MapNode text) {
        var fixed = fixed(wrapper);
        if (fixed != null) {
            return fixed;
        }
        if (text == null) {
            return null;
        }
        var type = text.has("model_type") ? text.text("model_type") : usual(wrapper);
        return type != null && Families.knows(type) ? type : null;
    }

    /// The text family that a wrapper always has, whatever its `text_config` calls itself.
    private static @Nullable String fixed(String wrapper) {
        return switch (wrapper) {
            case "gemma3",
                    "gemma3n",
                    "gemma4",
                    "gemma4_unified",
                    "llama4",
                    "qwen3_5",
                    "qwen3_5_moe" ->
                    wrapper + "_text";
            default -> null;
        };
    }

    /// The text family of a wrapper whose `text_config` does not name one.
    private static @Nullable String usual(String wrapper) {
        return switch (wrapper) {
            case "mistral3" -> "mistral";
            case "llava", "llava_next", "idefics3", "smolvlm", "voxtral", "perception_lm" ->
                    "llama";
            case "llava_onevision", "internvl" -> "qwen2";
            case "aya_vision", "cohere2_vision" -> "cohere2";
            case "paligemma" -> "gemma";
            case "shieldgemma2" -> "gemma3_text";
            case "lfm2_vl" -> "lfm2";
            case "lfm3_vl" -> "lfm3";
            case "exaone4_5" -> "exaone4";
            case "granite_speech" -> "granite";
            case "nemotron_h_omni" -> "nemotron_h";
            case "kimi_k25" -> "deepseek_v3";
            default -> null;
        };
    }
}
