package org.dhurandhar.model;

import java.util.List;

/// Gemma 3n: alternating updates over several streams, low-rank residuals, per-layer embeddings,
/// shared caches.
final class Gemma3n implements Family {
    private static final int MAX_STREAMS = 1_000;

    @Override
    public void describe(Config c, Inventory into) {
        int layers = Frame.layers(c);
        var types = Windows.FOUR_OF_FIVE.types(c, layers);
        var sharing = KvSharing.of(c, types);
        var attention = SelfAttention.BIASED.of(c);
        var embeddings = PerLayerEmbeddings.of(c, layers);
        long hidden = c.size("hidden_size");
        int streams = c.size("altup_num_inputs");
        if (streams > MAX_STREAMS) {
            throw c.wrong("altup_num_inputs", streams + "", "at most " + MAX_STREAMS);
        }
        var widths = widths(c, layers);
        Frame.USUAL.embedding(c, into);
        for (int i = 0; i < layers; i++) {
            into.block(i, "model.layers." + i + ".");
            SharedAttention.list(into, attention, sharing.at(i), true);
            long width = widths.get(widths.size() == 1 ? 0 : i);
            FeedForward.gated(into, "mlp.", Role.FFN, hidden, width, false);
            GemmaFamilies.norms(into, hidden);
            alternatingUpdates(into, hidden, streams);
            lowRankResidual(into, hidden, c.size("laurel_rank"));
            embeddings.inLayer(into);
            into.caches(
                    sharing.at(i)
                            ? sharing.source(i)
                            : Windows.FOUR_OF_FIVE.cache(c, types.get(i), attention));
        }
        into.outside("model.");
        into.norm("norm", hidden);
        embeddings.outside(into);
        for (int i = 0; i < streams - 1; i++) {
            into.linear("altup_projections." + i, Role.MIXER, hidden, hidden, false);
            into.linear("altup_unembed_projections." + i, Role.MIXER, hidden, hidden, false);
        }
        Frame.USUAL.head(c, into);
    }

    /// One inner width for all layers, or one for each.
    private static List<Long> widths(Config c, int layers) {
        if (!(c.find("intermediate_size") instanceof org.dhurandhar.document.ListNode)) {
            return List.of((long) c.size("intermediate_size"));
        }
        var widths = c.integers("intermediate_size");
        if (widths == null || widths.size() != layers) {
            throw c.wrong(
                    "intermediate_size",
                    (widths == null ? 0 : widths.size()) + " entries",
                    layers + " entries");
        }
        for (long width : widths) {
            if (width < 0) {
                throw c.wrong("intermediate_size", width + "", "whole numbers from 0 up");
            }
        }
        return widths;
    }

    /// AltUp (Baykal et al. 2023).
    private static void alternatingUpdates(Inventory into, long hidden, long streams) {
        into.tensor("altup.correct_output_scale", Role.NORM, hidden);
        into.linear("altup.correction_coefs", Role.MIXER, streams, streams, false);
        into.linear("altup.prediction_coefs", Role.MIXER, streams * streams, streams, false);
        into.linear("altup.modality_router", Role.MIXER, streams, hidden, false);
        into.norm("altup.router_norm", hidden);
    }

    /// LAuReL (Menghani et al. 2024).
    private static void lowRankResidual(Inventory into, long hidden, long rank) {
        into.linear("laurel.linear_left", Role.MIXER, rank, hidden, false);
        into.linear("laurel.linear_right", Role.MIXER, hidden, rank, false);
        into.norm("laurel.post_laurel_norm", hidden);
    }
}
