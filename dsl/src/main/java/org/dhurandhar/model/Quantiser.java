package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the tensors of one model in the order llama-quantize does, which counts like tensors, and
/// chooses each one's format.
final class Quantiser {
    private enum Category {
        HEAD,
        TABLE,
        VALUES,
        KEYS,
        ATTENTION_OUTPUT,
        DOWN,
        OTHER
    }

    private final Recipe recipe;
    private final GgufLayout layout;
    private final boolean falcon;
    private final boolean wide;
    private final boolean tied;
    private final long experts;
    private final long gqa;
    private final int blocks;
    private final int valueTensors;
    private int valuesSeen;
    private int downSeen;

    Quantiser(Recipe recipe, GgufLayout layout) {
        this.recipe = recipe;
        this.layout = layout;
        falcon = layout.architecture().equals("falcon");
        experts = layout.integer("expert_count", 0);
        blocks = Math.clamp(layout.integer("block_count", 0), 0, 1 << 20);
        long heads = layout.perLayer("attention.head_count", 0, 0);
        long valueHeads = layout.perLayer("attention.head_count_kv", 0, heads);
        gqa = valueHeads == 0 ? 0 : heads / valueHeads;
        wide = isWide(layout.architecture(), heads != valueHeads);
        int values = 0;
        boolean head = false;
        for (var tensor : layout.tensors()) {
            var category = category(tensor.name());
            values += category == Category.VALUES ? 1 : 0;
            head |= category == Category.HEAD;
        }
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
    private record Place(int block, Tensor tensor) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return block != other.block
                    ? Integer.compare(block, other.block)
                    : tensor.name().compareTo(other.tensor.name());
        }
    }

    List<Tensor> tensors() {
        var ordered = new ArrayList<Place>(layout.tensors().size());
        for (var tensor : layout.tensors()) {
            ordered.add(new Place(GgufNames.layer(tensor.name()), tensor));
        }
        Collections.sort(ordered);
        var formats = new HashMap<String, WeightFormat>();
        for (var place : ordered) {
            formats.put(place.tensor.name(), format(place.tensor));
        }
        var result = new ArrayList<Tensor>(ordered.size());
        for (var tensor : layout.tensors()) {
            result.add(tensor.as(formats.getOrDefault(tensor.name(), recipe.base())));
        }
        return result;
    }

    private WeightFormat format(Tensor tensor) {
        var converted = converted(tensor);
        if (!quantises(tensor)) {
            return kept(converted);
        }
        if (converted == WeightFormat.MXFP4) {
            return converted;
        }
        if (!recipe.base().quantised()) {
            return recipe.base();
        }
        long columns = tensor.shape().getFirst();
        return fallback(target(tensor, columns), columns);
    }

    private WeightFormat kept(WeightFormat converted) {
        boolean half = converted == WeightFormat.F16 || converted == WeightFormat.BF16;
        boolean float32 = recipe.base() == WeightFormat.F32;
        boolean brain = recipe.base() == WeightFormat.BF16;
        return half && (float32 || brain) ? recipe.base() : converted;
    }

    private static WeightFormat converted(Tensor tensor) {
        var format = tensor.format();
        if (format != null) {
            return format;
        }
        var name = tensor.name();
        boolean small =
                dimensions(tensor) < 2
                        || !name.endsWith("weight")
                        || name.contains("_norm.weight")
                        || name.contains("ffn_gate_inp")
                        || name.contains("conv1d")
                        || name.contains("shortconv.conv")
                        || (name.contains("altup") && name.contains("coef"));
        return small ? WeightFormat.F32 : WeightFormat.F16;
    }

    private static int dimensions(Tensor tensor) {
        int n = tensor.shape().size();
        while (n > 0 && tensor.shape().get(n - 1) == 1) {
            n--;
        }
        return n;
    }

    private static final String[] NEVER = {
        "_norm.weight",
        "ffn_gate_inp.weight",
        "ffn_gate_tid2eid.weight",
        "altup",
        "laurel",
        "per_layer_model_proj",
        "ssm_conv1d",
        "shortconv.conv.weight",
        "indexer.k_proj.weight",
        "indexer.q_proj.weight",
        "time_mix_first.weight",
        "time_mix_w0.weight",
        "time_mix_w1.weight",
        "time_mix_w2.weight",
        "time_mix_v0.weight",
        "time_mix_v1.weight",
        "time_mix_v2.weight",
        "time_mix_a0.weight",
        "time_mix_a1.weight",
        "time_mix_a2.weight",
        "time_mix_g1.weight",
        "time_mix_g2.weight",
        "time_mix_decay_w1.weight",
        "time_mix_decay_w2.weight",
        "time_mix_lerp_fused.weight",
        "attn_rel_b.weight",
        ".position_embd",
        "sam.pos_embd",
        "sam.neck.",
        "sam.net_",
        ".rel_pos",
        ".patch_embd",
        ".patch_merger",
        "a.rvq.codebook",
        "mm.a.code_embd"
    };

    private boolean quantises(Tensor tensor) {
        var name = tensor.name();
        if (dimensions(tensor) < 2
                || !name.endsWith("weight")
                || name.equals("position_embd.weight")
                || name.equals("token_types.weight")) {
            return false;
        }
        for (var part : NEVER) {
            if (name.contains(part)) {
                return recipe.everyMatrix() && part.equals("per_layer_model_proj");
            }
        }
        return true;
    }

    private static Category category(String name) {
        return switch (name) {
            case "output.weight" -> Category.HEAD;
            case "token_embd.weight", "per_layer_token_embd.weight" -> Category.TABLE;
            default -> {
                if (name.contains("attn_qkv.weight")
                        || name.contains("attn_kv_b.weight")
                        || name.contains("attn_v.weight")) {
                    yield Category.VALUES;
                }
                if (name.contains("attn_k.weight")) {
                    yield Category.KEYS;
                }
                if (name.contains("attn_q.weight")) {
                    yield Category.OTHER;
                }
                if (name.contains("attn_output.weight")) {
                    yield Category.ATTENTION_OUTPUT;
                }
                boolean down = name.contains("ffn_down");
                boolean up = name.contains("ffn_up") || name.contains("ffn_gate");
                yield down && !up ? Category.DOWN : Category.OTHER;
            }
        };
    }

    private WeightFormat target(Tensor tensor, long columns) {
        var category = category(tensor.name());
        if (category == Category.HEAD || (tied && category == Category.TABLE)) {
            return head(columns);
        }
        if (recipe.experts() != null) {
            boolean stacked = tensor.shape().size() > 2 && tensor.shape().get(2) > 1;
            return stacked ? recipe.experts() : recipe.base();
        }
        return switch (category) {
            case TABLE -> orBase(recipe.embedding());
            case VALUES -> values(valuesSeen++);
            case KEYS -> experts == 8 ? WeightFormat.Q8_0 : recipe.base();
            case ATTENTION_OUTPUT -> attentionOutput();
            case DOWN -> down(tensor.name(), downSeen++);
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

    private WeightFormat down(String name, int running) {
        int block = GgufNames.layer(name);
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
