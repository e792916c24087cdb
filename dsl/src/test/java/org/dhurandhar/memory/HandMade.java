package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.HandMadeHoldings;

/// An allocation written by hand: tensors of whole pages, buffers of chosen sizes.
final class HandMade {
    static final long PAGE = 4096;
    static final long ANONYMOUS = HandMadeHoldings.ANONYMOUS;
    static final long LIBRARIES = HandMadeHoldings.LIBRARIES;

    private final List<Tensor> tensors = new ArrayList<>();
    private Set<String> copied = Set.of();
    private boolean mapped = true;
    private long repack;
    private long scratch;
    private long above;

    HandMade tensor(String name, Role role, long pages) {
        tensors.add(new Tensor(name, List.of(pages * PAGE / 4), role, -1, WeightFormat.F32));
        return this;
    }

    HandMade copied(long repackBytes, String... names) {
        copied = Set.of(names);
        repack = repackBytes;
        return this;
    }

    HandMade heap() {
        mapped = false;
        return this;
    }

    HandMade scratch(long bytes) {
        scratch = bytes;
        return this;
    }

    /// How far the upper end of the peak lies above what is expected.
    HandMade spread(long bytes) {
        above = bytes;
        return this;
    }

    Footprint footprint() {
        return Footprint.of(model(), allocation(), Set.of());
    }

    static Model model() {
        return Models.named("qwen3-0.6b");
    }

    /// KV 1000 + 200, state 40, output 8, touched 300, checkpoints 70, base 500, libraries 90.
    Allocation allocation() {
        var settings =
                new Allocation.Settings(
                        4096, "F32", "f16", "q8_0", "llama.cpp", "cpu", 2, 512, Map.of());
        return HandMadeHoldings.of(settings, tensors, mapped, repack, copied, scratch, above);
    }
}
