package org.dhurandhar.runtime;

import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// Where llama.cpp keeps the weights.
///
/// @param bytes of all tensors, without padding
/// @param mapped range of the file between the first and the last tensor that stays there, holes
///   included; 0 where the weights are read
/// @param heap tensors read into memory; 0 where they are mapped
/// @param repacked copies in the CPU's own order, beside mapped weights or instead of read ones; a
///   tied head in such a format is copied too, while the embedding stays
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
        var embedding = model.tensor("token_embd.weight");
        if (embedding != null && model.tensor("output.weight") == null) {
            if (settings.repack() && repackable(embedding)) {
                repacked += bytes(embedding);
            } else if (readsTiedHeadTwice(model.architecture)) {
                kept += LlamaCaches.padded(bytes(embedding), ALIGNMENT);
            }
        }
        boolean mapped = settings.loadMode().mapped();
        return new LlamaWeights(
                sum, mapped ? end - Math.max(0, first) : 0, mapped ? 0 : kept, repacked);
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
        return !tensor.name().contains("token_embd") && repackable(tensor);
    }

    private static boolean repackable(Tensor tensor) {
        var shape = tensor.shape();
        boolean matrix = shape.size() == 2;
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
