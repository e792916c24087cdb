package org.dhurandhar.model;

/// How one `model_type` lays out its tensors and caches, as its reference library stores them.
@FunctionalInterface
interface Family {
    /// Describes the model that the configuration names.
    void describe(Config config, Inventory into);
}
