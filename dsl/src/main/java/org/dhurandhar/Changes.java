package org.dhurandhar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dhurandhar.device.Device;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.Allocation;
import org.jspecify.annotations.Nullable;

/// The smallest single changes that make a model fit: for each setting the value nearest to the
/// present one.
final class Changes {
    /// Only the maker of a model can store it so.
    private static final String TRAINED = "-qat";

    private static final List<String> FLAGS =
            List.of("repack", "mmap", "flash-attention", "swa-full");

    private final Workload workload;
    private final Device device;
    private final Trial trial;
    private final List<Change> changes = new ArrayList<>();

    private Changes(Workload workload, Device device) {
        this.workload = workload;
        this.device = device;
        this.trial = new Trial(workload, device);
    }

    /// Those that keep most first; none where it fits as it is, or the runtime refuses.
    static List<Change> of(Workload workload, Device device) {
        return new Changes(workload, device).list();
    }

    private List<Change> list() {
        var now = trial.of(workload);
        var footprint = now.footprint();
        if (footprint == null || now.fits()) {
            return List.of();
        }
        var allocation = footprint.allocation();
        flags(allocation);
        batch(allocation);
        slots(allocation);
        cacheTypes(allocation);
        context();
        recipe(allocation);
        changes.sort(Comparator.comparingDouble(Change::kept).reversed());
        return List.copyOf(changes);
    }

    private boolean takes(Workload changed, String word, String option, double kept) {
        var outcome = trial.of(changed);
        var feasibility = outcome.feasibility();
        if (feasibility == null || !outcome.fits()) {
            return false;
        }
        changes.add(new Change(word, option, kept, feasibility));
        return true;
    }

    /// Flags that change memory and speed but not what the model answers. Not among them: cells of
    /// one cache for all slots, `unified`, which shortens what a slot can hold, and `embeddings`,
    /// which changes the program's task.
    private void flags(Allocation allocation) {
        for (var name : FLAGS) {
            var other = opposite(allocation.settings().options().getOrDefault(name, ""));
            if (other != null) {
                takes(
                        workload.set(name, other),
                        "set(\"%s\", %s)".formatted(name, other),
                        "--set %s=%s".formatted(name, other),
                        1);
            }
        }
    }

    private static @Nullable String opposite(String flag) {
        return switch (flag) {
            case "true" -> "false";
            case "false" -> "true";
            default -> null;
        };
    }

    private void batch(Allocation allocation) {
        for (int tokens = allocation.settings().ubatch() / 2; tokens >= 1; tokens /= 2) {
            if (takes(
                    workload.set("ubatch", tokens),
                    "set(\"ubatch\", %d)".formatted(tokens),
                    "--ubatch " + tokens,
                    1)) {
                return;
            }
        }
    }

    private void slots(Allocation allocation) {
        int now = allocation.settings().slots();
        for (int slots = now - 1; slots >= 1; slots--) {
            if (takes(
                    workload.slots(slots),
                    "slots(%d)".formatted(slots),
                    "--slots " + slots,
                    (double) slots / now)) {
                return;
            }
        }
    }

    private void cacheTypes(Allocation allocation) {
        double now = bits(allocation.settings().kvK()) + bits(allocation.settings().kvV());
        for (var format : KvTypes.smallerLast()) {
            double bits = 2 * KvTypes.bits(format);
            var word = KvTypes.word(format);
            if (bits < now
                    && takes(
                            workload.kv(word),
                            "kv(\"%s\")".formatted(word),
                            "--kv " + word,
                            bits / now)) {
                return;
            }
        }
    }

    private static double bits(String word) {
        for (WeightFormat format : KvTypes.smallerLast()) {
            if (KvTypes.word(format).equals(word)) {
                return KvTypes.bits(format);
            }
        }
        return 0;
    }

    private void context() {
        long now = workload.context();
        var found = new Solver(workload, device, trial).maxContext();
        var tokens = found.value();
        if (tokens != null && tokens < now) {
            takes(
                    workload.context(tokens),
                    "context(%d)".formatted(tokens),
                    "--context-tokens " + tokens,
                    (double) tokens / now);
        }
    }

    private void recipe(Allocation allocation) {
        double now = Solver.bits(allocation);
        for (var quant : new Solver(workload, device, trial).quants()) {
            if (quant.bits() < now
                    && !quant.name().endsWith(TRAINED)
                    && takes(
                            quant.settings(),
                            "quant(\"%s\")".formatted(quant.name()),
                            "--quant " + quant.name(),
                            quant.bits() / now)) {
                return;
            }
        }
    }
}
