package org.dhurandhar.runtime;

import org.dhurandhar.runtime.GraphNode.Element;
import org.jspecify.annotations.Nullable;

/// What attention needs of one cache beside the cache itself: where to write, the mask, and the
/// rotations that go with quantised caches.
record GraphInputs(
        LlamaCaches.Cache cache,
        GraphNode kRows,
        GraphNode vRows,
        GraphNode mask,
        @Nullable GraphNode kRotation,
        @Nullable GraphNode vRotation) {
    private static final int ROTATION = 64;

    static GraphInputs of(GraphShape shape, LlamaHparams model, LlamaCaches.Cache cache) {
        boolean fused = shape.fused();
        long tokens = shape.tokens();
        long streams = shape.streams();
        return new GraphInputs(
                cache,
                GraphNode.input(Element.I64, tokens),
                GraphNode.input(
                        Element.I64,
                        fused ? tokens : Math.multiplyExact(tokens, model.widestValueRow())),
                GraphNode.input(
                        fused ? Element.F16 : Element.F32,
                        cache.cells(),
                        tokens / streams,
                        1,
                        streams),
                rotation(shape.quantisedK(), keyRotation(model, cache)),
                rotation(shape.quantisedV() && !model.multiLatent(), valueRotation(model, cache)));
    }

    private static @Nullable GraphNode rotation(boolean quantised, long size) {
        return quantised && size > 0 ? GraphNode.input(Element.F32, size, size) : null;
    }

    /// The largest 64 times a power of two that divides the head, 0 for heads of unequal size.
    private static long keyRotation(LlamaHparams model, LlamaCaches.Cache cache) {
        long head = -1;
        for (int layer : cache.layers()) {
            if (head >= 0 && head != model.headK(layer)) {
                return 0;
            }
            head = model.headK(layer);
        }
        if (head <= 0 || model.headK(0) % ROTATION != 0) {
            return 0;
        }
        long size = ROTATION;
        while (head % (2 * size) == 0) {
            size *= 2;
        }
        return size;
    }

    private static long valueRotation(LlamaHparams model, LlamaCaches.Cache cache) {
        long head = -1;
        for (int layer : cache.layers()) {
            if (head >= 0 && head != model.headV(layer)) {
                return 0;
            }
            head = model.headV(layer);
        }
        return head > 0 && model.headV(0) % ROTATION == 0 ? ROTATION : 0;
    }
}
