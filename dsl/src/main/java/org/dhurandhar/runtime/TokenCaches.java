package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.model.Layer;
import org.dhurandhar.model.WeightFormat;

/// Keys and values as runtimes keep them that give each layer a tensor of its own, in bytes.
///
/// @param full layers that attend to everything
/// @param sliding layers with a window
/// @param layers layers that have a cache of their own
/// @param state recurrent and convolution states, in 32 bits
/// @param widest the largest cache of one layer
record TokenCaches(long full, long sliding, int layers, long state, long widest) {
    private static final int STATE_BYTES = 4;

    /// @param cells tokens that a layer has room for
    /// @param windows whether layers with a window keep only its tokens
    /// @param sequences batch
    static TokenCaches of(
            List<Layer> layers, long cells, boolean windows, int sequences, WeightFormat format) {
        long full = 0;
        long sliding = 0;
        long state = 0;
        long widest = 0;
        int own = 0;
        for (var layer : layers) {
            state = Math.addExact(state, Math.multiplyExact(layer.stateElements(), STATE_BYTES));
            long kept = windows && layer.window() > 0 ? Math.min(cells, layer.window()) : cells;
            long values = Math.multiplyExact(layer.width(), kept);
            long bytes = format.bytesFor(Math.max(1, values), values);
            if (bytes == 0) {
                continue;
            }
            own++;
            widest = Math.max(widest, bytes);
            if (layer.window() > 0) {
                sliding = Math.addExact(sliding, bytes);
            } else {
                full = Math.addExact(full, bytes);
            }
        }
        return new TokenCaches(
                Math.multiplyExact(full, sequences),
                Math.multiplyExact(sliding, sequences),
                own,
                Math.multiplyExact(state, sequences),
                widest);
    }

    long bytes() {
        return Math.addExact(Math.addExact(full, sliding), state);
    }
}
