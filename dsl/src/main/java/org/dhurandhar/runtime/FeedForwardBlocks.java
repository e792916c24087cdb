package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.argsortTop;
import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.getRows;
import static org.dhurandhar.runtime.Operations.glu;
import static org.dhurandhar.runtime.Operations.gluHalves;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMatId;
import static org.dhurandhar.runtime.Operations.repeat;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.setRows;
import static org.dhurandhar.runtime.Operations.sumRows;
import static org.dhurandhar.runtime.Operations.view;

import org.jspecify.annotations.Nullable;

/// Dense feed-forward layers and mixtures of experts (llama-graph.cpp build_ffn, build_moe_ffn).
class FeedForwardBlocks extends AttentionBlocks {
    /// How experts are chosen and weighted.
    ///
    /// @param normalised weights of the chosen experts are divided by their sum
    /// @param scaled weights are multiplied by a constant
    /// @param softmaxLast weights come from a softmax over the chosen experts
    /// @param inputWeighted inputs are weighted instead of outputs
    record Routing(boolean normalised, boolean scaled, boolean softmaxLast, boolean inputWeighted) {
        static Routing plain(boolean normalised, boolean scaled) {
            return new Routing(normalised, scaled, false, false);
        }
    }

    FeedForwardBlocks(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
    }

    Routing routing(boolean normalised) {
        double scale = model.real("expert_weights_scale", 0);
        return Routing.plain(normalised, scale != 0 && scale != 1);
    }

    /// Up, gate, activation, down; the activation of an ungated layer is one operation, or two.
    ///
    /// @param suffix empty, or `_shexp` for shared experts
    GraphNode dense(int layer, String suffix, GraphNode x, int ungatedSteps) {
        var up = projectBiased(layer, "ffn_up" + suffix, x);
        GraphNode cur;
        if (has(layer, "ffn_gate" + suffix + ".weight")) {
            cur = glu(projectBiased(layer, "ffn_gate" + suffix, x), up);
        } else if (ungatedSteps == 0) {
            cur = gluHalves(up);
        } else {
            cur = up;
            for (int i = 0; i < ungatedSteps; i++) {
                cur = map(cur);
            }
        }
        return projectBiased(layer, "ffn_down" + suffix, cur);
    }

    /// Experts: routing, their projections, and the sum over the chosen ones.
    ///
    /// @param given router logits computed by the caller, or null
    GraphNode experts(
            int layer, GraphNode x, Routing routing, @Nullable GraphNode given, int ungatedSteps) {
        long count = model.experts;
        long used = model.usedExperts(layer);
        if (used < 1) {
            throw new ArithmeticException("block " + layer + " uses no experts");
        }
        var logits =
                given == null
                        ? projectBiased(layer, "ffn_gate_inp", x)
                        : bias(layer, "ffn_gate_inp", given);
        var probabilities = routing.softmaxLast ? logits : map(logits);
        var selection = bias(layer, "exp_probs_b", probabilities);
        if (routing.inputWeighted) {
            selection = logits;
        }
        selection = grouped(selection, count);
        var chosen = argsortTop(selection, used);
        var weights = getRows(reshape(probabilities, 1, count, tokens(x)), chosen);
        weights = weighted(weights, routing, used, tokens(x));
        graph.expand(weights);
        var cur = reshape(x, x.ne[0], 1, tokens(x));
        if (routing.inputWeighted) {
            cur = map(repeat(cur, x.ne[0], used, tokens(x), 1), weights);
        }
        cur = expertProjections(layer, cur, chosen, ungatedSteps);
        if (!routing.inputWeighted) {
            cur = map(cur, weights);
        }
        graph.expand(cur);
        return sumOfExperts(cur, used);
    }

    private static long tokens(GraphNode x) {
        return x.ne[1];
    }

    private GraphNode grouped(GraphNode selection, long count) {
        long groups = model.model.integer("expert_group_count", 0);
        if (groups <= 1) {
            return selection;
        }
        long n = tokens(selection);
        long each = count / groups;
        var byGroup = reshape(selection, each, groups, n);
        var best = argsortTop(byGroup, 2);
        var scores = getRows(reshape(byGroup, 1, each, groups, n), best);
        scores = sumRows(reshape(scores, scores.ne[1], scores.ne[2], scores.ne[3]));
        var chosen =
                argsortTop(
                        reshape(scores, groups, n),
                        model.model.integer("expert_group_used_count", 1));
        var kept = getRows(byGroup, chosen);
        return reshape(setRows(map(byGroup), kept, chosen), count, n);
    }

    private static GraphNode weighted(GraphNode given, Routing routing, long used, long n) {
        var weights = given;
        if (routing.softmaxLast) {
            weights = reshape(map(reshape(weights, used, n)), 1, used, n);
        }
        if (routing.normalised) {
            var flat = reshape(weights, used, n);
            weights = reshape(map(flat, map(sumRows(flat))), 1, used, n);
        }
        return routing.scaled ? map(weights) : weights;
    }

    private GraphNode expertProjections(
            int layer, GraphNode x, GraphNode chosen, int ungatedSteps) {
        GraphNode cur;
        if (has(layer, "ffn_gate_up_exps.weight")) {
            var both = expert(layer, "ffn_gate_up_exps", x, chosen);
            var half = new long[] {both.ne[0] / 2, both.ne[1], both.ne[2]};
            cur =
                    glu(
                            view(both, half, both.nb[1], both.nb[2]),
                            view(both, half, both.nb[1], both.nb[2]));
        } else {
            var up = expert(layer, "ffn_up_exps", x, chosen);
            if (has(layer, "ffn_gate_exps.weight")) {
                cur = glu(expert(layer, "ffn_gate_exps", x, chosen), up);
            } else {
                cur = up;
                for (int i = 0; i < ungatedSteps; i++) {
                    cur = map(cur);
                }
            }
        }
        return expert(layer, "ffn_down_exps", cur, chosen);
    }

    private GraphNode expert(int layer, String name, GraphNode x, GraphNode chosen) {
        var cur = mulMatId(blockWeight(layer, name + ".weight"), x, chosen);
        var scale = weight(block(layer, name + ".scale"));
        if (scale != null) {
            var repeated =
                    repeat(reshape(scale, 1, model.experts, 1), 1, model.experts, x.ne[2], 1);
            cur = map(cur, getRows(repeated, chosen));
        }
        var bias = weight(block(layer, name + ".bias"));
        return bias == null ? cur : map(cur, bias, chosen);
    }

    private GraphNode sumOfExperts(GraphNode experts, long used) {
        var views = new GraphNode[(int) used];
        for (int i = 0; i < used; i++) {
            views[i] = view(experts, new long[] {experts.ne[0], experts.ne[2]}, experts.nb[2]);
            graph.expand(views[i]);
        }
        var sum = views[0];
        for (int i = 1; i < used; i++) {
            sum = map(sum, views[i]);
            graph.expand(sum);
        }
        return used == 1 ? cont(sum) : sum;
    }
}
