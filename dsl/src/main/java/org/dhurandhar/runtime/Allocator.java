package org.dhurandhar.runtime;

/// What a runtime allocates for one model, request by request. It may keep what requests share:
/// layouts, recipes, graphs.
public interface Allocator {
    /// Everything the runtime allocates for this request.
    ///
    /// @throws org.dhurandhar.DhurandharException where the runtime would refuse, with its reason
    Allocation allocate(Request request);

    /// The shortest context that takes the same bytes as this request's, all other settings equal;
    /// so do all contexts between. Runtimes that reserve caches in steps answer with the step's
    /// beginning.
    default long shortestAlike(Request request) {
        return request.context();
    }
}
