package org.dhurandhar.memory;

import java.util.List;
import java.util.Locale;
import org.dhurandhar.model.Layer;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Residence;

/// Counts what one token reads and computes, from the weights of an allocation and the layers of
/// its model.
final class DemandCount {
    /// The prompt that speeds are told for, where the context holds it.
    private static final int PROMPT = 1024;

    private static final int STATE_PASSES = 2;
    private static final int STATE_BYTES = 4;

    private final Footprint footprint;
    private final Allocation allocation;
    private final List<Layer> layers;
    private final TokenWeights weights;

    /// Cached tokens of a sequence; slots that do not share a cache divide it.
    private final long most;

    private final double keyBytes;
    private final double valueBytes;

    DemandCount(Footprint footprint) {
        this.footprint = footprint;
        allocation = footprint.allocation();
        layers = footprint.model().layers();
        weights = footprint.weights().perToken();
        var settings = allocation.settings();
        boolean unified = "true".equals(settings.options().get("unified"));
        most = unified ? settings.context() : settings.context() / settings.slots();
        keyBytes = bytesPerValue(settings.kvK());
        valueBytes =
                settings.kvV().equals(settings.kvK()) ? keyBytes : bytesPerValue(settings.kvV());
    }

    /// All classes of the footprint: more than the peak where the system does not show a GPU's
    /// share.
    private long everything() {
        long sum = 0;
        for (var residence : Residence.values()) {
            sum += footprint.total(residence);
        }
        return sum;
    }

    Demand demand() {
        double used = expertShare();
        long expertsPerToken = Math.round(weights.experts * used);
        double decode = weights.macs + weights.expertMacs * used;
        var efficiency = allocation.efficiency();
        boolean skips = efficiency != null && efficiency.skipsShared();
        boolean integer = efficiency != null && efficiency.integer();
        var peak = footprint.peak();
        var settings = allocation.settings();
        int prompt = (int) Math.min(PROMPT, most);
        double prompted = decode - weights.headMacs - (skips ? weights.sharedLayerMacs : 0);
        return new Demand(
                footprint.total(Residence.ANONYMOUS),
                footprint.total(Residence.HOT),
                footprint.total(Residence.WARM),
                footprint.total(Residence.TRANSIENT),
                footprint.dropped(),
                allocation.mapped() > 0 ? allocation.repack() : 0,
                footprint.sums().readAgain(),
                footprint.total(Residence.GPU),
                (double) (peak.high() - peak.expected())
                        / Math.max(1, Math.max(peak.expected(), everything())),
                weights.bytes + expertsPerToken,
                cacheBytes(most),
                cacheBytes(prompt),
                decode,
                prompt,
                prompted * prompt + weights.headMacs,
                attentionMacs(prompt, skips),
                integer && 2 * weights.quantisedMacs > weights.macs + weights.expertMacs,
                weights.pleTable,
                weights.plePerToken,
                (int) weights.plePages,
                weights.experts,
                expertsPerToken,
                footprint.sums().pleStreamed(),
                footprint.sums().expertsStreamed(),
                layers.size(),
                most,
                settings.ubatch(),
                efficiency);
    }

    /// The share of routed experts that one token is sent to: the model knows what it leaves
    /// unused.
    private double expertShare() {
        if (weights.experts == 0 || weights.expertMacs == 0) {
            return 0;
        }
        double unused = footprint.model().facts().unusedParameters();
        return Math.max(0, Math.min(1, 1 - unused / weights.expertMacs));
    }

    /// Cache bytes that a token after so many others reads: layers that share a cache read it
    /// again, a state is read and written.
    private long cacheBytes(long tokens) {
        double sum = 0;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            var own = source(layer);
            var keys = own.k();
            var values = own.v();
            double bytes =
                    (keys == null ? 0 : keys.width() * keyBytes)
                            + (values == null ? 0 : values.width() * valueBytes);
            sum += bytes * cells(own, tokens);
            sum += (double) layer.stateElements() * STATE_BYTES * STATE_PASSES;
        }
        return Math.round(sum);
    }

    private Layer source(Layer layer) {
        return layer instanceof Layer.Shared shared && shared.source() < layers.size()
                ? layers.get(shared.source())
                : layer;
    }

    /// Cached tokens that one token attends to.
    private double cells(Layer layer, long tokens) {
        long cells = Math.min(tokens, most);
        return layer.window() > 0 ? Math.min(layer.window(), cells) : cells;
    }

    /// Pairs of a prompt's tokens that attend to each other: each sees those before it (half a
    /// square), of a window `w` no more than `w` of them.
    static double pairs(double window, double prompt) {
        return window > 0 && window < prompt
                ? window * prompt - window * window / 2
                : prompt * prompt / 2;
    }

    private static double bytesPerValue(String word) {
        var format = WeightFormat.byLabel(word.toUpperCase(Locale.ROOT));
        return (double) format.blockBytes() / format.blockSize();
    }

    /// Multiply-adds of scores and of the weighted sum of values for a whole prompt: query heads
    /// times head size, twice, for each token before each.
    private double attentionMacs(long prompt, boolean skipShared) {
        double sum = 0;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            var own = source(layer);
            var keys = own.k();
            if (keys != null && !(skipShared && layer instanceof Layer.Shared)) {
                double query = weights.queries[i];
                double width = query > 0 ? query : Math.max(keys.width(), weights.hidden);
                sum += 2 * width * pairs((double) own.window(), (double) prompt);
            }
        }
        return sum;
    }
}
