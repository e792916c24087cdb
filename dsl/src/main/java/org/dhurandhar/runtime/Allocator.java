package org.dhurandhar.runtime;

/// What a runtime allocates for one model, request by request. It may keep what requests share:
/// layouts, recipes, graphs.
public interface Allocator {
    /// Everything the runtime allocates for this request.
    ///
    /// @throws org.dhurandhar.DhurandharException where the runtime would refuse, with its reason
    Allocation allocate(Request request);
}
