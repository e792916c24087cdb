package org.dhurandhar.memory;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.runtime.Allocation;
import org.jspecify.annotations.Nullable;

/// Bytes of an allocation's weights by group, and what one token takes of them. Allocations that
/// differ in nothing but context or cache types share it.
final class WeightSums {
    private final List<Tensor> tensors;
    private final Set<String> copied;
    private final boolean mapped;
    private final boolean untied;
    private final EnumMap<WeightGroup, Long> bytes = new EnumMap<>(WeightGroup.class);
    private final long total;
    private final Model model;
    private @Nullable TokenWeights perToken;

    WeightSums(Model model, Allocation allocation) {
        this.model = model;
        tensors = allocation.tensors();
        copied = allocation.copied();
        mapped = allocation.mapped() > 0;
        boolean head = false;
        for (var tensor : tensors) {
            head |= tensor.role() == Role.HEAD;
        }
        untied = head;
        long sum = 0;
        for (var tensor : tensors) {
            long size = tensor.bytes();
            sum += size;
            bytes.merge(group(tensor), size, Long::sum);
        }
        total = sum;
    }

    /// Whether these are the sums of that allocation too: an allocator hands out the same lists for
    /// the same weights, and comparing them tensor by tensor would cost more than the sums.
    @SuppressWarnings("ReferenceEquality")
    boolean of(Allocation allocation) {
        return tensors == allocation.tensors()
                && copied == allocation.copied()
                && mapped == allocation.mapped() > 0;
    }

    private WeightGroup group(Tensor tensor) {
        return WeightGroup.of(tensor, untied, mapped ? copied : Set.of());
    }

    /// Bytes by group; groups without weights are left out.
    Map<WeightGroup, Long> bytes() {
        return bytes;
    }

    /// Bytes of one group.
    long bytes(WeightGroup group) {
        return bytes.getOrDefault(group, 0L);
    }

    /// Bytes of all weights.
    long total() {
        return total;
    }

    /// What one token takes of them.
    TokenWeights perToken() {
        var known = perToken;
        if (known == null) {
            known = new TokenWeights(model, tensors, untied);
            perToken = known;
        }
        return known;
    }

    /// Formats by group, in words; F32 norms are left out where there are others.
    Map<WeightGroup, String> formats() {
        var sets = new EnumMap<WeightGroup, Set<String>>(WeightGroup.class);
        for (var tensor : tensors) {
            var format = tensor.format();
            if (format != null) {
                sets.computeIfAbsent(group(tensor), g -> new LinkedHashSet<>()).add(format.label());
            }
        }
        var words = new EnumMap<WeightGroup, String>(WeightGroup.class);
        for (var entry : sets.entrySet()) {
            var names = entry.getValue();
            if (names.size() > 1) {
                names.remove("F32");
            }
            words.put(entry.getKey(), String.join(", ", names));
        }
        return words;
    }
}
