package org.dhurandhar.runtime;

import java.util.List;
import java.util.Set;
import org.dhurandhar.model.Tensor;

/// Holdings with buffers of chosen sizes, for tests that need no runtime.
public final class HandMadeHoldings {
    /// What cannot be dropped, weights and their copies left out.
    public static final long ANONYMOUS = 1000 + 200 + 40 + 8 + 300 + 70 + 500;

    /// File pages of the runtime.
    public static final long LIBRARIES = 90;

    private HandMadeHoldings() {}

    /// KV 1000 + 200, state 40, output 8, touched 300, checkpoints 70, base 500, libraries 90.
    public static Allocation of(
            Allocation.Settings settings,
            List<Tensor> tensors,
            boolean mapped,
            long repack,
            Set<String> copied,
            long scratch,
            long above) {
        long weights = tensors.stream().mapToLong(Tensor::bytes).sum();
        var holdings = new Holdings(settings);
        holdings.tensors = tensors;
        holdings.mapped = mapped ? weights : 0;
        holdings.heap = mapped ? 0 : weights;
        holdings.kvFull = 1000;
        holdings.kvSliding = 200;
        holdings.kvLayers = 3;
        holdings.state = 40;
        holdings.compute = Range.exactly(400);
        holdings.output = 8;
        holdings.repack = repack;
        holdings.copied = copied;
        holdings.base = 500;
        holdings.touched = 300;
        holdings.checkpoints = 70;
        holdings.scratch = scratch;
        holdings.libraries = LIBRARIES;
        long expected = weights + repack + scratch + ANONYMOUS + LIBRARIES;
        holdings.peak = new Range(0, expected, expected + above);
        return holdings.allocation();
    }
}
