package org.dhurandhar.model;

import java.util.List;

/// Which of the last layers read the cache of an earlier one (Gemma 3n, Gemma 4).
///
/// @param first the first layer that has no cache of its own
record KvSharing(List<String> types, int first) {
    static KvSharing of(Config c, List<String> types) {
        int shared = c.sizeOr(0, "num_kv_shared_layers");
        int first = types.size() - shared;
        if (shared > 0) {
            for (int i = Math.max(0, first); i < types.size(); i++) {
                if (first <= 0 || types.subList(0, first).lastIndexOf(types.get(i)) < 0) {
                    throw c.wrong(
                            "num_kv_shared_layers",
                            shared + " of " + types.size(),
                            "a layer of each type before the shared ones");
                }
            }
        }
        return new KvSharing(types, first);
    }

    boolean at(int layer) {
        return layer >= first;
    }

    /// The layer whose cache a sharing layer reads: the last earlier one of its type.
    Layer.Shared source(int layer) {
        return new Layer.Shared(types.subList(0, first).lastIndexOf(types.get(layer)));
    }
}
