package org.dhurandhar.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.report.Bytes;
import org.jspecify.annotations.Nullable;

/// Everything a runtime allocates for one model, in bytes.
///
/// @param settings the settings in force, defaults filled in
/// @param tensors every tensor of the text model with the format it is stored in
/// @param mapped the range of the file that is mapped, or 0
/// @param heap weights that are copied to the heap where the file is not mapped
/// @param kvFull keys and values of layers that attend to everything
/// @param kvSliding keys and values of layers with a window
/// @param kvLayers layers that have a cache of their own
/// @param state recurrent and convolution state of all slots
/// @param compute the compute buffer
/// @param output the output buffer
/// @param repack second copies of weights in a layout the processor likes better
/// @param copied names of the tensors that have such a copy; their file pages are not read again
/// @param base what the runtime allocates for itself, vocabulary included
/// @param touched the part of the compute buffer that a request leaves resident
/// @param checkpoints copies of windows and states that a server keeps after a request
/// @param scratch work memory of a request
/// @param libraries file pages of the runtime's own code
/// @param peak what the operating system counts for the process after a request
/// @param gpu bytes in the GPU's own memory; 0 where it shares the RAM or is not used. Where it is
///   not 0, caches, states and the compute buffer are part of it
/// @param offloaded roles of the tensors that lie in buffers of the GPU: in its own memory, or
///   where `gpu` is 0 in RAM that cannot be dropped
/// @param extras what this runtime holds beside the above
/// @param encoders where the weights of vision and audio encoders lie, or null where the runtime
///   runs the text model alone
/// @param notes what a reader of the figures must know
/// @param efficiency how much of the hardware the runtime reaches on this backend, or null where
///   that was not measured
public record Allocation(
        Settings settings,
        List<Tensor> tensors,
        long mapped,
        long heap,
        long kvFull,
        long kvSliding,
        int kvLayers,
        long state,
        Range compute,
        long output,
        long repack,
        Set<String> copied,
        long base,
        long touched,
        long checkpoints,
        long scratch,
        long libraries,
        Range peak,
        long gpu,
        Set<Role> offloaded,
        List<Extra> extras,
        @Nullable Residence encoders,
        List<String> notes,
        @Nullable Efficiency efficiency) {
    public Allocation {
        tensors = List.copyOf(tensors);
        copied = Set.copyOf(copied);
        offloaded = Set.copyOf(offloaded);
        extras = List.copyOf(extras);
        notes = List.copyOf(notes);
    }

    /// Settings after the runtime's defaults are filled in.
    ///
    /// @param quant the recipe's name, or `file` where a file's own types are kept
    /// @param options every option of the runtime with its value
    public record Settings(
            long context,
            String quant,
            String kvK,
            String kvV,
            String runtime,
            String backend,
            int slots,
            int ubatch,
            Map<String, String> options) {
        public Settings {
            options = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(options));
        }
    }

    /// Bytes of all tensors.
    public long weights() {
        long sum = 0;
        for (var tensor : tensors) {
            sum += tensor.bytes();
        }
        return sum;
    }

    @Override
    public String toString() {
        return "%s on %s: weights %s MiB, caches and states %s, compute %s, resident after a request %s"
                .formatted(
                        settings.runtime(),
                        settings.backend(),
                        Bytes.mib(weights()),
                        Bytes.mib(kvFull + kvSliding + state),
                        Bytes.mib(compute.expected()),
                        Bytes.mib(peak.expected()));
    }
}
