package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.jspecify.annotations.Nullable;

/// An allocation in the making: what is not set is not held.
final class Holdings {
    final Allocation.Settings settings;
    List<Tensor> tensors = List.of();
    long mapped;
    long heap;
    long kvFull;
    long kvSliding;
    int kvLayers;
    long state;
    Range compute = Range.exactly(0);
    long output;
    long repack;
    Set<String> copied = Set.of();
    long base;
    long touched;
    long checkpoints;
    long scratch;
    long libraries;
    Range peak = Range.exactly(0);
    long gpu;
    Set<Role> offloaded = Set.of();
    final List<Extra> extras = new ArrayList<>();
    @Nullable Residence encoders = Residence.WARM;
    final List<String> notes = new ArrayList<>();
    @Nullable Efficiency efficiency;

    Holdings(Allocation.Settings settings) {
        this.settings = settings;
    }

    Holdings(Allocation other) {
        settings = other.settings();
        tensors = other.tensors();
        mapped = other.mapped();
        heap = other.heap();
        kvFull = other.kvFull();
        kvSliding = other.kvSliding();
        kvLayers = other.kvLayers();
        state = other.state();
        compute = other.compute();
        output = other.output();
        repack = other.repack();
        copied = other.copied();
        base = other.base();
        touched = other.touched();
        checkpoints = other.checkpoints();
        scratch = other.scratch();
        libraries = other.libraries();
        peak = other.peak();
        gpu = other.gpu();
        offloaded = other.offloaded();
        extras.addAll(other.extras());
        encoders = other.encoders();
        notes.addAll(other.notes());
        efficiency = other.efficiency();
    }

    void caches(TokenCaches caches) {
        kvFull = caches.full();
        kvSliding = caches.sliding();
        kvLayers = caches.layers();
        state = caches.state();
    }

    void extra(String name, long bytes, Residence residence, String note) {
        if (bytes > 0) {
            extras.add(new Extra(name, bytes, residence, note));
        }
    }

    /// What lies in the GPU's own memory: offloaded weights, caches, states, the compute buffer and
    /// what was added as an extra there.
    long onDevice() {
        long bytes = kvFull + kvSliding + state + touched;
        for (var tensor : tensors) {
            bytes += offloaded.contains(tensor.role()) ? tensor.bytes() : 0;
        }
        for (var extra : extras) {
            bytes += extra.residence() == Residence.GPU ? extra.bytes() : 0;
        }
        return bytes;
    }

    Allocation allocation() {
        return new Allocation(
                settings,
                tensors,
                mapped,
                heap,
                kvFull,
                kvSliding,
                kvLayers,
                state,
                compute,
                output,
                repack,
                copied,
                base,
                touched,
                checkpoints,
                scratch,
                libraries,
                peak,
                gpu,
                offloaded,
                extras,
                encoders,
                notes,
                efficiency);
    }
}
