package org.dhurandhar.cli;

import org.dhurandhar.model.Model;

/// What all layers of a model cache together.
final class Caches {
    private Caches() {}

    /// Values cached for a context of so many tokens.
    static long keyValueElements(Model model, long context) {
        long sum = 0;
        for (var layer : model.layers()) {
            int window = layer.window();
            sum += (window > 0 ? Math.min(window, context) : context) * layer.width();
        }
        return sum;
    }

    static long stateElements(Model model) {
        long sum = 0;
        for (var layer : model.layers()) {
            sum += layer.stateElements();
        }
        return sum;
    }
}
