package org.dhurandhar.model;

import static org.dhurandhar.model.Recipe.When.ALWAYS;
import static org.dhurandhar.model.Recipe.When.EIGHTH;
import static org.dhurandhar.model.Recipe.When.FIRST_FOUR;
import static org.dhurandhar.model.Recipe.When.FIRST_TWO;
import static org.dhurandhar.model.Recipe.When.GQA_4;
import static org.dhurandhar.model.Recipe.When.MORE;
import static org.dhurandhar.model.Recipe.When.SIXTEENTH;

import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// A named quantisation of llama.cpp: which tensor gets which format.
///
/// Rules of llama-quantize, build 11434, without an importance matrix where the name says nothing
/// else.
///
/// @param name the name users and file names give it, such as `Q4_K_M`
/// @param base format of every matrix that no other rule names
/// @param head format of the output head, and of the embedding tables where it is tied; null where
///   the common rule decides
/// @param embedding format of the embedding tables where the head is not tied, null for `base`
/// @param values steps for attention values and fused projections, first match wins
/// @param down steps for down projections of feed-forward blocks
/// @param falconDown those steps in the Falcon architecture
/// @param attentionOutput format of attention output projections, null for `base`
/// @param eightExpertsOutput that format in models of exactly eight experts
/// @param experts format of stacked (three-dimensional) matrices, null for no such rule
public record Recipe(
        String name,
        WeightFormat base,
        @Nullable WeightFormat head,
        @Nullable WeightFormat embedding,
        List<Step> values,
        List<Step> down,
        List<Step> falconDown,
        @Nullable WeightFormat attentionOutput,
        @Nullable WeightFormat eightExpertsOutput,
        @Nullable WeightFormat experts) {

    /// Which of a run of like tensors a step is for.
    public enum When {
        /// All.
        ALWAYS,
        /// The first two.
        FIRST_TWO,
        /// The first four.
        FIRST_FOUR,
        /// The first sixteenth.
        SIXTEENTH,
        /// The first eighth.
        EIGHTH,
        /// The first and the last eighth, and every third between.
        MORE,
        /// All, where at least four query heads share a value head.
        GQA_4;

        boolean holds(int index, int count, long gqa) {
            return switch (this) {
                case ALWAYS -> true;
                case FIRST_TWO -> index < 2;
                case FIRST_FOUR -> index < 4;
                case SIXTEENTH -> index < count / 16;
                case EIGHTH -> index < count / 8;
                case MORE ->
                        index < count / 8 || index >= 7 * count / 8 || (index - count / 8) % 3 == 2;
                case GQA_4 -> gqa >= 4;
            };
        }
    }

    /// One exception from the base format.
    public record Step(When when, WeightFormat format) {}

    private static final List<Recipe> ALL =
            List.of(
                    plain("F32", WeightFormat.F32),
                    plain("F16", WeightFormat.F16),
                    plain("BF16", WeightFormat.BF16),
                    plain("Q8_0", WeightFormat.Q8_0),
                    plain("Q6_K", WeightFormat.Q6_K),
                    plain("Q5_K_M", WeightFormat.Q5_K)
                            .values(step(MORE, WeightFormat.Q6_K))
                            .down(step(MORE, WeightFormat.Q6_K)),
                    plain("Q5_K_S", WeightFormat.Q5_K),
                    plain("Q5_0", WeightFormat.Q5_0),
                    plain("Q5_0-imatrix", WeightFormat.Q5_0).down(step(EIGHTH, WeightFormat.Q5_1)),
                    plain("Q5_1", WeightFormat.Q5_1),
                    plain("Q4_K_M", WeightFormat.Q4_K)
                            .values(step(MORE, WeightFormat.Q6_K))
                            .down(step(MORE, WeightFormat.Q6_K))
                            .falcon(
                                    step(SIXTEENTH, WeightFormat.Q6_K),
                                    step(MORE, WeightFormat.Q5_K))
                            .output(null, WeightFormat.Q5_K),
                    plain("Q4_K_S", WeightFormat.Q4_K)
                            .values(step(FIRST_FOUR, WeightFormat.Q5_K))
                            .down(step(EIGHTH, WeightFormat.Q5_K))
                            .falcon()
                            .output(null, WeightFormat.Q5_K),
                    plain("Q4_0", WeightFormat.Q4_0),
                    plain("Q4_0-imatrix", WeightFormat.Q4_0).down(step(EIGHTH, WeightFormat.Q4_1)),
                    plain("Q4_0-qat", WeightFormat.Q4_0)
                            .tables(WeightFormat.Q4_0, WeightFormat.Q4_0),
                    plain("Q4_1", WeightFormat.Q4_1),
                    iq4("IQ4_NL", WeightFormat.IQ4_NL),
                    iq4("IQ4_XS", WeightFormat.IQ4_XS),
                    plain("Q3_K_M", WeightFormat.Q3_K)
                            .values(
                                    step(FIRST_TWO, WeightFormat.Q5_K),
                                    step(ALWAYS, WeightFormat.Q4_K))
                            .down(
                                    step(SIXTEENTH, WeightFormat.Q5_K),
                                    step(ALWAYS, WeightFormat.Q4_K))
                            .falcon(
                                    step(SIXTEENTH, WeightFormat.Q5_K),
                                    step(MORE, WeightFormat.Q4_K))
                            .output(WeightFormat.Q4_K, WeightFormat.Q5_K),
                    plain("Q3_K_S", WeightFormat.Q3_K).output(null, WeightFormat.Q5_K),
                    plain("Q3_K_L", WeightFormat.Q3_K)
                            .values(step(ALWAYS, WeightFormat.Q5_K))
                            .down(step(ALWAYS, WeightFormat.Q5_K))
                            .falcon(step(ALWAYS, WeightFormat.Q4_K))
                            .output(WeightFormat.Q5_K, null),
                    plain("Q2_K", WeightFormat.Q2_K)
                            .values(step(GQA_4, WeightFormat.Q4_K), step(ALWAYS, WeightFormat.Q3_K))
                            .down(step(ALWAYS, WeightFormat.Q3_K))
                            .output(WeightFormat.Q3_K, WeightFormat.Q5_K),
                    new Recipe(
                            "MXFP4",
                            WeightFormat.Q8_0,
                            WeightFormat.Q8_0,
                            null,
                            List.of(),
                            List.of(),
                            List.of(),
                            null,
                            null,
                            WeightFormat.MXFP4));

    /// Every recipe, from the largest to the smallest.
    public static List<Recipe> all() {
        return ALL;
    }

    /// The recipe of that name; letter case, `_` and `-` do not matter.
    ///
    /// @throws DhurandharException with the closest names where there is none
    public static Recipe named(String name) {
        var key = fold(name);
        for (var recipe : ALL) {
            if (fold(recipe.name).equals(key)) {
                return recipe;
            }
        }
        throw DhurandharException.unknownName(
                "recipe",
                name,
                ALL.stream().map(Recipe::name).toList(),
                "quant(\"Q4_K_M\")   or   --quant Q4_K_M");
    }

    /// The recipe llama.cpp's users mean by a number of bits: 2, 3, 4, 5, 6, 8, 16 or 32.
    public static Recipe forBits(int bits) {
        return named(
                switch (bits) {
                    case 2 -> "Q2_K";
                    case 3 -> "Q3_K_M";
                    case 4 -> "Q4_K_M";
                    case 5 -> "Q5_K_M";
                    case 6 -> "Q6_K";
                    case 8 -> "Q8_0";
                    case 16 -> "F16";
                    case 32 -> "F32";
                    default ->
                            throw DhurandharException.because(
                                            "UnknownName", "no recipe of " + bits + " bits")
                                    .facts("known", "2, 3, 4, 5, 6, 8, 16, 32")
                                    .fix(
                                            "quant(4)   or   --quant-bits 4   "
                                                    + "or a name: --quant Q4_K_M");
                });
    }

    /// Gives every tensor of a converted model the format this recipe stores it in.
    ///
    /// @param layout a model whose tensors have the formats the converter wrote (F16 and F32);
    ///   tensors that are not quantised keep them
    /// @return the tensors in the order of `layout`
    public List<Tensor> apply(GgufLayout layout) {
        return new Quantiser(layout).apply(this);
    }

    /// Whether a maker stores tables and the projection of per-layer embeddings like the blocks, as
    /// Google's files of Gemma 4 trained for Q4_0 do; llama-quantize leaves that projection alone.
    boolean everyMatrix() {
        return head == base && embedding == base;
    }

    private static Recipe plain(String name, WeightFormat base) {
        return new Recipe(
                name, base, null, null, List.of(), List.of(), List.of(), null, null, null);
    }

    private static Recipe iq4(String name, WeightFormat base) {
        return plain(name, base)
                .values(step(GQA_4, WeightFormat.Q5_K))
                .down(step(EIGHTH, WeightFormat.Q5_K))
                .output(null, WeightFormat.Q5_K);
    }

    private static Step step(When when, WeightFormat format) {
        return new Step(when, format);
    }

    private Recipe values(Step... steps) {
        return new Recipe(
                name,
                base,
                head,
                embedding,
                List.of(steps),
                down,
                falconDown,
                attentionOutput,
                eightExpertsOutput,
                experts);
    }

    private Recipe down(Step... steps) {
        return new Recipe(
                name,
                base,
                head,
                embedding,
                values,
                List.of(steps),
                List.of(steps),
                attentionOutput,
                eightExpertsOutput,
                experts);
    }

    private Recipe falcon(Step... steps) {
        return new Recipe(
                name,
                base,
                head,
                embedding,
                values,
                down,
                List.of(steps),
                attentionOutput,
                eightExpertsOutput,
                experts);
    }

    private Recipe output(@Nullable WeightFormat usual, @Nullable WeightFormat eightExperts) {
        return new Recipe(
                name,
                base,
                head,
                embedding,
                values,
                down,
                falconDown,
                usual,
                eightExperts,
                experts);
    }

    private Recipe tables(WeightFormat headFormat, WeightFormat embeddingFormat) {
        return new Recipe(
                name,
                base,
                headFormat,
                embeddingFormat,
                values,
                down,
                falconDown,
                attentionOutput,
                eightExpertsOutput,
                experts);
    }

    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
