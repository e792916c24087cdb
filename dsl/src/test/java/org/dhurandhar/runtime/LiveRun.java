package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhurandhar.document.MapNode;
import org.jspecify.annotations.Nullable;

/// What the real library reported for one model and one context.
///
/// @param refused why the runtime made no context, or null
/// @param weights MiB by buffer, as printed
/// @param kv one entry a cache, as printed
/// @param state MiB, as printed
/// @param output MiB, as printed
/// @param compute MiB, as printed
/// @param weightBytes exact sum of the weight buffers
/// @param contextBytes exact sum of caches, states and the compute buffer
record LiveRun(
        @Nullable String refused,
        Map<String, Double> weights,
        List<Cache> kv,
        double state,
        double output,
        double compute,
        long weightBytes,
        long contextBytes) {

    record Cache(long cells, long layers, double k, double v) {}

    static LiveRun of(MapNode run) {
        var caches = new ArrayList<Cache>();
        var list = run.list("kv");
        if (list != null) {
            for (var item : list.items()) {
                var cache = (MapNode) item;
                caches.add(
                        new Cache(
                                cache.integer("cells"),
                                cache.integer("layers"),
                                cache.real("k", 0),
                                cache.real("v", 0)));
            }
        }
        var exact = run.map("exact");
        return new LiveRun(
                run.has("refused") ? run.text("refused") : null,
                buffers(run, "weights"),
                caches,
                sum(run, "state"),
                sum(run, "output"),
                sum(run, "compute"),
                exact == null ? 0 : exact.integer("weights", 0),
                exact == null ? 0 : exact.integer("context", 0));
    }

    /// MiB of a weight buffer as printed; 0 where there is none of that name.
    double buffer(String name) {
        return weights.getOrDefault(name, 0.0);
    }

    private static double sum(MapNode run, String key) {
        double sum = 0;
        for (double mib : buffers(run, key).values()) {
            sum += mib;
        }
        return sum;
    }

    private static Map<String, Double> buffers(MapNode run, String key) {
        var sums = new TreeMap<String, Double>();
        var map = run.map(key);
        if (map != null) {
            for (var name : map.keys()) {
                sums.put(name, map.real(name, 0));
            }
        }
        return sums;
    }
}
