package org.dhurandhar.runtime;

import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.WeightFormat;

/// What llama.cpp refuses to start with (llama_init_from_model), with its reason.
final class LlamaRefusals {
    private static final long MAX_BLOCKS = 512;
    private static final long MAX_EXPERTS = 1024;
    private static final long MAX_SLOTS = 256;

    private LlamaRefusals() {}

    /// Checks sizes that the loader bounds (llama-hparams.h, llama-cparams.h).
    ///
    /// @param layout the model before its hyperparameters are read
    static void checkSizes(GgufLayout layout, LlamaSettings settings) {
        bounded("blocks", layout.integer("block_count", 0), 1, MAX_BLOCKS);
        long experts = layout.integer("expert_count", 0);
        bounded("experts", experts, 0, MAX_EXPERTS);
        long least = Math.min(1, experts);
        bounded("used experts", layout.integer("expert_used_count", 0), least, experts);
        if (layout.get("expert_used_count") instanceof List<?> perLayer) {
            for (int layer = 0; layer < perLayer.size() && layer < MAX_BLOCKS; layer++) {
                long used = layout.perLayer("expert_used_count", layer, 0);
                bounded("used experts", used, 0, experts);
            }
        }
        bounded("slots", settings.slots(), 0, MAX_SLOTS);
    }

    private static void bounded(String what, long seen, long least, long most) {
        if (seen < least || seen > most) {
            throw refused(seen + " " + what, least + " to " + most + " " + what)
                    .fix("./dhurandhar inspect PATH --tensors   needs no runtime");
        }
    }

    static void check(LlamaHparams model, LlamaSettings settings) {
        var k = settings.kType();
        var v = settings.vType();
        if (model.multiLatent() && k != v) {
            throw refused(
                            "K cache %s with V cache %s".formatted(k.label(), v.label()),
                            "one cache type: multi-head latent attention keeps keys and values as"
                                    + " one")
                    .fix("--kv " + word(k));
        }
        if (quantised(v) && !settings.flashAttention()) {
            throw refused(
                            "V cache %s without flash attention".formatted(v.label()),
                            "flash attention: a quantised V cache cannot be transposed")
                    .fix("--set flash-attention=true   or   --kv-v f16");
        }
        for (int layer = 0; layer < model.layers; layer++) {
            if (settings.flashAttention()) {
                divides(k, model.headK(layer), "K", "head");
                divides(v, model.headV(layer), "V", "head");
            } else {
                divides(k, model.keyRow(layer), "K", "row");
            }
        }
    }

    private static void divides(WeightFormat format, long values, String which, String of) {
        if (quantised(format) && values % format.blockSize() != 0) {
            throw refused(
                            "%s cache %s with %ss of %d values"
                                    .formatted(which, format.label(), of, values),
                            "a %s size that is a multiple of its block of %d values"
                                    .formatted(of, format.blockSize()))
                    .fix("--kv f16");
        }
    }

    private static DhurandharException.Facts refused(String what, String expected) {
        return DhurandharException.because("Refused", "llama.cpp does not start: " + what)
                .facts("expected", expected);
    }

    private static boolean quantised(WeightFormat format) {
        return format.blockSize() > 1;
    }

    private static String word(WeightFormat format) {
        return format.label().toLowerCase(Locale.ROOT);
    }
}
