package org.dhurandhar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Residence;
import org.jspecify.annotations.Nullable;

/// Searches one setting of a deployment, or the budget, for the best value that still fits.
final class Solver {
    private static final double MIB = 1 << 20;
    private static final String OWN = "file";

    /// More than there are contexts within the longest batch, where each takes bytes of its own.
    private static final int MOST_STEPS = 4_096;

    private final Workload workload;
    private final Device device;
    private final Trial trial;

    Solver(Workload workload, Device device) {
        this(workload, device, new Trial(workload, device));
    }

    Solver(Workload workload, Device device, Trial trial) {
        this.workload = workload;
        this.device = device;
        this.trial = trial;
    }

    /// What was found.
    ///
    /// @param value null where nothing fits
    /// @param settings with that value, or those that come nearest
    /// @param at what comes of them
    /// @param next the settings just beyond, which do not fit, or null where there are none
    /// @param beyond what comes of those
    record Found<T>(
            @Nullable T value,
            Workload settings,
            Device device,
            Trial.Outcome at,
            @Nullable Workload next,
            Trial.@Nullable Outcome beyond) {}

    /// The largest context that fits, to the token.
    ///
    /// What a context takes is not monotone: compute buffers are laid out anew for each length and
    /// may shrink. Caches do not shrink, so that a length whose caches alone are too large bounds
    /// the search from above, and so does one that is too slow with everything in memory; below
    /// both every length is tried, the longest first, but for those that the runtime says take the
    /// same bytes. Where that takes too many steps, because nothing bounds the context or storage
    /// decides the speed, the rest is halved.
    Found<Long> maxContext() {
        long most = workload.mostContext();
        long tokens = bound(most);
        for (int step = 0; tokens >= 1 && step < MOST_STEPS; step++) {
            var settings = workload.context(tokens);
            if (trial.of(settings).fits()) {
                return context(tokens, most);
            }
            long shortest = Math.clamp(trial.shortestAlike(settings), 1, tokens);
            if (workload.target() > 0
                    && shortest < tokens
                    && trial.of(workload.context(shortest)).fits()) {
                return context(lastBefore(shortest, tokens, this::misfits), most);
            }
            tokens = shortest - 1;
        }
        long last = tokens < 1 ? 0 : lastBefore(0, tokens + 1, this::misfits);
        if (last > 0) {
            return context(last, most);
        }
        var least = workload.context(1);
        return new Found<>(null, least, device, trial.of(least), null, null);
    }

    private boolean misfits(long tokens) {
        return !trial.of(workload.context(tokens)).fits();
    }

    private Found<Long> context(long tokens, long most) {
        var settings = workload.context(tokens);
        var next = tokens < most ? workload.context(tokens + 1) : null;
        return new Found<>(
                tokens,
                settings,
                device,
                trial.of(settings),
                next,
                next == null ? null : trial.of(next));
    }

    /// The last context before those that fail, by halving: exact where all beyond one that fails
    /// fail too. Of two that take the same bytes the longer reads and computes more for a token.
    private static long lastBefore(long good, long bad, LongPredicate fails) {
        long low = good;
        long high = bad;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (fails.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /// A context that no fitting one exceeds; 0 where even one token is too slow.
    private long bound(long most) {
        long floor = floor();
        long small =
                tooLarge(most, floor)
                        ? lastBefore(0, most, tokens -> tooLarge(tokens, floor))
                        : most;
        return workload.target() > 0 && small >= 1 && tooSlow(small)
                ? lastBefore(0, small, this::tooSlow)
                : small;
    }

    /// Whether it misses the target with everything in memory: then it does with less, and so do
    /// longer contexts, of which a token reads more.
    private boolean tooSlow(long tokens) {
        var footprint = trial.of(workload.context(tokens)).footprint();
        if (footprint == null) {
            return false;
        }
        var decode = Feasibility.speedInMemory(footprint.demand(), device).decodeFull();
        return decode == null || decode.low() < workload.target();
    }

    private boolean tooLarge(long tokens, long floor) {
        var footprint = trial.of(workload.context(tokens)).footprint();
        long room = device.budget().bytes() + device.compute().gpuMemoryBytes();
        return footprint != null && caches(footprint.allocation()) + floor > room;
    }

    /// What every context takes beside its caches: all of the shortest one's needs but the parts
    /// that may shrink. Nothing is taken for granted where part of it lies in a GPU's memory.
    private long floor() {
        var shortest = trial.of(workload.context(1));
        var footprint = shortest.footprint();
        if (footprint == null || shortest.feasibility() == null) {
            return 0;
        }
        var allocation = footprint.allocation();
        long extras = 0;
        for (var extra : allocation.extras()) {
            extras += extra.residence() == Residence.WARM ? 0 : extra.bytes();
        }
        long floor =
                shortest.feasibility().demand().needed()
                        - caches(allocation)
                        - allocation.touched()
                        - allocation.scratch()
                        - allocation.checkpoints()
                        - extras;
        return allocation.gpu() > 0 ? 0 : Math.max(0, floor);
    }

    private static long caches(Allocation allocation) {
        return allocation.kvFull() + allocation.kvSliding() + allocation.state();
    }

    /// A recipe that was tried.
    ///
    /// @param bits of storage a weight takes in this model
    record Tried(String name, Workload settings, Trial.Outcome outcome, double bits) {}

    /// The recipe with the most bits a weight that fits.
    Found<String> bestQuant() {
        var tried = quants();
        Tried better = null;
        for (var quant : tried) {
            if (quant.outcome.fits()) {
                return new Found<>(
                        quant.name,
                        quant.settings,
                        device,
                        quant.outcome,
                        better == null ? null : better.settings,
                        better == null ? null : better.outcome);
            }
            better = quant;
        }
        var least = tried.isEmpty() ? null : tried.getLast();
        return least == null
                ? new Found<>(null, workload, device, trial.of(workload), null, null)
                : new Found<>(null, least.settings, device, least.outcome, null, null);
    }

    /// Every recipe that the runtime runs the model with, and a file's own formats: most bits a
    /// weight first, then in the order of the list of recipes.
    List<Tried> quants() {
        var tried = new ArrayList<Tried>();
        if (workload.ownQuant()) {
            tried(OWN, workload.usualQuant(), tried);
        }
        for (var recipe : workload.recipes()) {
            Workload settings;
            try {
                settings = workload.quant(recipe);
            } catch (DhurandharException notOffered) {
                continue;
            }
            tried(recipe, settings, tried);
        }
        tried.sort(Comparator.comparingDouble(Tried::bits).reversed());
        return tried;
    }

    private void tried(String name, Workload settings, List<Tried> tried) {
        var outcome = trial.of(settings);
        var footprint = outcome.footprint();
        if (footprint != null) {
            tried.add(new Tried(name, settings, outcome, bits(footprint.allocation())));
        }
    }

    /// Bits of storage a weight takes.
    static double bits(Allocation allocation) {
        long elements = 0;
        for (var tensor : allocation.tensors()) {
            elements += tensor.elements();
        }
        return 8.0 * allocation.weights() / Math.max(1, elements);
    }

    /// The smallest budget at which it fits, to the byte.
    ///
    /// More memory never slows a model down, so that the search can halve: with less than what
    /// every token needs it does not fit, with the whole file in memory it is as fast as it gets.
    Found<Long> neededBudget() {
        var first = trial.of(workload);
        var feasibility = first.feasibility();
        if (feasibility == null) {
            return new Found<>(null, workload, device, first, null, null);
        }
        long low = feasibility.demand().needed();
        long high = feasibility.demand().all();
        if (first.on(budget(low)).fits()) {
            return found(first, low);
        }
        var whole = budget(high);
        if (!first.on(whole).fits()) {
            return new Found<>(null, workload, whole, first.on(whole), null, null);
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (first.on(budget(middle)).fits()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return found(first, high);
    }

    private Device budget(long bytes) {
        return device.budgetMib(bytes / MIB);
    }

    private Found<Long> found(Trial.Outcome first, long bytes) {
        var enough = budget(bytes);
        return new Found<>(
                bytes, workload, enough, first.on(enough), workload, first.on(budget(bytes - 1)));
    }
}
