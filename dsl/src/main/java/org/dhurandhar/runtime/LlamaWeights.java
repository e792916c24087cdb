package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dhurandhar.model.Extent;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// Where llama.cpp keeps the weights.
///
/// @param bytes of all tensors, without padding
/// @param mapped range between the first and the last tensor that stays in the file, holes
///   included, of all files together; 0 where the weights are read
/// @param heap tensors read into memory; 0 where they are mapped
/// @param repacked copies in the CPU's own order, beside mapped weights or instead of read ones; a
///   tied head in such a format is copied too, while the embedding stays
record LlamaWeights(long bytes, long mapped, long heap, long repacked) {
    private static final long ALIGNMENT = 32;
    private static final int REPACKED_ROWS = 8;

    static LlamaWeights of(GgufLayout model, LlamaSettings settings, Kernels kernels) {
        long sum = 0;
        long kept = 0;
        long repacked = 0;
        var extents = extents(model);
        var ranges = new TreeMap<Integer, long[]>();
        Tensor embedding = null;
        boolean untied = false;
        for (int i = 0; i < extents.size(); i++) {
            var tensor = model.tensors().get(i);
            if (tensor.name().equals("token_embd.weight")) {
                embedding = tensor;
            }
            untied |= tensor.name().equals("output.weight");
            long size = bytes(tensor);
            sum = Math.addExact(sum, size);
            if (settings.repack() && repacks(tensor, kernels)) {
                repacked += size;
            } else {
                var at = extents.get(i);
                var range =
                        ranges.computeIfAbsent(
                                at.part(), part -> new long[] {at.offset(), at.offset()});
                range[0] = Math.min(range[0], at.offset());
                range[1] = Math.max(range[1], at.offset() + size);
                kept += LlamaCaches.padded(size, ALIGNMENT);
            }
        }
        if (embedding != null && !untied) {
            if (settings.repack() && repackable(embedding, kernels)) {
                repacked += bytes(embedding);
            } else if (readsTiedHeadTwice(model.architecture())) {
                kept += LlamaCaches.padded(bytes(embedding), ALIGNMENT);
            }
        }
        boolean mapped = settings.loadMode().mapped();
        long spanned = 0;
        for (var range : ranges.values()) {
            spanned += range[1] - range[0];
        }
        return new LlamaWeights(sum, mapped ? spanned : 0, mapped ? 0 : kept, repacked);
    }

    /// Where the tensors lie in the files, or would lie in one that the quantiser writes.
    private static List<Extent> extents(GgufLayout model) {
        if (!model.extents().isEmpty()) {
            return model.extents();
        }
        var extents = new ArrayList<Extent>(model.tensors().size());
        long offset = 0;
        for (var tensor : model.tensors()) {
            long size = bytes(tensor);
            extents.add(new Extent(0, offset, size));
            offset = Math.addExact(offset, LlamaCaches.padded(size, ALIGNMENT));
        }
        return extents;
    }

    /// Whether the head is created before the embedding it is tied to, and therefore read again
    /// where the file is not mapped (load_arch_tensors of each architecture).
    private static boolean readsTiedHeadTwice(String architecture) {
        return architecture.equals("gemma3n") || architecture.equals("gemma4");
    }

    /// Anonymous memory of the weights, in bytes.
    long anonymous() {
        return heap + repacked;
    }

    private static long bytes(Tensor tensor) {
        var format = format(tensor);
        return Math.multiplyExact(tensor.elements() / format.blockSize(), format.blockBytes());
    }

    private static WeightFormat format(Tensor tensor) {
        var format = tensor.format();
        if (format != null) {
            return format;
        }
        return tensor.shape().size() > 1 ? WeightFormat.F16 : WeightFormat.F32;
    }

    /// Whether the processor keeps its own copy (repack.cpp): matrices and experts.
    static boolean repacks(Tensor tensor, Kernels kernels) {
        return !tensor.name().contains("token_embd") && repackable(tensor, kernels);
    }

    private static boolean repackable(Tensor tensor, Kernels kernels) {
        var shape = tensor.shape();
        boolean matrix = shape.size() == 2;
        boolean experts = shape.size() == 3 && tensor.name().contains("_exps.");
        if ((!matrix && !experts) || shape.get(1) % REPACKED_ROWS != 0) {
            return false;
        }
        return kernels.copies(format(tensor));
    }
}
