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

    DemandCount(Footprint footprint) {
        this.footprint = footprint;
        this.allocation = footprint.allocation();
        this.layers = footprint.model().layers();
    }

    Demand demand() {
        weights();
        double used = expertShare();
        long expertsPerToken = Math.round(experts * used);
        double decode = macs + expertMacs * used;
        var efficiency = allocation.efficiency();
        double skipped = efficiency != null && efficiency.skipsShared() ? sharedLayerMacs : 0;
        var peak = footprint.peak();
        var settings = allocation.settings();
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
                cacheBytes(),
                decode,
                decode - headMacs - skipped,
                attentionMacs(),
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
        int layer = tensor.layer();
        if (layer >= 0 && layer < layers.size() && layers.get(layer) instanceof Layer.Shared) {
            sharedLayerMacs += tensor.elements();
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

    /// Cache bytes that a token at full context reads: layers that share a cache read it again, a
    /// state is read and written.
    private long cacheBytes() {
        var settings = allocation.settings();
        double k = bytesPerValue(settings.kvK());
        double v = bytesPerValue(settings.kvV());
        double sum = 0;
        for (var layer : layers) {
            var own = source(layer);
            double cells = cells(own);
            if (own.k() != null) {
                sum += own.k().width() * k * cells;
            }
            if (own.v() != null) {
                sum += own.v().width() * v * cells;
            }
            sum += (double) layer.stateElements() * STATE_BYTES * STATE_PASSES;
        }
        return Math.round(sum);
    }

    private Layer source(Layer layer) {
        return layer instanceof Layer.Shared shared && shared.source() < layers.size()
                ? layers.get(shared.source())
                : layer;
    }

    private double cells(Layer layer) {
        var settings = allocation.settings();
        boolean unified = "true".equals(settings.options().get("unified"));
        long context = unified ? settings.context() : settings.context() / settings.slots();
        return layer.window() > 0 ? Math.min(layer.window(), context) : context;
    }

    private static double bytesPerValue(String word) {
        var format = WeightFormat.byLabel(word.toUpperCase(Locale.ROOT));
        return (double) format.blockBytes() / format.blockSize();
    }

    /// Multiply-adds of scores and of the weighted sum of values: query heads times head size, twice,
    /// for every cached token.
    private double attentionMacs() {
        double sum = 0;
        for (int i = 0; i < layers.size(); i++) {
            var own = source(layers.get(i));
            if (own.k() != null) {
                sum += 2 * queries(i) * cells(own);
            }
        }
        return sum;
    }

    /// Values of all query heads of a layer: rows of its query projection.
    private double queries(int layer) {
        for (var tensor : allocation.tensors()) {
            if (tensor.layer() == layer && tensor.role() == Role.ATTENTION) {
                var name = tensor.name();
                if (tensor.shape().size() == 2
                        && (name.contains("attn_q.") || name.contains("q_proj."))) {
                    return (double) tensor.elements() / hidden;
                }
            }
        }
        var own = source(layers.get(layer)).k();
        return own == null ? 0 : Math.max(own.width(), hidden);
    }
}
