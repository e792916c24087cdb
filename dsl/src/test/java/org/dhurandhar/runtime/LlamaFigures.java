package org.dhurandhar.runtime;

import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.WeightFormat;

/// What a server of llama.cpp keeps for its sequences, for tests of other packages; in bytes.
public record LlamaFigures(
        long state,
        int stateLayers,
        long full,
        int fullLayers,
        long sliding,
        int slidingLayers,
        long slidingCells) {
    /// What one model takes under the server profile.
    ///
    /// @param context cells over all slots, which share one cache; 0: the trained context
    /// @param context cells over all slots, which share one cache; 0: the trained context
    public static LlamaFigures of(
            GgufLayout layout, WeightFormat type, long context, int slots, int microBatch) {
        var settings =
                LlamaSettings.defaults()
                        .kv(type, type)
                        .context(context)
                        .slots(slots, true)
                        .batches(0, microBatch);
        var memory = LlamaMemory.of(layout, settings, LlamaProfile.named("llama.cpp"));
        var full = memory.caches().full();
        var sliding = memory.caches().sliding();
        return new LlamaFigures(
                memory.stateBytes(),
                memory.stateLayers().size(),
                full.bytes(),
                full.layers().size(),
                sliding.bytes(),
                sliding.layers().size(),
                sliding.cells());
    }
}
