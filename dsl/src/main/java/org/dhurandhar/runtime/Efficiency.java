package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.ListNode;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.Node;
import org.dhurandhar.document.ScalarNode;
import org.jspecify.annotations.Nullable;

/// How much of the hardware a runtime reaches on one backend: the section `speed` of its profile.
/// Pairs are the least and the most that was seen.
///
/// @param backend `cpu`, `gpu` or `npu`
/// @param bandwidth share of the memory's peak bandwidth that decoding reaches
/// @param arithmetic share of the arithmetic peak that prompts reach
/// @param macsPerCycle multiply-adds that one CPU thread finishes a cycle while it decodes:
///   unpacking weights takes most of them; 0 where decoding is not bound by it
/// @param layerSeconds what a layer costs beside its bytes: kernel launches; 0 on a CPU
/// @param threads CPU threads that the runtime starts by itself, or 0 where it starts as many as
///   help
/// @param integer whether a CPU computes prompts with 8-bit products where weights are quantised
/// @param skipsShared whether prompts skip layers that read another layer's cache: only the last
///   token of a prompt needs them
/// @param points the measurements that the figures rest on
public record Efficiency(
        String backend,
        Share bandwidth,
        Share arithmetic,
        Share macsPerCycle,
        Share layerSeconds,
        int threads,
        boolean integer,
        boolean skipsShared,
        String points) {
    private static final List<String> FIELDS =
            List.of(
                    "bandwidth",
                    "arithmetic",
                    "macs_per_cycle",
                    "layer_microseconds",
                    "threads",
                    "integer_products",
                    "skips_shared_layers",
                    "points");
    private static final String HELP = "rename it, or see ./dhurandhar runtimes";
    private static final int MOST_THREADS = 1024;
    private static final double MOST = 1000;
    private static final double MICRO = 1e-6;

    /// The least and the most of a figure.
    public record Share(double low, double high) {
        static final Share NONE = new Share(0, 0);
    }

    /// Reads the section `speed` of a profile; empty where there is none.
    ///
    /// @throws DhurandharException where a field is unknown, missing or out of range
    static List<Efficiency> of(MapNode profile) {
        var section = profile.map("speed");
        if (section == null) {
            return List.of();
        }
        section.onlyKeys(List.of("cpu", "gpu", "npu"), HELP);
        var list = new ArrayList<Efficiency>();
        for (var backend : section.keys()) {
            list.add(of(backend, Objects.requireNonNull(section.map(backend))));
        }
        return List.copyOf(list);
    }

    private static Efficiency of(String backend, MapNode yaml) {
        yaml.onlyKeys(FIELDS, HELP);
        var layer = share(yaml, "layer_microseconds");
        return new Efficiency(
                backend,
                share(yaml, "bandwidth"),
                share(yaml, "arithmetic"),
                share(yaml, "macs_per_cycle"),
                new Share(layer.low() * MICRO, layer.high() * MICRO),
                threads(yaml),
                yaml.flag("integer_products", false),
                yaml.flag("skips_shared_layers", false),
                yaml.text("points"));
    }

    private static int threads(MapNode yaml) {
        long threads = yaml.has("threads") ? yaml.integer("threads") : 0;
        if (threads < 0 || threads > MOST_THREADS) {
            throw wrong(yaml, "threads", "0 to " + MOST_THREADS);
        }
        return (int) threads;
    }

    private static Share share(MapNode yaml, String key) {
        if (!yaml.has(key)) {
            return Share.NONE;
        }
        if (yaml.get(key) instanceof ListNode list && list.items().size() == 2) {
            double low = number(list.items().get(0));
            double high = number(list.items().get(1));
            if (low >= 0 && low <= high && high <= MOST) {
                return new Share(low, high);
            }
        }
        throw wrong(yaml, key, "[least, most]");
    }

    /// The entry of a backend, or null where nobody measured it.
    static @Nullable Efficiency find(List<Efficiency> all, String backend) {
        for (var efficiency : all) {
            if (efficiency.backend().equals(backend)) {
                return efficiency;
            }
        }
        return null;
    }

    private static double number(Node node) {
        if (node instanceof ScalarNode scalar) {
            try {
                return Double.parseDouble(scalar.text());
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }
        return Double.NaN;
    }

    private static DhurandharException wrong(MapNode yaml, String key, String expected) {
        return yaml.wrong(key, Objects.requireNonNull(yaml.get(key)), expected);
    }
}
