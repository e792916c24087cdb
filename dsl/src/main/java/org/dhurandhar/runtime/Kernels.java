package org.dhurandhar.runtime;

import org.dhurandhar.model.WeightFormat;

/// Whose products decide which weights llama.cpp copies into an order of its own (repack.cpp of
/// ggml 0.26).
enum Kernels {
    /// x86-64 with AVX2.
    AVX2,
    /// x86-64 with AVX-512.
    AVX512,
    /// ARM with 8-bit dot products.
    ARM,
    /// The Hexagon neural unit.
    HEXAGON;

    /// Said where the processor is not named.
    static final String ASSUMED = "the processor is not stated: copies are those of x86-64";

    /// The kernels of a request: a processor that is not named is the one that was measured.
    static Kernels of(Request request, LlamaProfile profile) {
        if (request.backend().equals("npu")) {
            return HEXAGON;
        }
        if (request.platform().arch().equals("arm64")) {
            return ARM;
        }
        return profile.avx512() ? AVX512 : AVX2;
    }

    /// Whether the processor decides and is not named.
    static boolean assumed(Request request) {
        return request.platform().arch().equals("unknown") && !request.backend().equals("npu");
    }

    /// Whether matrices of a format are copied.
    boolean copies(WeightFormat format) {
        return switch (format) {
            case Q4_0 -> true;
            case Q4_K -> this != HEXAGON;
            case IQ4_NL, MXFP4 -> true;
            case Q2_K -> this == AVX512;
            case Q1_0, Q5_K, Q6_K -> this == ARM;
            case Q8_0 -> this == ARM || this == HEXAGON;
            default -> false;
        };
    }

    /// What a reader of the figures must know.
    String note() {
        return switch (this) {
            case AVX2, AVX512 ->
                    "which weights are repacked depends on the processor: these are copied on x86-64,"
                            + " ARM processors copy others";
            case ARM ->
                    "which weights are repacked depends on the processor: these are copied by ARM"
                            + " processors with 8-bit dot products, x86-64 copies others";
            case HEXAGON -> "these weights are copied for the Hexagon neural unit";
        };
    }
}
