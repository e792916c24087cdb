package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.getRows;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.reshape;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.runtime.GraphNode.Element;
import org.jspecify.annotations.Nullable;

/// Graph of a transformer whose layers are attention and feed-forward, told apart by traits.
final class TransformerGraph extends FeedForwardBlocks {
    private static final Map<String, Set<Trait>> TRAITS =
            Map.ofEntries(
                    traits("llama", Trait.NORMALISED_EXPERTS),
                    traits("qwen2"),
                    traits("qwen3"),
                    traits("qwen3moe", Trait.NORMALISED_EXPERTS),
                    traits("qwen2moe", Trait.GATED_SHARED),
                    traits("gemma", Trait.SCALED_EMBEDDING, Trait.SCALED_QUERY),
                    traits("gemma2", Trait.SCALED_EMBEDDING, Trait.SCALED_QUERY, Trait.POST_NORMS),
                    traits("gemma3", Trait.SCALED_ROWS, Trait.SCALED_QUERY, Trait.POST_NORMS),
                    traits("phi3", Trait.SCALED_QUERY, Trait.FUSED_GATE, Trait.NORMALISED_EXPERTS),
                    traits(
                            "granite",
                            Trait.SCALED_RESIDUAL,
                            Trait.SCALED_LOGITS,
                            Trait.NORMALISED_EXPERTS),
                    traits(
                            "granitemoe",
                            Trait.SCALED_RESIDUAL,
                            Trait.SCALED_LOGITS,
                            Trait.NORMALISED_EXPERTS),
                    traits("smollm3", Trait.ROPE_THREE_OF_FOUR),
                    traits("olmo2", Trait.NO_PRE_NORMS, Trait.POST_NORMS, Trait.FLAT_NORMS),
                    traits("olmoe", Trait.FLAT_NORMS),
                    traits("exaone4", Trait.NO_PRE_NORMS, Trait.POST_NORMS, Trait.ROPE_ON_SLIDING),
                    traits("stablelm", Trait.LAYER_NORM),
                    traits("glm4", Trait.POST_NORMS, Trait.FUSED_GATE),
                    traits("glm4moe", Trait.FFN_NORM_IS_POST_ATTENTION, Trait.KEEPS_HIDDEN),
                    traits(
                            "cohere2",
                            Trait.LAYER_NORM,
                            Trait.PARALLEL,
                            Trait.ROPE_ON_SLIDING,
                            Trait.SCALED_LOGITS),
                    traits("mistral3", Trait.TEMPERATURE, Trait.NORMALISED_EXPERTS),
                    traits("seed_oss", Trait.FFN_NORM_IS_POST_ATTENTION),
                    traits("starcoder2", Trait.LAYER_NORM),
                    traits("gpt2", Trait.LAYER_NORM, Trait.POSITION_TABLE, Trait.NO_ROPE),
                    traits("nemotron", Trait.LAYER_NORM, Trait.SQUARED),
                    traits("arcee", Trait.SQUARED),
                    traits("ernie4_5"),
                    traits("falcon", Trait.LAYER_NORM, Trait.PARALLEL),
                    traits("hunyuan-dense", Trait.NORMS_AFTER_ROPE),
                    traits("hunyuan_vl", Trait.NORMS_AFTER_ROPE, Trait.UNMEASURED),
                    traits(
                            "llama4",
                            Trait.ROPE_THREE_OF_FOUR,
                            Trait.TEMPERATURE,
                            Trait.BARE_NORMS,
                            Trait.INPUT_WEIGHTED),
                    traits(
                            "gpt-oss",
                            Trait.FFN_NORM_IS_POST_ATTENTION,
                            Trait.SOFTMAX_LAST,
                            Trait.LATE_OUTPUTS,
                            Trait.KEEPS_HIDDEN),
                    traits("chatglm", Trait.FUSED_GATE, Trait.UNMEASURED),
                    traits(
                            "phi2",
                            Trait.LAYER_NORM,
                            Trait.PARALLEL,
                            Trait.SCALED_QUERY,
                            Trait.UNMEASURED),
                    traits(
                            "phimoe",
                            Trait.SCALED_QUERY,
                            Trait.FUSED_GATE,
                            Trait.NORMALISED_EXPERTS,
                            Trait.UNMEASURED),
                    traits("bitnet", Trait.SUB_NORMS, Trait.UNMEASURED),
                    traits("apertus", Trait.UNMEASURED),
                    traits(
                            "minimax-m2",
                            Trait.FLAT_NORMS,
                            Trait.NORMALISED_EXPERTS,
                            Trait.UNMEASURED),
                    traits("ernie4_5-moe", Trait.NORMALISED_EXPERTS, Trait.UNMEASURED),
                    traits(
                            "command-r",
                            Trait.LAYER_NORM,
                            Trait.PARALLEL,
                            Trait.SCALED_LOGITS,
                            Trait.UNMEASURED),
                    traits("olmo", Trait.LAYER_NORM, Trait.UNMEASURED),
                    traits("internlm2", Trait.UNMEASURED),
                    traits("exaone", Trait.UNMEASURED),
                    traits(
                            "starcoder",
                            Trait.LAYER_NORM,
                            Trait.POSITION_TABLE,
                            Trait.NO_ROPE,
                            Trait.UNMEASURED));

    private final Set<Trait> traits;
    private @Nullable GraphNode temperature;

    TransformerGraph(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
        traits = TRAITS.getOrDefault(model.architecture, EnumSet.noneOf(Trait.class));
    }

    private static Map.Entry<String, Set<Trait>> traits(String architecture, Trait... traits) {
        var set = EnumSet.noneOf(Trait.class);
        for (var trait : traits) {
            set.add(trait);
        }
        return Map.entry(architecture, set);
    }

    static boolean knows(String architecture) {
        return TRAITS.containsKey(architecture);
    }

    /// Whether recorded runs confirm the graph.
    static boolean measured(String architecture) {
        var known = TRAITS.get(architecture);
        return known == null || !known.contains(Trait.UNMEASURED);
    }

    private boolean is(Trait trait) {
        return traits.contains(trait);
    }

    Graph build() {
        var cur = embed(is(Trait.SCALED_ROWS));
        if (is(Trait.SCALED_EMBEDDING)) {
            cur = map(cur);
        }
        var positions = positions();
        if (is(Trait.POSITION_TABLE)) {
            var table = weight("position_embd.weight");
            cur =
                    map(
                            cur,
                            getRows(
                                    table == null
                                            ? GraphNode.external(Element.F32, model.width, 1)
                                            : table,
                                    positions));
        }
        for (int layer = 0; layer < model.layers; layer++) {
            cur =
                    is(Trait.PARALLEL)
                            ? parallel(layer, cur, positions)
                            : serial(layer, cur, positions);
        }
        if (is(Trait.LATE_OUTPUTS)) {
            cur.output = is(Trait.KEEPS_HIDDEN);
            cur = outputs(cur);
        }
        cur = is(Trait.LAYER_NORM) ? scaled("output_norm", Operations.fresh(cur)) : outputNorm(cur);
        finish(cur, logitSteps());
        return graph;
    }

    private int logitSteps() {
        if (is(Trait.SCALED_LOGITS)) {
            boolean optional = is(Trait.PARALLEL);
            return optional && model.real("logit_scale", 0) == 0 ? 0 : 1;
        }
        return model.architecture.startsWith("gemma")
                        && model.real("final_logit_softcapping", 0) != 0
                ? 3
                : 0;
    }

    private GraphNode norm(int layer, String name, GraphNode x) {
        return is(Trait.LAYER_NORM) ? layerNorm(layer, name, x) : rms(layer, name, x);
    }

    private GraphNode serial(int layer, GraphNode input, GraphNode positions) {
        var cur = is(Trait.NO_PRE_NORMS) ? input : norm(layer, "attn_norm", input);
        var normed = cur;
        cur = attention(layer, cur, positions);
        var residual = input;
        if (layer == model.layers - 1 && !is(Trait.LATE_OUTPUTS)) {
            cur = outputs(cur);
            residual = outputs(residual);
            normed = model.architecture.equals("stablelm") ? outputs(normed) : normed;
        }
        if (is(Trait.POST_NORMS)) {
            cur = norm(layer, "post_attention_norm", cur);
        }
        cur = residualScale(cur);
        var middle = map(cur, residual);
        cur = feedForward(layer, beforeFeedForward(layer, middle, normed));
        if (is(Trait.POST_NORMS)) {
            cur = norm(layer, "post_ffw_norm", cur);
        }
        cur = residualScale(cur);
        return model.architecture.equals("phi3") ? map(middle, cur) : map(cur, middle);
    }

    private GraphNode beforeFeedForward(int layer, GraphNode middle, GraphNode normed) {
        if (is(Trait.NO_PRE_NORMS)) {
            return middle;
        }
        if (is(Trait.FFN_NORM_IS_POST_ATTENTION)) {
            return norm(layer, "post_attention_norm", middle);
        }
        if (model.architecture.equals("stablelm") && !has(layer, "ffn_norm.weight")) {
            return normed;
        }
        return norm(layer, "ffn_norm", middle);
    }

    private GraphNode residualScale(GraphNode x) {
        return is(Trait.SCALED_RESIDUAL) && model.real("residual_scale", 0) != 0 ? map(x) : x;
    }

    private GraphNode parallel(int layer, GraphNode input, GraphNode positions) {
        var forFeedForward = norm(layer, "attn_norm", input);
        var forAttention =
                has(layer, "attn_norm_2.weight")
                        ? norm(layer, "attn_norm_2", input)
                        : forFeedForward;
        var attention = attention(layer, forAttention, positions);
        var residual = input;
        if (layer == model.layers - 1) {
            attention = outputs(attention);
            residual = outputs(residual);
            forFeedForward = outputs(forFeedForward);
        }
        var cur = feedForward(layer, forFeedForward);
        return switch (model.architecture) {
            case "falcon" -> map(map(cur, attention), residual);
            case "phi2" -> map(map(attention, cur), residual);
            default -> map(map(cur, residual), attention);
        };
    }

    private GraphNode attention(int layer, GraphNode x, GraphNode positions) {
        boolean flat = is(Trait.FLAT_NORMS);
        var heads = heads(layer, x, 1, !flat);
        var q = heads.q();
        var k = heads.k();
        var v = heads.v();
        boolean after = is(Trait.NORMS_AFTER_ROPE);
        if (!after && has(layer, "attn_q_norm.weight")) {
            q = norm(layer, "attn_q_norm", q);
        }
        if (!after && has(layer, "attn_k_norm.weight")) {
            k = norm(layer, "attn_k_norm", k);
        }
        if (flat) {
            q = reshape(q, model.headK(layer), model.heads(layer), tokens);
            k = reshape(k, model.headK(layer), model.kvHeads(layer), tokens);
            v = reshape(v, model.headV(layer), model.kvHeads(layer), tokens);
        }
        boolean rope = rope(layer);
        if (rope) {
            q = map(q, positions);
            k = map(k, positions);
        }
        if (is(Trait.TEMPERATURE) && (!rope || !is(Trait.BARE_NORMS))) {
            q = tempered(q);
        }
        if (rope && is(Trait.BARE_NORMS) && model.experts != 128) {
            q = map(q);
            k = map(k);
        }
        if (after) {
            k = norm(layer, "attn_k_norm", k);
            q = norm(layer, "attn_q_norm", q);
        }
        if (is(Trait.SCALED_QUERY)) {
            q = map(q);
        }
        if (is(Trait.SUB_NORMS)) {
            var mixed = rms(layer, "attn_sub_norm", mix(layer, q, k, v));
            return projectBiased(layer, "attn_output", mixed);
        }
        return attend(layer, q, k, v);
    }

    private boolean rope(int layer) {
        if (is(Trait.NO_ROPE)) {
            return false;
        }
        if (is(Trait.ROPE_THREE_OF_FOUR)) {
            boolean all = model.architecture.equals("llama4") && !model.windows.any();
            return all ? layer + 1 != model.layers : (layer + 1) % 4 != 0;
        }
        if (is(Trait.ROPE_ON_SLIDING)) {
            boolean none = !model.windows.any() && model.architecture.equals("exaone4");
            return none || model.sliding(layer);
        }
        return !model.architecture.startsWith("granite")
                || model.flag("rope.scaling.finetuned", true);
    }

    private GraphNode tempered(GraphNode q) {
        if (model.architecture.equals("mistral3")
                && model.real("attention.temperature_scale", 0) == 0) {
            return q;
        }
        if (temperature == null) {
            temperature = GraphNode.input(Element.F32, 1, 1, tokens);
        }
        return map(q, temperature);
    }

    private GraphNode feedForward(int layer, GraphNode x) {
        if (!has(layer, "ffn_gate_inp.weight")) {
            if (is(Trait.SUB_NORMS)) {
                var up = projectBiased(layer, "ffn_up", x);
                var cur = Operations.glu(project(layer, "ffn_gate", x), up);
                return project(layer, "ffn_down", rms(layer, "ffn_sub_norm", cur));
            }
            int steps = is(Trait.SQUARED) ? 2 : is(Trait.FUSED_GATE) ? 0 : 1;
            return dense(layer, "", x, steps);
        }
        boolean normalised =
                is(Trait.NORMALISED_EXPERTS) || model.flag("expert_weights_norm", false);
        var routing = routing(normalised);
        if (is(Trait.SOFTMAX_LAST) || is(Trait.INPUT_WEIGHTED)) {
            routing =
                    new Routing(
                            false,
                            routing.scaled(),
                            is(Trait.SOFTMAX_LAST),
                            is(Trait.INPUT_WEIGHTED));
        }
        var routed = experts(layer, x, routing, null, 1);
        if (!has(layer, "ffn_up_shexp.weight")) {
            return routed;
        }
        if (is(Trait.GATED_SHARED)) {
            var in = project(layer, "ffn_gate_inp_shexp", x);
            var gate = map(map(in), in);
            return map(routed, map(dense(layer, "_shexp", x, 1), gate));
        }
        return map(routed, dense(layer, "_shexp", x, 1));
    }
}
