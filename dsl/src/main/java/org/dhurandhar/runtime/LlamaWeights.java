package org.dhurandhar.runtime;

import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// Where llama.cpp keeps the weights.
///
/// @param bytes of all tensors, without padding
/// @param mapped range of the file between the first and the last tensor that stays there, holes
///   included; 0 where the weights are read
/// @param heap tensors read into memory; 0 where they are mapped
/// @param repacked copies in the CPU's own order, beside mapped weights or instead of read ones
public record LlamaWeights(long bytes, long mapped, long heap, long repacked) {
    private static final long ALIGNMENT = 32;
    private static final int REPACKED_ROWS = 8;

    static LlamaWeights of(LlamaHparams model, LlamaSettings settings) {
        long sum = 0;
        long kept = 0;
        long repacked = 0;
        long offset = 0;
        long first = -1;
        long end = 0;
        for (var tensor : model.model.tensors()) {
            long size = bytes(tensor);
            sum += size;
            if (settings.repack() && repacks(tensor)) {
                repacked += size;
            } else {
                first = first < 0 ? offset : first;
                end = offset + size;
                kept += LlamaCaches.padded(size, ALIGNMENT);
            }
            offset += LlamaCaches.padded(size, ALIGNMENT);
        }
        boolean mapped = settings.loadMode().mapped();
        return new LlamaWeights(
                sum, mapped ? end - Math.max(0, first) : 0, mapped ? 0 : kept, repacked);
    }

    /// Anonymous memory of the weights, in bytes.
    long anonymous() {
        return heap + repacked;
    }

    private static long bytes(Tensor tensor) {
        var format = format(tensor);
        return tensor.elements() / format.blockSize() * format.blockBytes();
    }

    private static WeightFormat format(Tensor tensor) {
        var format = tensor.format();
        if (format != null) {
            return format;
        }
        return tensor.shape().size() > 1 ? WeightFormat.F16 : WeightFormat.F32;
    }

    /// Whether an x86 CPU with AVX2 keeps its own copy (repack.cpp): matrices and experts.
    static boolean repacks(Tensor tensor) {
        var shape = tensor.shape();
        boolean matrix = shape.size() == 2 && !tensor.name().contains("token_embd");
        boolean experts = shape.size() == 3 && tensor.name().contains("_exps.");
        if ((!matrix && !experts) || shape.get(1) % REPACKED_ROWS != 0) {
            return false;
        }
        return switch (format(tensor).label()) {
            case "Q4_0", "Q4_K", "IQ4_NL", "MXFP4", "Q2_K" -> true;
            default -> false;
        };
    }
}
