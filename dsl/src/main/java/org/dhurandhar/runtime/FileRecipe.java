package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// How one runtime stores weights: a format for each part of a model.
///
/// @param name as users type it
/// @param bits the number that stands for it, or 0
/// @param matrices projections of the blocks, experts included
/// @param head the output head where it is not tied
/// @param tables embedding tables
/// @param vectors norms, biases and what else is no matrix
/// @param tiedHead the head's own copy of a tied embedding, or null where both are one tensor
record FileRecipe(
        String name,
        int bits,
        WeightFormat matrices,
        WeightFormat head,
        WeightFormat tables,
        WeightFormat vectors,
        @Nullable WeightFormat tiedHead) {

    /// The recipe of that name or number of bits.
    ///
    /// @throws DhurandharException where there is none, naming those there are
    static FileRecipe find(List<FileRecipe> all, String quant, String runtime) {
        var key = quant.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        for (var recipe : all) {
            if (recipe.name.toLowerCase(Locale.ROOT).equals(key)
                    || (recipe.bits > 0 && Integer.toString(recipe.bits).equals(key))) {
                return recipe;
            }
        }
        var known = new ArrayList<String>();
        for (var recipe : all) {
            known.add(recipe.bits > 0 ? recipe.name + " (" + recipe.bits + ")" : recipe.name);
        }
        throw DhurandharException.because(
                        "UnknownName", "%s has no recipe \"%s\"".formatted(runtime, quant))
                .facts("known", String.join(", ", known))
                .fix("quant(\"%1$s\")   or   --quant %1$s".formatted(all.getLast().name));
    }

    static List<String> names(List<FileRecipe> all) {
        return all.stream().map(FileRecipe::name).toList();
    }

    /// Every tensor in its format; the head's own copy of a tied embedding follows the others.
    List<Tensor> apply(TextWeights weights) {
        var stored = new ArrayList<Tensor>(weights.tensors().size() + 1);
        Tensor embedding = null;
        for (var tensor : weights.tensors()) {
            if (tensor.role() == Role.TOKEN_EMBEDDING) {
                embedding = tensor;
            }
            stored.add(tensor.as(format(tensor)));
        }
        if (tiedHead != null && embedding != null && weights.tied()) {
            stored.add(copy(embedding).as(tiedHead));
        }
        return List.copyOf(stored);
    }

    /// The head's own copy of a tied embedding.
    static Tensor copy(Tensor embedding) {
        return new Tensor("lm_head.weight", embedding.shape(), Role.HEAD, -1, embedding.format());
    }

    private WeightFormat format(Tensor tensor) {
        if (tensor.shape().size() < 2) {
            return vectors;
        }
        return switch (tensor.role()) {
            case TOKEN_EMBEDDING, POSITION_EMBEDDING, PLE_TABLE -> tables;
            case HEAD -> head;
            case NORM -> vectors;
            case PLE_PROJECTION,
                    ATTENTION,
                    FFN,
                    EXPERT,
                    SHARED_EXPERT,
                    ROUTER,
                    MIXER,
                    VISION,
                    AUDIO,
                    OTHER ->
                    matrices;
        };
    }
}
