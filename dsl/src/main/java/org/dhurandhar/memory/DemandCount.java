package org.dhurandhar.memory;

import java.util.List;
import java.util.Locale;
import org.dhurandhar.model.Layer;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Residence;

/// Counts what one token reads and computes, from the tensors of an allocation and the layers of
/// its model.
final class DemandCount {
    private static final long PAGE = 4096;

    /// The prompt that speeds are told for, where the context holds it.
    private static final int PROMPT = 1024;

    private static final int STATE_PASSES = 2;
    private static final int STATE_BYTES = 4;

    private final Footprint footprint;
    private final Allocation allocation;
    private final List<Layer> layers;

    private long weights;
    private double macs;
    private double headMacs;
    private double sharedLayerMacs;
    private long hidden = 1;
    private long pleTable;
    private long plePerToken;
    private long plePages;
    private long experts;
    private double expertMacs;
    private double quantisedMacs;
    private final double[] queries;

    DemandCount(Footprint footprint) {
        this.footprint = footprint;
        this.allocation = footprint.allocation();
        this.layers = footprint.model().layers();
        this.queries = new double[layers.size()];
    }

    Demand demand() {
        weights();
        double used = expertShare();
        long expertsPerToken = Math.round(experts * used);
        double decode = macs + expertMacs * used;
        var efficiency = allocation.efficiency();
        boolean skips = efficiency != null && efficiency.skipsShared();
        var peak = footprint.peak();
        var settings = allocation.settings();
        int prompt = (int) Math.min(PROMPT, settings.context());
        double prompted = decode - headMacs - (skips ? sharedLayerMacs : 0);
        return new Demand(
                footprint.total(Residence.ANONYMOUS),
                footprint.total(Residence.HOT),
                footprint.total(Residence.WARM),
                footprint.total(Residence.TRANSIENT),
                footprint.dropped(),
                allocation.mapped() > 0 ? allocation.repack() : 0,
                Components.pagesReadAgain(footprint.components()),
                allocation.gpu(),
                (double) (peak.high() - peak.expected()) / Math.max(1, peak.expected()),
                weights + expertsPerToken,
                cacheBytes(settings.context()),
                cacheBytes(prompt),
                decode,
                attentionMacs(settings.context(), false),
                prompt,
                prompted * prompt + headMacs,
                attentionMacs(prompt, skips) * prompt / 2,
                efficiency != null && efficiency.integer() && 2 * quantisedMacs > macs + expertMacs,
                pleTable,
                plePerToken,
                (int) plePages,
                experts,
                expertsPerToken,
                layers.size(),
                settings.context(),
                settings.ubatch(),
                efficiency);
    }

    private void weights() {
        boolean untied = false;
        for (var tensor : allocation.tensors()) {
            untied |= tensor.role() == Role.HEAD;
        }
        hidden = hidden();
        for (var tensor : allocation.tensors()) {
            long bytes = tensor.bytes();
            switch (tensor.role()) {
                case TOKEN_EMBEDDING -> {
                    if (!untied) {
                        head(tensor, bytes);
                    }
                }
                case HEAD -> head(tensor, bytes);
                case PLE_TABLE -> table(tensor, bytes);
                case EXPERT -> {
                    experts += bytes;
                    expertMacs += tensor.elements();
                    quantised(tensor);
                }
                case POSITION_EMBEDDING, VISION, AUDIO -> {}
                case NORM, ATTENTION, FFN, PLE_PROJECTION, SHARED_EXPERT, ROUTER, MIXER, OTHER ->
                        block(tensor, bytes);
            }
        }
    }

    private void head(Tensor tensor, long bytes) {
        weights += bytes;
        macs += tensor.elements();
        headMacs += tensor.elements();
        quantised(tensor);
    }

    private void quantised(Tensor tensor) {
        var format = tensor.format();
        if (format != null && format.quantised()) {
            quantisedMacs += tensor.elements();
        }
    }

    /// A token reads one row of the table, or one row of each layer's table. A packed row of `b`
    /// bytes that starts anywhere touches `b / 4096 + 1` pages.
    private void table(Tensor tensor, long bytes) {
        pleTable += bytes;
        long vocabulary = Math.max(1, vocabulary(tensor));
        long row = bytes / vocabulary;
        plePerToken += row;
        plePages += row / PAGE + 1;
    }

    private static long vocabulary(Tensor table) {
        long most = 1;
        for (long size : table.shape()) {
            most = Math.max(most, size);
        }
        return most;
    }

    private void block(Tensor tensor, long bytes) {
        weights += bytes;
        if (tensor.shape().size() < 2) {
            return;
        }
        macs += tensor.elements();
        quantised(tensor);
        int layer = tensor.layer();
        if (layer < 0 || layer >= layers.size()) {
            return;
        }
        if (layers.get(layer) instanceof Layer.Shared) {
            sharedLayerMacs += tensor.elements();
        }
        var name = tensor.name();
        if (tensor.role() == Role.ATTENTION
                && (name.contains("attn_q.weight") || name.contains("q_proj.weight"))) {
            queries[layer] = (double) tensor.elements() / hidden;
        }
    }

    /// The share of routed experts that one token is sent to: the model knows what it leaves unused.
    private double expertShare() {
        if (experts == 0 || expertMacs == 0) {
            return 0;
        }
        double unused = footprint.model().facts().unusedParameters();
        return Math.max(0, Math.min(1, 1 - unused / expertMacs));
    }

    private long hidden() {
        for (var tensor : allocation.tensors()) {
            if (tensor.role() == Role.NORM && tensor.layer() < 0) {
                return Math.max(1, tensor.elements());
            }
        }
        return 1;
    }

    /// Cache bytes that a token after so many others reads: layers that share a cache read it again,
    /// a state is read and written.
    private long cacheBytes(long tokens) {
        var settings = allocation.settings();
        double k = bytesPerValue(settings.kvK());
        double v = bytesPerValue(settings.kvV());
        double sum = 0;
        for (var layer : layers) {
            var own = source(layer);
            var keys = own.k();
            var values = own.v();
            double bytes =
                    (keys == null ? 0 : keys.width() * k)
                            + (values == null ? 0 : values.width() * v);
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

    /// Cached tokens that one token attends to; slots that do not share a cache divide it.
    private double cells(Layer layer, long tokens) {
        var settings = allocation.settings();
        boolean unified = "true".equals(settings.options().get("unified"));
        long most = unified ? settings.context() : settings.context() / settings.slots();
        long cells = Math.min(tokens, most);
        return layer.window() > 0 ? Math.min(layer.window(), cells) : cells;
    }

    private static double bytesPerValue(String word) {
        var format = WeightFormat.byLabel(word.toUpperCase(Locale.ROOT));
        return (double) format.blockBytes() / format.blockSize();
    }

    /// Multiply-adds of scores and of the weighted sum of values for the token after so many others:
    /// query heads times head size, twice, for each cached token.
    private double attentionMacs(long tokens, boolean skipShared) {
        double sum = 0;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            var own = source(layer);
            var keys = own.k();
            if (keys != null && !(skipShared && layer instanceof Layer.Shared)) {
                double width = queries[i] > 0 ? queries[i] : Math.max(keys.width(), hidden);
                sum += 2 * width * cells(own, tokens);
            }
        }
        return sum;
    }
}
