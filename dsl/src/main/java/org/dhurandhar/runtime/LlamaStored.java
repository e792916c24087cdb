package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.model.Extent;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// The weights of a model in one recipe's formats, and what follows from them alone.
final class LlamaStored {
    private final String asked;
    private final String quant;
    private final GgufLayout layout;
    private final Kernels kernels;
    private final Map<LoadMode, LlamaWeights> unpacked = new EnumMap<>(LoadMode.class);
    private final Map<LoadMode, LlamaWeights> packed = new EnumMap<>(LoadMode.class);
    private final boolean holdsQ2K;
    private final Set<String> repacked;

    /// @param asked what was asked for: a name, a number of bits, or nothing
    /// @param quant the recipe's name, or `file`
    LlamaStored(String asked, String quant, GgufLayout layout, Kernels kernels) {
        this.asked = asked;
        this.quant = quant;
        this.layout = layout;
        this.kernels = kernels;
        boolean found = false;
        var names = new HashSet<String>();
        for (var tensor : layout.tensors()) {
            found |= tensor.format() == WeightFormat.Q2_K;
            if (LlamaWeights.repacks(tensor, kernels)) {
                names.add(tensor.name());
            }
        }
        holdsQ2K = found;
        repacked = Set.copyOf(names);
    }

    /// The tensors without encoders; where the file holds them in these formats, with their places.
    static GgufLayout text(GgufLayout file, List<Tensor> tensors) {
        boolean placed = !file.extents().isEmpty() && tensors.equals(file.tensors());
        var kept = new ArrayList<Tensor>(tensors.size());
        var extents = new ArrayList<Extent>();
        for (int i = 0; i < tensors.size(); i++) {
            var tensor = tensors.get(i);
            if (tensor.role() != Role.VISION && tensor.role() != Role.AUDIO) {
                kept.add(tensor);
                if (placed) {
                    extents.add(file.extents().get(i));
                }
            }
        }
        return new GgufLayout(file.architecture(), file.metadata(), kept, extents);
    }

    /// The same weights under other kernels.
    LlamaStored with(Kernels others) {
        return new LlamaStored(asked, quant, layout, others);
    }

    /// Whether these are the weights that were asked for.
    boolean of(String quantAsked) {
        return asked.equals(quantAsked);
    }

    /// The same for these kernels.
    boolean of(String quantAsked, Kernels other) {
        return kernels == other && of(quantAsked);
    }

    String quant() {
        return quant;
    }

    GgufLayout layout() {
        return layout;
    }

    List<Tensor> tensors() {
        return layout.tensors();
    }

    LlamaWeights weights(LlamaSettings settings) {
        var byMode = settings.repack() ? packed : unpacked;
        var known = byMode.get(settings.loadMode());
        if (known == null) {
            known = LlamaWeights.of(layout, settings, kernels);
            byMode.put(settings.loadMode(), known);
        }
        return known;
    }

    /// Names of the tensors that are copied into the CPU's own order.
    Set<String> copied(LlamaSettings settings) {
        return settings.repack() ? repacked : Set.of();
    }

    /// Whether a processor of ARM copies any.
    boolean copiedByArm() {
        for (var tensor : layout.tensors()) {
            if (LlamaWeights.repacks(tensor, Kernels.ARM)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a tensor is stored in Q2_K.
    boolean holdsQ2K() {
        return holdsQ2K;
    }
}
