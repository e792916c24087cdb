package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.model.WeightFormat;

/// The caches of a context: streams, cells, and the layers that each cache serves.
///
/// @param streams separate caches, one a slot unless unified
/// @param slots sequences at once
/// @param microBatch tokens of a physical batch after the runtime's own limits
/// @param batch tokens of a logical batch after the runtime's own limits
/// @param full cache of layers that see the whole context
/// @param sliding cache of layers with a window; its layers are empty where there are none
record LlamaCaches(int streams, int slots, int microBatch, int batch, Cache full, Cache sliding) {

    /// One cache.
    ///
    /// @param cells tokens per stream
    /// @param layers blocks that own a part of it
    /// @param kBytes keys of all layers and streams
    /// @param vBytes values of all layers and streams
    record Cache(long cells, List<Integer> layers, long kBytes, long vBytes) {
        /// Keys and values.
        long bytes() {
            return Math.addExact(kBytes, vBytes);
        }
    }

    /// Keys and values of all layers, in bytes.
    long bytes() {
        return Math.addExact(full.bytes(), sliding.bytes());
    }

    /// Cells of all streams.
    long context() {
        return full.cells * streams;
    }

    /// The same caches as one sequence sees them that has reached so many cells.
    LlamaCaches reached(long cells) {
        return new LlamaCaches(
                1,
                1,
                microBatch,
                batch,
                new Cache(Math.min(cells, full.cells), full.layers, 0, 0),
                new Cache(Math.min(cells, sliding.cells), sliding.layers, 0, 0));
    }

    static LlamaCaches of(LlamaHparams model, LlamaSettings settings, LlamaProfile profile) {
        int slots = settings.slots() > 0 ? settings.slots() : profile.slots();
        boolean unified =
                settings.unified() != null
                        ? settings.unified()
                        : settings.slots() == 0 && profile.unifiedByDefault();
        long asked = settings.contextTokens() > 0 ? settings.contextTokens() : model.trainedContext;
        int microBatch = settings.microBatch() > 0 ? settings.microBatch() : profile.microBatch();
        int logical = settings.batch() > 0 ? settings.batch() : profile.batch();
        if (settings.embeddings()) {
            logical = Math.min(logical, microBatch);
        }
        int extra = settings.swaFull() || !namesWindow(model) ? 0 : profile.slidingExtraTokens();
        microBatch += extra;
        int batch = (int) Math.min(asked, logical + extra);
        int physical = Math.min(batch, microBatch);
        int streams = unified ? 1 : slots;
        long cells = padded(padded(asked, profile.cellPadding()) / streams, profile.cellPadding());
        long reach = model.windows.window() * (unified ? slots : 1) + physical;
        long slidingCells =
                settings.swaFull()
                        ? cells
                        : padded(Math.min(cells, reach), profile.slidingPadding());
        return new LlamaCaches(
                streams,
                slots,
                physical,
                batch,
                cache(model, settings, false, cells, streams),
                cache(model, settings, true, slidingCells, streams));
    }

    private static boolean namesWindow(LlamaHparams model) {
        long window = model.model.integer("attention.sliding_window", 0);
        return window > 0 && (model.trainedContext == 0 || window < model.trainedContext);
    }

    private static Cache cache(
            LlamaHparams model, LlamaSettings settings, boolean sliding, long cells, int streams) {
        var layers = new ArrayList<Integer>();
        long k = 0;
        long v = 0;
        for (int layer = 0; layer < model.layers; layer++) {
            if (!model.ownsCache(layer) || model.sliding(layer) != sliding) {
                continue;
            }
            layers.add(layer);
            k = Math.addExact(k, rowBytes(settings.kType(), model.keyRow(layer)));
            if (!model.multiLatent()) {
                long row =
                        settings.flashAttention() ? model.valueRow(layer) : model.widestValueRow();
                v = Math.addExact(v, rowBytes(settings.vType(), row));
            }
        }
        long rows = Math.multiplyExact(cells, streams);
        return new Cache(
                cells,
                List.copyOf(layers),
                Math.multiplyExact(k, rows),
                Math.multiplyExact(v, rows));
    }

    private static long rowBytes(WeightFormat format, long values) {
        return Math.multiplyExact(values / format.blockSize(), format.blockBytes());
    }

    static long padded(long n, long multiple) {
        return Math.addExact(n, multiple - 1) / multiple * multiple;
    }
}
