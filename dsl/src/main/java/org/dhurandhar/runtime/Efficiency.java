package org.dhurandhar.runtime;

/// How much of the hardware a runtime reaches on one backend; the `speed` section of its profile.
///
/// @param backend `cpu`, `gpu` or `npu`
/// @param bandwidthLow share of the memory's bandwidth that decoding reaches at least
/// @param bandwidthHigh the same at most
/// @param computeLow share of the arithmetic peak that prompts reach at least
/// @param computeHigh the same at most
/// @param threads most threads the runtime starts by itself, or 0 for one a fast core
/// @param gemvLow multiply-adds that one thread finishes a cycle while it decodes, at least
/// @param gemvHigh the same at most
/// @param layerSecondsLow time a layer costs beside its bytes, at least (kernel launches)
/// @param layerSecondsHigh the same at most
/// @param skipsShared whether prompts skip layers that read another layer's cache
/// @param points on which measurements the figures rest
public record Efficiency(
        String backend,
        double bandwidthLow,
        double bandwidthHigh,
        double computeLow,
        double computeHigh,
        int threads,
        double gemvLow,
        double gemvHigh,
        double layerSecondsLow,
        double layerSecondsHigh,
        boolean skipsShared,
        String points) {}
