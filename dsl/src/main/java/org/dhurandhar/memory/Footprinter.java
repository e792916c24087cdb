package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.Model;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Allocator;
import org.dhurandhar.runtime.Request;
import org.dhurandhar.runtime.Runtime;

/// Footprints of one model under one runtime, request by request. It keeps what they share, so that
/// a matrix of contexts, recipes and devices costs little more than its distinct parts; it should
/// live as long as such a loop. Not for several threads at once.
public final class Footprinter {
    /// So many sums of weights are kept: more than there are recipes.
    private static final int MOST_KEPT = 64;

    /// So many footprints are kept: kinds of devices that take turns share one.
    private static final int LATEST = 4;

    private final Model model;
    private final Allocator allocator;
    private final List<WeightSums> weights = new ArrayList<>();
    private final List<Footprint> latest = new ArrayList<>();

    /// Works out footprints of this model under this runtime.
    public Footprinter(Model model, Runtime runtime) {
        this.model = model;
        this.allocator = runtime.allocator(model);
    }

    /// What the model takes.
    ///
    /// @param encoders which encoders count where the model has them and the runtime runs them
    /// @throws org.dhurandhar.DhurandharException where the runtime would refuse, with its reason
    public Footprint footprint(Request request, Set<Encoder> encoders) {
        var allocation = allocator.allocate(request);
        for (var known : latest) {
            if (known.of(allocation, encoders)) {
                return known;
            }
        }
        if (latest.size() >= LATEST) {
            latest.removeFirst();
        }
        var made = Footprint.of(model, allocation, encoders, weights(allocation));
        latest.add(made);
        return made;
    }

    /// The shortest context that takes the same bytes as this request's, all other settings equal.
    public long shortestAlike(Request request) {
        return allocator.shortestAlike(request);
    }

    private WeightSums weights(Allocation allocation) {
        for (var known : weights) {
            if (known.of(allocation)) {
                return known;
            }
        }
        if (weights.size() >= MOST_KEPT) {
            weights.clear();
        }
        var made = new WeightSums(model, allocation);
        weights.add(made);
        return made;
    }
}
