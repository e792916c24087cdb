package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// A mix of 2, 4 and 8 bits without a public map, spread over a model so that the decoder takes as
/// many bytes as the published one: token embedding and head in 2 bits, everything else in 4, then
/// feed-forward matrices in 2 bits from the last block down, or attention and feed-forward matrices
/// in 8 bits from the first block up, until the bytes are met. Which matrices they are is assumed;
/// how many bytes they take is published.
final class LiteRtMix {
    private static final WeightFormat NARROW = WeightFormat.LITERT_INT2_CHANNEL;
    private static final WeightFormat MIDDLE = WeightFormat.LITERT_INT4_CHANNEL;
    private static final WeightFormat WIDE = WeightFormat.LITERT_INT8_CHANNEL;

    private final List<Tensor> stored = new ArrayList<>();
    private long decoder;

    private LiteRtMix() {}

    static List<Tensor> of(TextWeights weights, LiteRtProfile.Build build) {
        var mix = new LiteRtMix();
        var recipe = new FileRecipe("", 0, MIDDLE, NARROW, NARROW, WeightFormat.F32, NARROW);
        for (var tensor : recipe.apply(weights)) {
            boolean table = tensor.role() == Role.PLE_TABLE;
            mix.stored.add(table ? tensor.as(build.table()) : tensor);
        }
        mix.decoder = TextWeights.bytes(decoder(mix.stored));
        if (mix.decoder > build.decoder()) {
            mix.narrow(build.decoder());
        } else {
            mix.widen(Role.ATTENTION, build.decoder());
            mix.widen(Role.FFN, build.decoder());
        }
        return List.copyOf(mix.stored);
    }

    /// Everything but the tables that rows are looked up in.
    static List<Tensor> decoder(List<Tensor> tensors) {
        return tensors.stream().filter(t -> !table(t)).toList();
    }

    /// Whether rows of a tensor are looked up.
    static boolean table(Tensor tensor) {
        return Offloaded.table(tensor.role());
    }

    private void narrow(long target) {
        for (int i = stored.size() - 1; i >= 0 && decoder > target; i--) {
            if (stored.get(i).role() == Role.FFN) {
                change(i, NARROW);
            }
        }
    }

    private void widen(Role role, long target) {
        for (int i = 0; i < stored.size() && decoder < target; i++) {
            if (stored.get(i).role() == role) {
                change(i, WIDE);
            }
        }
    }

    private void change(int index, WeightFormat format) {
        var tensor = stored.get(index);
        if (tensor.format() == MIDDLE) {
            var changed = tensor.as(format);
            decoder += changed.bytes() - tensor.bytes();
            stored.set(index, changed);
        }
    }
}
