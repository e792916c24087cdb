package org.dhurandhar.runtime;

import static org.dhurandhar.runtime.Operations.concat;
import static org.dhurandhar.runtime.Operations.cont;
import static org.dhurandhar.runtime.Operations.glu;
import static org.dhurandhar.runtime.Operations.map;
import static org.dhurandhar.runtime.Operations.mulMat;
import static org.dhurandhar.runtime.Operations.reshape;
import static org.dhurandhar.runtime.Operations.shaped;
import static org.dhurandhar.runtime.Operations.transpose;
import static org.dhurandhar.runtime.Operations.view;

import org.dhurandhar.runtime.GraphNode.Element;

/// State-space mixers, Mamba 1 and 2 (llama.cpp models/mamba-base.cpp).
class MambaBlocks extends RecurrentBlocks {
    private final long inner;
    private final long state;
    private final long taps;

    MambaBlocks(LlamaHparams model, LlamaCaches caches, GraphShape shape) {
        super(model, caches, shape);
        inner = model.innerWidth();
        state = model.stateSize();
        taps = model.convolutionKernel() - 1;
    }

    /// Convolution over the window and the new tokens; the window's end is kept.
    ///
    /// @param x channels first, then tokens, then sequences
    GraphNode convolve(GraphNode x, GraphNode window, GraphNode states, GraphNode kernel) {
        var joined = concat(window, transpose(x), 0);
        store(view(joined, window.ne.clone(), joined.nb[1], joined.nb[2]), states);
        return shaped(
                Element.F32, new long[] {x.ne[0], sequenceTokens, sequences, 1}, joined, kernel);
    }

    GraphNode scan(
            GraphNode s,
            GraphNode x,
            GraphNode dt,
            GraphNode a,
            GraphNode b,
            GraphNode c,
            GraphNode ids) {
        long size = x.elements() + s.ne[0] * s.ne[1] * s.ne[2] * ids.ne[0];
        return shaped(Element.F32, new long[] {size, 1, 1, 1}, s, x, dt, a, b, c, ids);
    }

    GraphNode mamba(int layer, GraphNode input) {
        var windows = windowStates();
        var window = reshape(gather(windows), taps, inner, sequences);
        var cur = reshape(input, input.ne[0], sequenceTokens, sequences);
        var xz = project(layer, "ssm_in", cur);
        var half = new long[] {inner, sequenceTokens, sequences};
        var x = view(xz, half, xz.nb[1], xz.nb[2]);
        var z = view(xz, half, xz.nb[1], xz.nb[2]);
        x = convolve(x, window, windows, blockWeight(layer, "ssm_conv1d.weight"));
        x = map(bias(layer, "ssm_conv1d", x));

        long rank = model.timeSteps();
        var xdb = project(layer, "ssm_x", x);
        var dt = view(xdb, new long[] {rank, sequenceTokens, sequences}, xdb.nb[1], xdb.nb[2]);
        var shape4 = new long[] {state, 1, sequenceTokens, sequences};
        var b = view(xdb, shape4, 4 * state, xdb.nb[1], xdb.nb[2]);
        var c = view(xdb, shape4.clone(), 4 * state, xdb.nb[1], xdb.nb[2]);
        if (model.flag("ssm.dt_b_c_rms", false) || has(layer, "ssm_dt_norm.weight")) {
            dt = rms(layer, "ssm_dt_norm", dt);
            b = rms(layer, "ssm_b_norm", b);
            c = rms(layer, "ssm_c_norm", c);
        } else {
            dt = cont(dt);
        }
        var steps = projectBiased(layer, "ssm_dt", dt);
        var channels = reshape(x, 1, inner, sequenceTokens, sequences);
        var a = blockWeight(layer, "ssm_a");
        var states = recurrentStates();
        var bb = b;
        var cc = c;
        var mixed =
                gather(
                        states,
                        (all, ids) ->
                                scan(
                                        reshape(all, state, 1, inner, sequences),
                                        channels,
                                        steps,
                                        a,
                                        bb,
                                        cc,
                                        ids));
        store(view(mixed, new long[] {state * inner * sequences}), states);
        var y = view(mixed, half.clone(), channels.nb[2], channels.nb[3]);
        y = map(y, map(x, blockWeight(layer, "ssm_d")));
        y = glu(cont(z), y);
        var out = project(layer, "ssm_out", y);
        return reshape(out, out.ne[0], tokens);
    }

    GraphNode mamba2(int layer, GraphNode input) {
        long heads = model.timeSteps();
        long head = inner / heads;
        long groups = model.groups();
        long channels = inner + 2 * groups * state;
        var windows = windowStates();
        var window = reshape(gather(windows), taps, channels, sequences);
        var all = project(layer, "ssm_in", input);
        all = reshape(all, all.ne[0], sequenceTokens, sequences);
        var headed = new long[] {head, heads, sequenceTokens, sequences};
        var z = view(all, headed, 4 * head, all.nb[1], all.nb[2]);
        var xbc = view(all, new long[] {channels, sequenceTokens, sequences}, all.nb[1], all.nb[2]);
        var rawSteps =
                view(all, new long[] {heads, sequenceTokens, sequences}, all.nb[1], all.nb[2]);
        xbc = convolve(xbc, window, windows, blockWeight(layer, "ssm_conv1d.weight"));
        xbc = map(bias(layer, "ssm_conv1d", xbc));

        var x = view(xbc, headed.clone(), 4 * head, xbc.nb[1], xbc.nb[2]);
        var grouped = new long[] {state, groups, sequenceTokens, sequences};
        var b = view(xbc, grouped, 4 * state, xbc.nb[1], xbc.nb[2]);
        var c = view(xbc, grouped.clone(), 4 * state, xbc.nb[1], xbc.nb[2]);
        var steps = bias(layer, "ssm_dt", cont(rawSteps));
        var a = blockWeight(layer, "ssm_a");
        var states = recurrentStates();
        var mixed =
                gather(
                        states,
                        (every, ids) ->
                                scan(
                                        reshape(every, state, head, heads, sequences),
                                        x,
                                        steps,
                                        a,
                                        b,
                                        c,
                                        ids));
        store(view(mixed, new long[] {state * inner, sequences}, 4 * state * inner), states);
        var y =
                view(
                        mixed,
                        headed.clone(),
                        x.nb[1],
                        heads * x.nb[1],
                        sequenceTokens * heads * x.nb[1]);
        y = map(y, map(x, blockWeight(layer, "ssm_d")));
        y = glu(cont(z), y);
        if (has(layer, "ssm_norm.weight")) {
            y = reshape(y, inner / groups, groups, sequenceTokens, sequences);
            y = rms(layer, "ssm_norm", y);
        }
        return mulMat(blockWeight(layer, "ssm_out.weight"), reshape(y, inner, tokens));
    }
}
