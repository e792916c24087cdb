package org.dhurandhar.model;

/// One part of a layer: lists its tensors under the layer's scope.
@FunctionalInterface
interface Block {
    void list(Config config, Inventory into, int layer);
}
