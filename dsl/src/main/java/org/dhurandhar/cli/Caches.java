package org.dhurandhar.cli;

import java.util.List;
import java.util.Map;
import org.dhurandhar.model.Layer;
import org.dhurandhar.model.Model;

/// What layers cache, as the reference library counts it.
final class Caches {
    private Caches() {}

    /// Adds `k` and `v` as [heads, size] where the layer caches any.
    static void keys(Layer layer, Map<String, Object> row) {
        switch (layer) {
            case Layer.Full l -> put(row, l.k(), l.v());
            case Layer.Sliding l -> put(row, l.k(), l.v());
            case Layer.Hybrid l -> put(row, l.k(), l.v());
            case Layer.Latent l ->
                    put(row, new Layer.Heads(1, l.latent()), new Layer.Heads(1, l.rope()));
            case Layer.Shared l -> row.put("source", l.source());
            case Layer.Recurrent l -> {}
            case Layer.Convolution l -> {}
            case Layer.Stateless l -> {}
        }
    }

    static int window(Layer layer) {
        return switch (layer) {
            case Layer.Sliding l -> l.window();
            case Layer.Hybrid l -> l.window();
            case Layer.Full l -> 0;
            case Layer.Shared l -> 0;
            case Layer.Latent l -> 0;
            case Layer.Recurrent l -> 0;
            case Layer.Convolution l -> 0;
            case Layer.Stateless l -> 0;
        };
    }

    static long state(Layer layer) {
        return switch (layer) {
            case Layer.Recurrent l -> l.state().elements();
            case Layer.Convolution l -> l.state().elements();
            case Layer.Hybrid l -> l.state().elements();
            case Layer.Full l -> 0;
            case Layer.Sliding l -> 0;
            case Layer.Shared l -> 0;
            case Layer.Latent l -> 0;
            case Layer.Stateless l -> 0;
        };
    }

    /// Values cached for a context of so many tokens.
    static long keyValueElements(Model model, long context) {
        long sum = 0;
        for (var layer : model.layers()) {
            int window = window(layer);
            sum += (window > 0 ? Math.min(window, context) : context) * width(layer);
        }
        return sum;
    }

    static long stateElements(Model model) {
        long sum = 0;
        for (var layer : model.layers()) {
            sum += state(layer);
        }
        return sum;
    }

    private static long width(Layer layer) {
        return switch (layer) {
            case Layer.Full l -> l.k().width() + l.v().width();
            case Layer.Sliding l -> l.k().width() + l.v().width();
            case Layer.Hybrid l -> l.k().width() + l.v().width();
            case Layer.Latent l -> (long) l.latent() + l.rope();
            case Layer.Shared l -> 0;
            case Layer.Recurrent l -> 0;
            case Layer.Convolution l -> 0;
            case Layer.Stateless l -> 0;
        };
    }

    private static void put(Map<String, Object> row, Layer.Heads k, Layer.Heads v) {
        row.put("k", List.of(k.count(), k.dim()));
        row.put("v", List.of(v.count(), v.dim()));
    }
}
