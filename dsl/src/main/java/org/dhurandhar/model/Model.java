package org.dhurandhar.model;

import java.util.List;
import java.util.function.Supplier;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.report.Confidence;
import org.jspecify.annotations.Nullable;

/// A model as an inventory: its tensors and what each of its layers caches.
///
/// Everything else (parameters, bytes, caches, residence) follows from these two lists. An
/// inventory is immutable; where it came from is part of it.
public final class Model {
    private final Facts facts;
    private final List<Tensor> tensors;
    private final List<Layer> layers;
    private final long parameters;
    private final @Nullable Supplier<@Nullable GgufLayout> gguf;

    /// What a source knows beside the two lists.
    ///
    /// @param name as users call it
    /// @param family the `model_type` or `general.architecture`
    /// @param tied whether the output head is the token embedding
    /// @param maxContext trained context in tokens, or 0 where it is not stated
    /// @param unusedParameters parameters of experts that one token is not routed to
    /// @param encoders encoders beside the text model
    /// @param source where the geometry comes from, in words
    /// @param notes what a reader of the figures must know
    /// @param differences where two sources that stand side by side disagree, tensor by tensor
    public record Facts(
            String name,
            String family,
            Origin origin,
            Layout layout,
            boolean tied,
            long maxContext,
            long unusedParameters,
            List<EncoderFacts> encoders,
            String source,
            Confidence confidence,
            List<String> notes,
            List<String> differences) {
        public Facts {
            encoders = List.copyOf(encoders);
            notes = List.copyOf(notes);
            differences = List.copyOf(differences);
        }
    }

    /// @param gguf the layout llama.cpp sees, or null where it has no such architecture
    Model(
            Facts facts,
            List<Tensor> tensors,
            List<Layer> layers,
            @Nullable Supplier<@Nullable GgufLayout> gguf) {
        this.facts = facts;
        this.tensors = List.copyOf(tensors);
        this.layers = List.copyOf(layers);
        this.gguf = gguf;
        long sum = 0;
        for (var tensor : this.tensors) {
            if (tensor.role() != Role.VISION && tensor.role() != Role.AUDIO) {
                sum = Math.addExact(sum, tensor.elements());
            }
        }
        this.parameters = sum;
    }

    /// Name, family, source and notes.
    public Facts facts() {
        return facts;
    }

    /// As users call it.
    public String name() {
        return facts.name();
    }

    /// Tensors in the order of the source, shapes in the order of `facts().layout()`.
    public List<Tensor> tensors() {
        return tensors;
    }

    /// One entry a block, in order; empty where the source does not tell (a safetensors header
    /// without its configuration).
    public List<Layer> layers() {
        return layers;
    }

    /// Values of the text model, tied weights once.
    public long parameters() {
        return parameters;
    }

    /// Values that one token uses: without the experts it is not routed to.
    public long activeParameters() {
        return parameters - facts.unusedParameters();
    }

    /// Whether llama.cpp has an architecture for this family.
    public boolean hasGguf() {
        return gguf != null;
    }

    /// The model as llama.cpp sees it.
    ///
    /// @throws DhurandharException where llama.cpp has no such architecture
    public GgufLayout gguf() {
        var layout = gguf == null ? null : gguf.get();
        if (layout == null && facts.origin() == Origin.SAFETENSORS && layers.isEmpty()) {
            throw DhurandharException.because(
                            "Refused", "%s: %s".formatted(facts.name(), facts.notes().getFirst()))
                    .expected("a config.json of a known family in the same folder")
                    .fix("put it there, or   ./dhurandhar inspect PATH   for the weights alone");
        }
        if (layout == null) {
            throw DhurandharException.because(
                            "Refused", "llama.cpp does not run family \"" + facts.family() + "\"")
                    .expected("a family that llama.cpp has an architecture for")
                    .fix(
                            "./dhurandhar inspect %s --tensors --context 32768   needs no runtime"
                                    .formatted(
                                            facts.origin() == Origin.CATALOGUE
                                                    ? facts.name()
                                                    : "PATH"));
        }
        return layout;
    }

    @Override
    public String toString() {
        return "%s  %s  %,d parameters  (%s, %s)"
                .formatted(
                        facts.name(),
                        facts.family(),
                        parameters,
                        facts.origin().word(),
                        facts.confidence().word() + " confidence");
    }
}
