package org.dhurandhar.model;

import java.util.Map;
import org.dhurandhar.model.SelfAttention.QkNorm;

/// The Gemma families.
final class GemmaFamilies {
    private static final String[] FOUR_NORMS = {
        "input_layernorm",
        "post_attention_layernorm",
        "pre_feedforward_layernorm",
        "post_feedforward_layernorm"
    };

    private GemmaFamilies() {}

    static void register(Map<String, Family> families) {
        var gemma = Decoder.of(SelfAttention.BIASED, Mlp.gated(Flag.NEVER));
        families.put("gemma", gemma);
        families.put("gemma2", gemma.norms(FOUR_NORMS).with(Windows.ALTERNATE));
        families.put(
                "gemma3_text",
                Decoder.of(SelfAttention.BIASED.with(QkNorm.HEAD), Mlp.gated(Flag.NEVER))
                        .norms(FOUR_NORMS)
                        .with(Windows.FIVE_OF_SIX));
        families.put(
                "vaultgemma",
                gemma.norms("input_layernorm", "pre_feedforward_layernorm")
                        .with(Windows.ALTERNATE));
        families.put("gemma3n_text", new Gemma3n());
        families.put("gemma4_text", new Gemma4(true));
        families.put("gemma4_unified_text", new Gemma4(false));
    }

    /// The four norms of a layer.
    static void norms(Inventory into, long hidden) {
        for (var norm : FOUR_NORMS) {
            into.norm(norm, hidden);
        }
    }
}
