package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dhurandhar.model.QuantiserRule.Category;
import org.dhurandhar.model.QuantiserRule.Reach;
import org.jspecify.annotations.Nullable;

/// Gives the tensors of one model the formats of a recipe. What their names say, and their order in
/// llama-quantize, which counts like tensors, is worked out once for all recipes.
public final class Quantiser {
    private final List<Place> places;
    private final boolean falcon;
    private final boolean wide;
    private final boolean tied;
    private final long experts;
    private final long gqa;
    private final int blocks;
    private final int valueTensors;

    /// Reads names and order of a model's tensors.
    ///
    /// @param layout a model whose tensors have the formats the converter wrote (F16 and F32);
    ///   tensors that are not quantised keep them
    public Quantiser(GgufLayout layout) {
        falcon = layout.architecture().equals("falcon");
        experts = layout.integer("expert_count", 0);
        blocks = Math.clamp(layout.integer("block_count", 0), 0, 1 << 20);
        long heads = layout.perLayer("attention.head_count", 0, 0);
        long valueHeads = layout.perLayer("attention.head_count_kv", 0, heads);
        gqa = valueHeads == 0 ? 0 : heads / valueHeads;
        wide = isWide(layout.architecture(), heads != valueHeads);
        int values = 0;
        boolean head = false;
        places = new ArrayList<>(layout.tensors().size());
        for (var tensor : layout.tensors()) {
            var rule = QuantiserRule.of(tensor);
            values += rule.category() == Category.VALUES ? 1 : 0;
            head |= rule.category() == Category.HEAD;
            places.add(new Place(GgufNames.layer(tensor.name()), tensor, places.size(), rule));
        }
        Collections.sort(places);
        valueTensors = values;
        tied = !head;
    }

    /// Architectures whose 80- (or 68-) block size is the "70B" whose values get more bits.
    private boolean isWide(String architecture, boolean grouped) {
        return switch (architecture) {
            case "llama" -> blocks == 80 && grouped;
            case "qwen2", "deci", "olmo" -> blocks == 80;
            case "jais2" -> blocks == 68;
            default -> false;
        };
    }

    /// A tensor's place in the order of llama-quantize: by block, then by name.
    ///
    /// @param index in the layout
    private record Place(int block, Tensor tensor, int index, QuantiserRule rule)
            implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return block != other.block
                    ? Integer.compare(block, other.block)
                    : tensor.name().compareTo(other.tensor.name());
        }
    }

    /// The tensors in the order of the layout, each in the format that the recipe stores it in.
    public List<Tensor> apply(Recipe recipe) {
        var run = new Run(recipe);
        var result = new Tensor[places.size()];
        for (var place : places) {
            result[place.index] = place.tensor.as(run.format(place));
        }
        return List.of(result);
    }

    /// One recipe's walk over the tensors, which counts like ones.
    private final class Run {
        private final Recipe recipe;
        private int valuesSeen;
        private int downSeen;

        Run(Recipe recipe) {
            this.recipe = recipe;
        }

        WeightFormat format(Place place) {
            var rule = place.rule;
            boolean quantised =
                    rule.reach() == Reach.ALL
                            || (rule.reach() == Reach.EVERY_MATRIX && recipe.everyMatrix());
            if (!quantised) {
                return kept(rule.converted());
            }
            if (rule.converted() == WeightFormat.MXFP4) {
                return rule.converted();
            }
            if (!recipe.base().quantised()) {
                return recipe.base();
            }
            long columns = place.tensor.shape().getFirst();
            return fallback(target(place, columns), columns);
        }

        private WeightFormat kept(WeightFormat converted) {
            boolean half = converted == WeightFormat.F16 || converted == WeightFormat.BF16;
            boolean float32 = recipe.base() == WeightFormat.F32;
            boolean brain = recipe.base() == WeightFormat.BF16;
            return half && (float32 || brain) ? recipe.base() : converted;
        }

        private WeightFormat target(Place place, long columns) {
            var category = place.rule.category();
            if (category == Category.HEAD || (tied && category == Category.TABLE)) {
                return head(columns);
            }
            if (recipe.experts() != null) {
                var shape = place.tensor.shape();
                boolean stacked = shape.size() > 2 && shape.get(2) > 1;
                return stacked ? recipe.experts() : recipe.base();
            }
            return switch (category) {
                case TABLE -> orBase(recipe.embedding());
                case VALUES -> values(valuesSeen++);
                case KEYS -> experts == 8 ? WeightFormat.Q8_0 : recipe.base();
                case ATTENTION_OUTPUT -> attentionOutput();
                case DOWN -> down(place.block, downSeen++);
                case HEAD, OTHER -> recipe.base();
            };
        }

        private WeightFormat head(long columns) {
            if (recipe.head() != null) {
                return recipe.head();
            }
            boolean wideHead =
                    falcon || !recipe.base().fits(columns) || recipe.base() == WeightFormat.Q8_0;
            return wideHead ? WeightFormat.Q8_0 : WeightFormat.Q6_K;
        }

        private WeightFormat values(int index) {
            if (experts == 8) {
                return WeightFormat.Q8_0;
            }
            var format = first(recipe.values(), index, valueTensors);
            boolean small = format == WeightFormat.Q3_K || format == WeightFormat.Q4_K;
            return wide && small ? WeightFormat.Q5_K : format;
        }

        private WeightFormat down(int block, int running) {
            int index = experts > 1 && block >= 0 ? block : running;
            return first(falcon ? recipe.falconDown() : recipe.down(), index, blocks);
        }

        private WeightFormat attentionOutput() {
            if (falcon) {
                return recipe.name().equals("Q3_K_L") ? WeightFormat.Q4_K : recipe.base();
            }
            return orBase(experts == 8 ? recipe.eightExpertsOutput() : recipe.attentionOutput());
        }

        private WeightFormat first(List<Recipe.Step> steps, int index, int count) {
            for (var step : steps) {
                if (step.when().holds(index, count, gqa)) {
                    return step.format();
                }
            }
            return recipe.base();
        }

        private WeightFormat orBase(@Nullable WeightFormat format) {
            return format == null ? recipe.base() : format;
        }
    }

    private static WeightFormat fallback(WeightFormat target, long columns) {
        if (target.fits(columns)) {
            return target;
        }
        var smaller =
                switch (target) {
                    case IQ4_XS -> WeightFormat.IQ4_NL;
                    case Q2_K, Q3_K -> WeightFormat.Q4_0;
                    case Q4_K -> WeightFormat.Q5_0;
                    case Q5_K -> WeightFormat.Q5_1;
                    case Q6_K -> WeightFormat.Q8_0;
                    default -> target;
                };
        return smaller.fits(columns) ? smaller : WeightFormat.F16;
    }
}
